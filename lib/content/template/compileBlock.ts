import { budgetOf, compileExpression, type Evaluate, type Frame, type Render } from './evaluate';
import type { BlockNode, Node } from './nodes';

/**
 * The blocks as Handlebars' own helpers do them.
 * @param compile compiles what is in the block, with the block parameters in force there
 */
export function compileBlock(
  block: BlockNode,
  params: readonly string[],
  compile: (nodes: readonly Node[], params: readonly string[]) => Render,
): Render {
  const subject = compileExpression(block.subject, params);
  const body = compile(block.body, [...params, ...block.params]);
  const otherwise = compile(block.otherwise, params);
  switch (block.name) {
    case 'if':
      return (frame) => (holds(subject(frame), block) ? body(frame) : otherwise(frame));
    case 'unless':
      return (frame) => (holds(subject(frame), block) ? otherwise(frame) : body(frame));
    case 'with':
      return compileWith(subject, body, otherwise, block.params);
    case 'each':
      return compileEach(subject, body, otherwise, block.params);
  }
}

function compileWith(subject: Evaluate, body: Render, otherwise: Render, [name]: readonly string[]): Render {
  return (frame) => {
    const value = subject(frame);
    if (isEmpty(value)) return otherwise(frame);
    const inside = enter(frame, value);
    if (name !== undefined) inside.params = { values: { [name]: value }, outer: frame.params };
    return body(inside);
  };
}

function compileEach(
  subject: Evaluate,
  body: Render,
  otherwise: Render,
  [itemName, keyName]: readonly string[],
): Render {
  return (frame) => {
    const collection = subject(frame);
    if (typeof collection !== 'object' || collection === null) return otherwise(frame);
    const entries: [key: string | number, item: unknown][] = Array.isArray(collection)
      ? [...(collection as unknown[]).entries()]
      : Object.entries(collection);
    if (entries.length === 0) return otherwise(frame);
    let text = '';
    for (const [index, [key, item]] of entries.entries()) {
      budgetOf(frame.scope).spendTurn();
      const inside = enter(frame, item);
      const last = index === entries.length - 1;
      inside.loop = { values: { key, index, first: index === 0, last }, outer: frame.loop };
      if (itemName !== undefined) {
        const named = keyName === undefined ? { [itemName]: item } : { [itemName]: item, [keyName]: key };
        inside.params = { values: named, outer: frame.params };
      }
      text += body(inside);
    }
    budgetOf(frame.scope).spendOutput(text.length);
    return text;
  };
}

/** `../` leads out of it; a block that stays in the same context is not counted. */
const enter = (frame: Frame, context: unknown): Frame => ({
  ...frame,
  context,
  outer: context === frame.context ? frame.outer : frame,
});

const isEmpty = (value: unknown): boolean =>
  (!value && value !== 0) || (Array.isArray(value) && value.length === 0);

const holds = (value: unknown, { includesZero }: BlockNode): boolean =>
  (Boolean(value) || (includesZero && value === 0)) && !isEmpty(value);
