import { sideBySide } from '../../../lib/delivery/pump/sideBySide';
import { ManualClock } from '../../support/manualClock';

const never = new AbortController().signal;

describe('those who work side by side', () => {
  const settle = () => new Promise(setImmediate);

  test('end once none of them has anything to do', async () => {
    const clock = new ManualClock();
    const done = Promise.withResolvers<number>();
    let idleCalls = 0;
    const idle = () => {
      idleCalls++;
      return Promise.resolve(clock.now() + 1_000);
    };
    const all = sideBySide(clock, never, [idle, () => done.promise]);
    await settle();
    await clock.advanceBy(3_000);
    expect(idleCalls).toBe(4);
    done.resolve(clock.now() + 1_000);
    await all;
    expect(idleCalls).toBe(4);
  });

  test('end together when one fails, and that is told once all have ended', async () => {
    const clock = new ManualClock();
    const other = Promise.withResolvers<number>();
    let toldToEnd = false;
    const works = [
      () => Promise.reject(new Error('The database is away')),
      (signal: AbortSignal) => {
        signal.addEventListener('abort', () => (toldToEnd = true));
        return other.promise;
      },
    ];
    const all = sideBySide(clock, never, works);
    await settle();
    expect(toldToEnd).toBe(true);
    other.resolve(0);
    await expect(all).rejects.toThrow('The database is away');
  });

  test('end when they are told to, and need not be any', async () => {
    const clock = new ManualClock();
    const abort = new AbortController();
    const busy = Promise.withResolvers<number>();
    const all = sideBySide(clock, abort.signal, [() => Promise.resolve(Infinity), () => busy.promise]);
    abort.abort();
    busy.resolve(0);
    await all;
    await sideBySide(clock, never, []);
  });
});
