import { describeEachDatabase } from '../../support/databases';
import { ask, trackCampaign, type Tracked } from '../trackedCampaign';

const body = [0, 1, 2, 3].map((n) => `<a href="https://roastery.example/${n}">${n}</a>`).join('');

describeEachDatabase('a click', (fresh) => {
  let tracked: Tracked;
  afterEach(() => tracked.close());
  const follow = (link: number, options = {}) => ask(tracked, `/c/${tracked.token}/${link}`, options);
  const verdicts = async () => {
    await tracked.clock.advanceBy(10_000);
    await tracked.tracking.close();
    return tracked.happened.map(({ link, machine }) => [link, machine]);
  };

  test('on each link at once is a scanner’s, the first one as well', async () => {
    tracked = await trackCampaign(await fresh(), { campaign: { body } });
    for (const link of [0, 1, 2, 3]) await follow(link);
    expect(await verdicts()).toEqual([0, 1, 2, 3].map((link) => [link, 'scanner']));
  });

  test('some seconds after another is a person’s, and so is that', async () => {
    tracked = await trackCampaign(await fresh(), { campaign: { body } });
    await follow(0);
    await tracked.clock.advanceBy(4000);
    await follow(1);
    expect(await verdicts()).toEqual([
      [0, null],
      [1, null],
    ]);
  });

  test('is recorded when it is judged, or at the latest when the engine closes', async () => {
    tracked = await trackCampaign(await fresh(), { campaign: { body } });
    await follow(0);
    expect(tracked.happened).toEqual([]);
    await tracked.tracking.close();
    expect(tracked.happened).toHaveLength(1);
  });

  test('a moment after the message left is a scanner’s', async () => {
    tracked = await trackCampaign(await fresh(), { campaign: { body } });
    await tracked.db
      .updateTable('deliveries')
      .set({ updated_at: tracked.clock.now() - 500 })
      .execute();
    await follow(0);
    expect(await verdicts()).toEqual([[0, 'scanner']]);
  });

  test('by a program that says so is recorded at once, with what it is', async () => {
    tracked = await trackCampaign(await fresh(), { campaign: { body } });
    await follow(2, { headers: { 'user-agent': 'python-requests/2.31.0' } });
    expect(await verdicts()).toEqual([[2, 'bot']]);
  });

  test('that was tried with HEAD first by the same visitor is a scanner’s', async () => {
    tracked = await trackCampaign(await fresh(), { campaign: { body } });
    await follow(1, { method: 'HEAD' });
    await follow(1);
    expect((await verdicts()).sort()).toEqual([
      [1, 'head'],
      [1, 'scanner'],
    ]);
  });
});
