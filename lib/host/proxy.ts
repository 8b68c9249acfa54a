import type { EmailMarketing } from '../model';
import type { EngineThread } from './engineThread';
import { type Group, GROUPS, methodsOf } from './methods';

type AskThread = (...args: unknown[]) => Promise<unknown>;

/** The interface, each method of which asks the thread. */
export function proxyOf(thread: EngineThread): EmailMarketing {
  const groupOf = (group: Group): Record<string, AskThread> =>
    Object.fromEntries(
      methodsOf(group).map((method): [string, AskThread] => [
        method,
        (...args) => thread.call(group, method, args),
      ]),
    );
  return Object.fromEntries(GROUPS.map((group) => [group, groupOf(group)])) as unknown as EmailMarketing;
}
