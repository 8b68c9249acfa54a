import { ExpressionParser, type IExecuteFunctions } from 'n8n-workflow';
import { toText, type Value } from './read';

/**
 * A text with contact variables. n8n writes its expressions in {{ }} too, and its editor makes an expression of any
 * text with {{ }} that is pasted. So that both can stand in one text, what has a $ in it is resolved here, as n8n's
 * `$json` and `$now` have, and everything else is left for the engine.
 */
export function readTemplate(context: IExecuteFunctions, name: string, item: number): string {
  const raw = toText(context.getNodeParameter(name, item, '', { rawExpressions: true }) as Value);
  if (!raw.startsWith('=')) return raw;
  return ExpressionParser.splitExpression(raw.slice(1))
    .map((chunk) => {
      const text = ExpressionParser.joinExpression([chunk]);
      const isForN8n = chunk.type === 'code' && chunk.text.includes('$');
      return isForN8n ? toText(context.evaluateExpression(text, item) as Value) : text;
    })
    .join('');
}
