import type { Scope } from '../program';
import { Budget } from './budget';
import { FILTERS } from './filters';
import type { Expression, FilterCall, Path } from './nodes';

/** Where a tag is evaluated: in a context, inside other contexts. */
export interface Frame {
  scope: Scope;
  context: unknown;
  /** The contexts around it, nearest first. */
  outer: Frame | undefined;
  loop: Loop | undefined;
  params: Params | undefined;
}

/** `@index` and its like; nested loops are nested here too. */
export interface Loop {
  values: Readonly<Record<string, unknown>>;
  outer: Loop | undefined;
}

/** The names of `as |item index|`. */
export interface Params {
  values: Readonly<Record<string, unknown>>;
  outer: Params | undefined;
}

export type Evaluate = (frame: Frame) => unknown;
export type Render = (frame: Frame) => string;

export const rootFrame = (scope: Scope): Frame => ({
  scope,
  context: scope.variables,
  outer: undefined,
  loop: undefined,
  params: undefined,
});

/** All blocks of a message share one. */
export const budgetOf = (scope: Scope): Budget => (scope.budget ??= new Budget());

/**
 * @param paramNames the block parameters that are in force where the expression stands
 */
export function compileExpression(expression: Expression, paramNames: readonly string[]): Evaluate {
  switch (expression.type) {
    case 'literal': {
      const { value } = expression;
      return () => value;
    }
    case 'unsubscribeUrl':
      return ({ scope }) => scope.unsubscribeUrl;
    case 'path':
      return compilePath(expression, paramNames);
  }
}

export function compileFiltered(
  expression: Expression,
  filters: readonly FilterCall[],
  paramNames: readonly string[],
): Evaluate {
  return filters.reduce<Evaluate>(
    (evaluate, { name, args }) => {
      const filter = FILTERS.get(name)!;
      const evaluateArgs = args.map((arg) => compileExpression(arg, paramNames));
      return (frame) =>
        filter.apply(
          evaluate(frame),
          evaluateArgs.map((arg) => arg(frame)),
        );
    },
    compileExpression(expression, paramNames),
  );
}

function compilePath({ parts, depth, isData, isScoped }: Path, paramNames: readonly string[]): Evaluate {
  const [first] = parts;
  if (isData) return (frame) => lookUp(loopValue(frame, first!, depth), parts, 1);
  if (depth === 0 && !isScoped && first !== undefined && paramNames.includes(first)) {
    return (frame) => lookUp(paramValue(frame.params, first), parts, 1);
  }
  if (depth === 0) return (frame) => lookUp(frame.context, parts, 0);
  return (frame) => lookUp(contextAt(frame, depth), parts, 0);
}

/** Own properties only: what JavaScript hangs on every value is out of reach. */
function lookUp(value: unknown, parts: readonly string[], from: number): unknown {
  for (let i = from; i < parts.length; i++) {
    if (value === null || value === undefined || !Object.hasOwn(value, parts[i]!)) return undefined;
    value = (value as Record<string, unknown>)[parts[i]!];
  }
  return value;
}

function contextAt(frame: Frame, depth: number): unknown {
  let at: Frame | undefined = frame;
  for (let i = 0; i < depth; i++) at = at?.outer;
  return at?.context;
}

function loopValue({ scope, loop }: Frame, name: string, depth: number): unknown {
  if (name === 'root') return scope.variables;
  let at = loop;
  for (let i = 0; i < depth; i++) at = at?.outer;
  // As in Handlebars, an inner loop sees what it has no value of its own for.
  while (at && !Object.hasOwn(at.values, name)) at = at.outer;
  return at?.values[name];
}

function paramValue(params: Params | undefined, name: string): unknown {
  for (let at = params; at; at = at.outer) if (Object.hasOwn(at.values, name)) return at.values[name];
  return undefined;
}
