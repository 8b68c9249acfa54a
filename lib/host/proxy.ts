import type { EmailMarketing } from '../model';
import type { EngineThread } from './engineThread';
import { type Group, METHODS } from './methods';

/** The interface, each method of which asks the thread. */
export function proxyOf(thread: EngineThread): EmailMarketing {
  const groups = Object.entries(METHODS).map(([group, methods]) => [
    group,
    Object.fromEntries(
      methods.map((method) => [method, (...args: unknown[]) => thread.call(group as Group, method, args)]),
    ),
  ]);
  return Object.fromEntries(groups) as EmailMarketing;
}
