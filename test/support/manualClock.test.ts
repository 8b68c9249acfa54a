import { sleepUntil } from '../../lib/model';
import { ManualClock } from './manualClock';

test('time moves only when told, and fires what falls due in order, each at its own time', async () => {
  const clock = new ManualClock('2026-01-01T00:00:00Z');
  const start = clock.now();
  const fired: [string, number][] = [];
  const note = (name: string) => () => fired.push([name, clock.now() - start]);
  clock.at(start + 200, note('second'));
  clock.at(start + 100, note('first'));
  clock.at(start + 200, note('third'));
  clock.at(start + 300, note('later'));
  const cancel = clock.at(start + 150, note('cancelled'));
  cancel();

  await clock.advanceBy(250);

  expect(fired).toEqual([
    ['first', 100],
    ['second', 200],
    ['third', 200],
  ]);
  expect(clock.now()).toBe(start + 250);
});

test('code that waits again on the way is woken again', async () => {
  const clock = new ManualClock();
  let ticks = 0;
  const ticking = async () => {
    for (;;) {
      await sleepUntil(clock, clock.now() + 1000);
      ticks++;
    }
  };
  void ticking();
  await clock.advanceBy(3500);
  expect(ticks).toBe(3);
});

test('what is due already needs no advance', async () => {
  const clock = new ManualClock();
  await expect(sleepUntil(clock, clock.now())).resolves.toBeUndefined();
});
