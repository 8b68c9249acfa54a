import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import type { Finding } from '../../lib/model';

/** What an execution shows already: of many items, most have the same to say. */
const shownBy = new WeakMap<IExecuteFunctions, Set<string>>();

/** Shows above the output of the node what lint found, each sentence once. */
export function showFindings(context: IExecuteFunctions, findings: Finding[]): void {
  for (const { message } of findings) showHint(context, message, 'warning');
}

export function showHint(context: IExecuteFunctions, message: string, type: NodeExecutionHint['type']): void {
  const shown = shownBy.get(context) ?? new Set();
  shownBy.set(context, shown);
  if (shown.has(message)) return;
  shown.add(message);
  context.addExecutionHints({ message: escapeHtml(message), type, location: 'outputPane' });
}

/** n8n takes a hint for HTML, and parts of it come from templates. */
const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
