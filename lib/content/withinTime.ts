import { createContext, Script } from 'node:vm';
import { MailtargetError } from '../model';

/** A hundred times what a newsletter takes. */
const MAX_MS = 5000;

const callWork = new Script('work()');

/**
 * Ends what a stranger's HTML or CSS makes too much of: matching `.a * * * *` against thousands of elements would keep
 * the thread for hours, and the libraries know no limit. The watchdog of node:vm interrupts any code that is called
 * from its script, ours too.
 * @throws MailtargetError TEMPLATE_INVALID
 */
export function withinTime<T>(work: () => T, maxMs = MAX_MS): T {
  try {
    return callWork.runInContext(createContext({ work }), { timeout: maxMs }) as T;
  } catch (error) {
    const excess = excessOf(error, maxMs);
    if (excess === undefined) throw error;
    throw new MailtargetError(
      'TEMPLATE_INVALID',
      `body: ${excess}. Use fewer elements and styles, and close what you open.`,
      { field: 'body' },
    );
  }
}

function excessOf(error: unknown, maxMs: number): string | undefined {
  if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
    return `the HTML takes more than ${maxMs / 1000} seconds to prepare`;
  }
  return error instanceof RangeError ? 'the HTML is nested too deep' : undefined;
}
