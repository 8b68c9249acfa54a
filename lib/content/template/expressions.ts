import type { Expression } from './nodes';

export const UNSUBSCRIBE_URL = 'unsubscribe_url';

/** What a block or a filter works on: a path, or a literal as it stands. @returns undefined for anything else */
export function toSubject(node: hbs.AST.Expression): Expression | undefined {
  switch (node.type) {
    case 'StringLiteral':
    case 'NumberLiteral':
    case 'BooleanLiteral':
      return { type: 'literal', value: (node as hbs.AST.StringLiteral).value };
    case 'NullLiteral':
      return { type: 'literal', value: null };
    case 'UndefinedLiteral':
      return { type: 'literal', value: undefined };
    default:
      return toPath(node);
  }
}

/** What a tag names; Handlebars takes a literal for a name too. @returns undefined for an expression in parentheses */
export function toPath(node: hbs.AST.Expression): Expression | undefined {
  if (node.type === 'SubExpression') return undefined;
  if (node.type !== 'PathExpression') {
    const { original } = node as { original?: unknown };
    const name = node.type === 'NullLiteral' ? 'null' : String(original);
    return { type: 'path', parts: [name], depth: 0, isData: false, isScoped: false };
  }
  const { parts, depth, data, original } = node as hbs.AST.PathExpression;
  if (parts.length === 1 && parts[0] === UNSUBSCRIBE_URL && !data) return { type: 'unsubscribeUrl' };
  return { type: 'path', parts, depth, isData: data, isScoped: /^\.|^this\b/.test(original) };
}
