import { noCounts } from '../../../lib/tracking/counts';
import { keepServing } from '../../../lib/tracking/server/keepServing';
import type { ServerThread } from '../../../lib/tracking/server/serverThread';
import { ManualClock } from '../../support/manualClock';

/** A thread that ends when it is told to. */
function threads() {
  const started: { port: number; die: (why: Error) => void }[] = [];
  const start = async (port: number): Promise<ServerThread> => {
    const end = Promise.withResolvers<Error | undefined>();
    started.push({ port, die: end.resolve });
    return {
      port: port || 4000,
      counts: async () => noCounts(),
      close: async () => end.resolve(undefined),
      ended: end.promise,
    };
  };
  return { started, start };
}

test('a server that dies is started again on its port, later each time', async () => {
  const clock = new ManualClock();
  const { started, start } = threads();
  const told: unknown[] = [];
  const serving = await keepServing(start, 0, clock, (error) => told.push(error));
  started[0]!.die(new Error('out of memory'));
  await clock.advanceBy(0);
  await new Promise(setImmediate);
  await clock.advanceBy(500);
  expect(started.map(({ port }) => port)).toEqual([0, 4000]);
  started[1]!.die(new Error('again'));
  await new Promise(setImmediate);
  await clock.advanceBy(900);
  expect(started).toHaveLength(2);
  await clock.advanceBy(100);
  expect(started).toHaveLength(3);
  expect(told).toMatchObject([{ message: 'out of memory' }, { message: 'again' }]);
  await serving.close();
});

test('one that was closed stays closed', async () => {
  const clock = new ManualClock();
  const { started, start } = threads();
  const serving = await keepServing(start, 0, clock, () => {});
  await serving.close();
  await clock.advanceBy(60_000);
  expect(started).toHaveLength(1);
});
