import { eventually } from '../support/eventually';
import { describeEachDatabase } from '../support/databases';
import { ask, trackCampaign, type Tracked } from './trackedCampaign';

describeEachDatabase('the pixel', (fresh) => {
  let tracked: Tracked;
  afterEach(() => tracked.close());

  test('is an image that nobody keeps, and once it is answered the open is on record', async () => {
    tracked = await trackCampaign(await fresh());
    const { status, headers, body } = await ask(tracked, `/o/${tracked.token}.gif`);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'image/gif',
      'no-store, private',
    ]);
    expect(body.startsWith('GIF89a')).toBe(true);
    const { data } = await tracked.api.events.list({ campaignId: String(tracked.campaign), types: ['open'] });
    expect(data).toHaveLength(1);
    expect(tracked.happened).toMatchObject([
      { type: 'open', at: expect.any(Number), ip: '203.0.113.7', machine: null },
    ]);
  });

  test('is an event each time', async () => {
    tracked = await trackCampaign(await fresh());
    await Promise.all([1, 2, 3].map(() => ask(tracked, `/o/${tracked.token}.gif`)));
    expect(tracked.happened).toHaveLength(3);
  });

  test('answers HEAD without a body, and counts it as a machine', async () => {
    tracked = await trackCampaign(await fresh());
    const { status, headers, body } = await ask(tracked, `/o/${tracked.token}.gif`, { method: 'HEAD' });
    expect([status, headers['content-length'], body]).toEqual([200, '42', '']);
    expect(tracked.happened).toMatchObject([{ type: 'open', machine: 'head' }]);
  });

  test('takes no other method', async () => {
    tracked = await trackCampaign(await fresh());
    for (const method of ['POST', 'PUT', 'OPTIONS', 'DELETE', 'TRACE']) {
      const { status, headers } = await ask(tracked, `/o/${tracked.token}.gif`, { method });
      expect([method, status, headers['allow']]).toEqual([method, 405, 'GET, HEAD']);
    }
    expect(tracked.happened).toEqual([]);
  });

  test('comes two seconds later at most, when the database does not answer, and that is counted', async () => {
    const answering = Promise.withResolvers<void>();
    tracked = await trackCampaign(await fresh(), {
      record: async (record) => {
        await answering.promise;
        await record();
      },
    });
    const before = tracked.clock.now();
    expect(await ask(tracked, `/o/${tracked.token}.gif`)).toMatchObject({ status: 200 });
    expect(tracked.clock.now() - before).toBeGreaterThanOrEqual(2000);
    expect(await tracked.tracking.counts()).toMatchObject({ late: 1, lost: 0 });
    answering.resolve();
    await eventually(async () => tracked.happened.length === 1);
  });

  test('comes all the same when nothing can be recorded, and that is counted and told', async () => {
    tracked = await trackCampaign(await fresh(), { record: () => Promise.reject(new Error('disk full')) });
    expect(await ask(tracked, `/o/${tracked.token}.gif`)).toMatchObject({ status: 200 });
    expect(await tracked.tracking.counts()).toMatchObject({ lost: 1 });
    expect(tracked.errors).toMatchObject([{ message: 'disk full' }]);
  });
});
