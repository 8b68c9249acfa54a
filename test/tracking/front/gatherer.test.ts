import type { CampaignKey, ContactKey } from '../../../lib/model';
import { noCounts } from '../../../lib/tracking/counts';
import { Gatherer, type TakeHits } from '../../../lib/tracking/front/gatherer';
import { type Destination, type Hit, NOWHERE } from '../../../lib/tracking/request';
import { ManualClock } from '../../support/manualClock';

const hit: Hit = {
  campaign: 1 as CampaignKey,
  contact: 1 as ContactKey,
  kind: 'click',
  link: 0,
  ip: null,
  userAgent: null,
  isHead: false,
  isPrefetch: false,
};

const shop: Destination = { url: 'https://a.example/', isForAll: true };

function gathering() {
  const clock = new ManualClock();
  const counts = noCounts();
  const taken: { hits: Hit[]; answer: PromiseWithResolvers<Destination[]> }[] = [];
  const take: TakeHits = (hits) => {
    const answer = Promise.withResolvers<Destination[]>();
    taken.push({ hits, answer });
    return answer.promise;
  };
  return { clock, counts, taken, gatherer: new Gatherer(take, clock, counts) };
}

test('what comes within some milliseconds goes together, and each gets its answer', async () => {
  const { clock, taken, gatherer } = gathering();
  const urls = [gatherer.add(hit), gatherer.add({ ...hit, link: 1 })];
  await clock.advanceBy(10);
  expect(taken.map(({ hits }) => hits.length)).toEqual([2]);
  taken[0]!.answer.resolve([shop, NOWHERE]);
  expect(await Promise.all(urls)).toEqual([shop, NOWHERE]);
});

test('what comes while a batch is under way goes with the next', async () => {
  const { clock, taken, gatherer } = gathering();
  void gatherer.add(hit);
  await clock.advanceBy(10);
  for (let i = 0; i < 300; i++) void gatherer.add(hit);
  await clock.advanceBy(100);
  expect(taken).toHaveLength(1);
  taken[0]!.answer.resolve([NOWHERE]);
  await new Promise(setImmediate);
  expect(taken.map(({ hits }) => hits.length)).toEqual([1, 300]);
});

test('nobody waits for more than two seconds', async () => {
  const { clock, counts, taken, gatherer } = gathering();
  const first = gatherer.add(hit);
  await clock.advanceBy(1000);
  const second = gatherer.add(hit);
  await clock.advanceBy(1000);
  expect(await first).toBeUndefined();
  expect(counts).toMatchObject({ late: 1 });
  await clock.advanceBy(1000);
  expect(await second).toBeUndefined();
  expect(counts).toMatchObject({ late: 2, lost: 0 });
  expect(taken).toHaveLength(1);
});

test('of what cannot be kept in mind any more, nothing waits, and it counts as lost', async () => {
  const { clock, counts, gatherer } = gathering();
  for (let i = 0; i < 20_000; i++) void gatherer.add(hit);
  expect(await gatherer.add(hit)).toBeUndefined();
  expect(counts.lost).toBe(1);
  await clock.advanceBy(2000);
  expect(counts.late).toBe(20_000);
});

test('what fails counts as lost, and keeps nobody', async () => {
  const { clock, counts, taken, gatherer } = gathering();
  const url = gatherer.add(hit);
  await clock.advanceBy(10);
  taken[0]!.answer.reject(new Error('gone'));
  expect(await url).toBeUndefined();
  expect(counts.lost).toBe(1);
});
