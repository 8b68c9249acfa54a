import type { EmailMarketing } from '../model';
import type { EngineThread } from './engineThread';
import { type Group, GROUPS, methodsOf } from './methods';

/** The interface, each method of which asks the thread. */
export function proxyOf(thread: EngineThread): EmailMarketing {
  const groups = GROUPS.map((group): [Group, object] => {
    const methods = methodsOf(group).map((method) => [
      method,
      (...args: unknown[]) => thread.call(group, method, args),
    ]);
    return [group, Object.fromEntries(methods)];
  });
  return Object.fromEntries(groups) as EmailMarketing;
}
