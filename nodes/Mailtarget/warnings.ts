import type { IExecuteFunctions } from 'n8n-workflow';
import type { Finding } from '../../lib/model';

/** What an execution shows already: of many items, most have the same to say. */
const shownBy = new WeakMap<IExecuteFunctions, Set<string>>();

/** Shows above the output of the node what lint found, each sentence once. */
export function showFindings(context: IExecuteFunctions, findings: Finding[]): void {
  const shown = shownBy.get(context) ?? new Set();
  shownBy.set(context, shown);
  for (const { message } of findings) {
    if (shown.has(message)) continue;
    shown.add(message);
    context.addExecutionHints({ message: escapeHtml(message), type: 'warning', location: 'outputPane' });
  }
}

/** n8n takes a hint for HTML, and parts of it come from templates. */
const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
