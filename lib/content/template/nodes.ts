import type { Place } from './templateError';

/** A value that a tag names. */
export type Expression =
  | { type: 'literal'; value: string | number | boolean | null | undefined }
  | Path
  /** The link that unsubscribes, whatever contact or data may call `unsubscribe_url`. */
  | { type: 'unsubscribeUrl' };

/** `a.b`, `../a`, `this`, `@index`: `parts` are looked up one in the other, `depth` contexts up. */
export interface Path {
  type: 'path';
  parts: readonly string[];
  depth: number;
  /** `@index`: of the loop rather than of the context. */
  isData: boolean;
  /** `this.a` and `./a` never mean a block parameter. */
  isScoped: boolean;
}

export interface FilterCall {
  name: string;
  args: readonly Expression[];
}

/** How a value is made safe for the place where it stands. */
export type Escape =
  | 'none'
  | 'html'
  /** A whole URL in an attribute. */
  | 'url'
  /** A part of a URL: before its query, in it, behind `mailto:`. */
  | 'urlPath'
  | 'urlQuery'
  | 'urlAddress'
  | 'css';

export interface TextNode {
  type: 'text';
  text: string;
}

export interface ValueNode {
  type: 'value';
  expression: Expression;
  filters: readonly FilterCall[];
  escape: Escape;
  /** The tag as it was written. */
  written: string;
  place: Place;
}

export type BlockName = 'if' | 'unless' | 'each' | 'with';

export interface BlockNode {
  type: 'block';
  name: BlockName;
  subject: Expression;
  /** 0 counts as something, for if and unless. */
  includesZero: boolean;
  /** The names of `as |item index|`. */
  params: readonly string[];
  body: readonly Node[];
  otherwise: readonly Node[];
  place: Place;
}

/** The URL of a link in HTML or in a text. Its URL and its number are completed once all links are known. */
export interface LinkNode {
  readonly type: 'link';
  url: readonly Node[];
  /** As it was written, tags included, entities too. */
  readonly written: string;
  /** Its number among the campaign's tracked links, counted from 0; null where it is never tracked. */
  number: number | null;
}

export type Node = TextNode | ValueNode | BlockNode | LinkNode;

export const isUnsubscribeUrl = (node: Node): boolean =>
  node.type === 'value' && node.expression.type === 'unsubscribeUrl';

/** http(s) with the scheme and the host written out: no value can make it lead elsewhere. */
export function isFixed({ url }: LinkNode): boolean {
  const [first] = url;
  if (first?.type !== 'text' || url.some(isUnsubscribeUrl)) return false;
  return (url.length === 1 ? /^\s*https?:\/\/[^/?#\s]+/i : /^\s*https?:\/\/[^/?#\s]+[/?#]/i).test(first.text);
}
