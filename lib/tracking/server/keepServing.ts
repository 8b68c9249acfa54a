import type { Clock } from '../../model';
import type { ServerThread } from './serverThread';

const FIRST_RESTART_MS = 500;
const LONGEST_RESTART_MS = 30_000;
/** Whoever ran so long starts over with the shortest wait. */
const SOUND_AFTER_MS = 60_000;

/** A server whose thread is started again when it dies: links in messages that are out there have to work. */
export interface Serving {
  current: ServerThread;
  close(): Promise<void>;
}

/**
 * @param start starts a thread on this port
 * @throws MailtargetError what keeps the first thread from starting
 */
export async function keepServing(
  start: (port: number) => Promise<ServerThread>,
  port: number,
  clock: Clock,
  onError: (error: unknown) => void,
): Promise<Serving> {
  let restartMs = FIRST_RESTART_MS;
  let cancel = () => {};
  let closed = false;
  let startedAt = clock.now();

  const watch = async ({ ended }: ServerThread) => {
    const why = await ended;
    if (closed || !why) return;
    onError(why);
    if (clock.now() - startedAt > SOUND_AFTER_MS) restartMs = FIRST_RESTART_MS;
    again();
  };
  const again = () => {
    cancel = clock.at(clock.now() + restartMs, () => void restart());
    restartMs = Math.min(restartMs * 2, LONGEST_RESTART_MS);
  };
  const restart = async () => {
    try {
      startedAt = clock.now();
      const thread = await start(serving.current.port);
      serving.current = thread;
      if (closed) await thread.close();
      else void watch(thread);
    } catch (error) {
      onError(error);
      if (!closed) again();
    }
  };

  const serving: Serving = {
    current: await start(port),
    async close() {
      closed = true;
      cancel();
      await serving.current.close();
    },
  };
  void watch(serving.current);
  return serving;
}
