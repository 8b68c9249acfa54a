import { setImmediate as turn } from 'node:timers/promises';
import { LocalJobs } from '../../lib/jobs';
import { ManualClock } from '../support/manualClock';

const MINUTE = 60_000;

/** Jobs whose handler `look` notes every run, and lasts until the test ends it when `holds` is set. */
function makeJobs({ concurrency = 1, holds = false } = {}) {
  const clock = new ManualClock();
  const errors: [string, unknown][] = [];
  const jobs = new LocalJobs(clock, (job, error) => errors.push([job, error]), concurrency);
  const runs: string[] = [];
  const held: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  jobs.handle('look', async (argument, signal) => {
    runs.push(argument);
    signals.push(signal);
    if (holds) await new Promise<void>((end) => held.push(end));
  });
  /** Lets the oldest run that is held end, and what waits behind it begin. */
  const endOne = async () => {
    held.shift()!();
    await turn();
  };
  return { jobs, clock, runs, errors, signals, endOne };
}

test('a job runs once, with its argument', async () => {
  const { jobs, runs } = makeJobs();
  jobs.enqueue('look', 'here');
  await turn();
  expect(runs).toEqual(['here']);
});

test('a job that waits already is not added again; another argument is another job', async () => {
  const { jobs, runs, endOne } = makeJobs({ holds: true });
  jobs.enqueue('look', 'first');
  await turn();
  for (const argument of ['a', 'b', 'a']) jobs.enqueue('look', argument);
  for (let n = 0; n < 3; n++) await endOne();
  expect(runs).toEqual(['first', 'a', 'b']);
});

test('asked for while it runs, however often, a job runs once more afterwards and never beside itself', async () => {
  const { jobs, runs, endOne } = makeJobs({ concurrency: 2, holds: true });
  jobs.enqueue('look', 'a');
  await turn();
  jobs.enqueue('look', 'a');
  jobs.enqueue('look', 'a');
  await turn();
  expect(runs).toEqual(['a']);
  await endOne();
  expect(runs).toEqual(['a', 'a']);
  await endOne();
  expect(runs).toEqual(['a', 'a']);
});

test('as many jobs run beside each other as the concurrency allows', async () => {
  const { jobs, runs, endOne } = makeJobs({ concurrency: 2, holds: true });
  for (const argument of ['a', 'b', 'c']) jobs.enqueue('look', argument);
  await turn();
  expect(runs).toEqual(['a', 'b']);
  await endOne();
  expect(runs).toEqual(['a', 'b', 'c']);
});

test('a later job runs at its time', async () => {
  const { jobs, clock, runs } = makeJobs();
  jobs.enqueue('look', '', clock.now() + MINUTE);
  await clock.advanceBy(MINUTE - 1);
  expect(runs).toHaveLength(0);
  await clock.advanceBy(1);
  expect(runs).toHaveLength(1);
});

test('a time that has passed means now', async () => {
  const { jobs, clock, runs } = makeJobs();
  jobs.enqueue('look', '', clock.now() - MINUTE);
  await turn();
  expect(runs).toHaveLength(1);
});

test.each([
  ['moved forward', [3, 1]],
  ['kept', [1, 3]],
])('of several later times the earliest counts: %s', async (_, minutes) => {
  const { jobs, clock, runs } = makeJobs();
  for (const minute of minutes) jobs.enqueue('look', '', clock.now() + minute * MINUTE);
  await clock.advanceBy(MINUTE);
  expect(runs).toHaveLength(1);
  await clock.advanceBy(5 * MINUTE);
  expect(runs).toHaveLength(1);
});

test('a job that has run can be asked for a later time again', async () => {
  const { jobs, clock, runs } = makeJobs();
  jobs.handle('tick', async () => {
    runs.push('tick');
    jobs.enqueue('tick', '', clock.now() + MINUTE);
  });
  jobs.enqueue('tick');
  await turn();
  await clock.advanceBy(2 * MINUTE);
  expect(runs).toEqual(['tick', 'tick', 'tick']);
});

test('an error goes to onError and stops nothing', async () => {
  const { jobs, runs, errors } = makeJobs();
  const failure = new Error('no');
  jobs.handle('fail', () => Promise.reject(failure));
  jobs.enqueue('fail', 'a');
  jobs.enqueue('look', 'after');
  await turn();
  expect(errors).toEqual([['fail a', failure]]);
  expect(runs).toEqual(['after']);
  jobs.enqueue('fail', 'a');
  await turn();
  expect(errors).toHaveLength(2);
});

test('stop tells the running job to finish, waits for it, and drops the rest', async () => {
  const { jobs, clock, runs, signals, endOne } = makeJobs({ holds: true });
  jobs.enqueue('look', 'running');
  await turn();
  jobs.enqueue('look', 'running');
  jobs.enqueue('look', 'waiting');
  jobs.enqueue('look', 'later', clock.now() + MINUTE);

  let stopped = false;
  const stopping = jobs.stop().then(() => (stopped = true));
  await turn();
  expect(signals[0]!.aborted).toBe(true);
  expect(stopped).toBe(false);
  await endOne();
  await stopping;

  jobs.enqueue('look', 'too late');
  await clock.advanceBy(MINUTE);
  await turn();
  expect(runs).toEqual(['running']);
});
