import { isUnsubscribeUrl, type Node, type ValueNode } from './nodes';

/** Every node, those in blocks and links included. */
export function* walk(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    if (node.type === 'link') yield* walk(node.url);
    else if (node.type === 'block') {
      yield* walk(node.body);
      yield* walk(node.otherwise);
    }
  }
}

/** Whether every recipient gets such a node: it stands in no block, or in both branches of one. */
export const isSurelyIn = (nodes: readonly Node[], isWanted: (node: Node) => boolean): boolean =>
  nodes.some(
    (node) =>
      isWanted(node) ||
      (node.type === 'block' && isSurelyIn(node.body, isWanted) && isSurelyIn(node.otherwise, isWanted)),
  );

export const showsUnsubscribeUrl = (node: Node): boolean =>
  isUnsubscribeUrl(node) || (node.type === 'link' && node.url.some(isUnsubscribeUrl));

/** A mention of a variable of the contact or of the campaign, by the first word of its path. */
export interface Mention {
  name: string;
  /** Something is written all the same where it is missing, or nothing is meant to be. */
  hasFallback: boolean;
}

/** The variables that are looked up in the outermost context; inside each and with, names mean other things. */
export function* mentions(nodes: readonly Node[], askedFor: readonly string[] = []): Generator<Mention> {
  for (const node of nodes) {
    if (node.type === 'value') yield* valueMentions(node, askedFor);
    else if (node.type === 'link') yield* mentions(node.url, askedFor);
    else if (node.type === 'block') {
      const name = variableOf(node.subject);
      if (name !== undefined) yield { name, hasFallback: true };
      if (node.name === 'each' || node.name === 'with') {
        yield* mentions(node.otherwise, askedFor);
        continue;
      }
      const known = name === undefined ? askedFor : [...askedFor, name];
      yield* mentions(node.body, node.name === 'if' ? known : askedFor);
      yield* mentions(node.otherwise, node.name === 'unless' ? known : askedFor);
    }
  }
}

function* valueMentions({ expression, filters }: ValueNode, askedFor: readonly string[]): Generator<Mention> {
  const lastDefault = filters.findLastIndex(({ name }) => name === 'default');
  const mention = (name: string, at: number) => ({
    name,
    hasFallback: at < lastDefault || askedFor.includes(name),
  });
  const name = variableOf(expression);
  if (name !== undefined) yield mention(name, -1);
  for (const [at, { args }] of filters.entries()) {
    for (const arg of args) {
      const inArgument = variableOf(arg);
      if (inArgument !== undefined) yield mention(inArgument, at);
    }
  }
}

function variableOf(expression: ValueNode['expression']): string | undefined {
  if (expression.type !== 'path' || expression.isData || expression.depth > 0) return undefined;
  return expression.parts[0];
}
