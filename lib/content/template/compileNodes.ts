import type { Hole, Program } from '../program';
import { compileBlock } from './compileBlock';
import { ESCAPES } from './escapes';
import { budgetOf, compileFiltered, type Render, rootFrame } from './evaluate';
import type { LinkNode, Node, ValueNode } from './nodes';
import { toText } from './toText';

/** A link as it is to be sent: of text, tags, and what is filled in without a template's doing. */
export type WriteLink = (link: LinkNode) => readonly (Node | Hole)[];

/** Each top-level tag or block becomes one hole; filling them looks nothing up in the template any more. */
export function compileNodes(nodes: readonly Node[], writeLink: WriteLink): Program {
  const segments: (string | Hole)[] = [];
  for (const node of withoutLinks(nodes, writeLink)) {
    if (typeof node === 'function') segments.push(node);
    else if (node.type === 'text') appendText(segments, node.text);
    else {
      const render = compileNode(node, [], writeLink);
      segments.push((scope) => render(rootFrame(scope)));
    }
  }
  return segments;
}

function appendText(segments: (string | Hole)[], text: string): void {
  const last = segments.at(-1);
  if (typeof last === 'string') segments[segments.length - 1] = last + text;
  else segments.push(text);
}

const withoutLinks = (nodes: readonly Node[], writeLink: WriteLink) =>
  nodes.flatMap((node): readonly (Exclude<Node, LinkNode> | Hole)[] =>
    node.type === 'link' ? (writeLink(node) as readonly (Exclude<Node, LinkNode> | Hole)[]) : [node],
  );

/** @param params the block parameters in force */
function compileSequence(nodes: readonly Node[], params: readonly string[], writeLink: WriteLink): Render {
  const renders = withoutLinks(nodes, writeLink).map((node) => compileNode(node, params, writeLink));
  return (frame) => {
    const budget = budgetOf(frame.scope);
    let text = '';
    for (const render of renders) {
      budget.spendTurn();
      text += render(frame);
    }
    budget.spendOutput(text.length);
    return text;
  };
}

function compileNode(
  node: Exclude<Node, LinkNode> | Hole,
  params: readonly string[],
  writeLink: WriteLink,
): Render {
  if (typeof node === 'function') return ({ scope }) => node(scope);
  switch (node.type) {
    case 'text':
      return () => node.text;
    case 'value':
      return compileValue(node, params);
    case 'block':
      return compileBlock(node, params, (nodes, inside) => compileSequence(nodes, inside, writeLink));
  }
}

function compileValue({ expression, filters, escape }: ValueNode, params: readonly string[]): Render {
  const evaluate = compileFiltered(expression, filters, params);
  const escapeText = ESCAPES[escape];
  return (frame) => escapeText(toText(evaluate(frame)));
}
