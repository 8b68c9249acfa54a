import { addSubscribers, newsletter, relayOptions, whenSent } from '../support/campaigns';
import { eventually } from '../support/eventually';
import { describeEachFace } from './eachFace';

describeEachFace('the progress of a campaign', (here) => {
  test('is nothing before the launch', async () => {
    const { id } = await here.api.campaigns.create(newsletter(await addSubscribers(here.api, 2)));
    expect(await here.api.campaigns.progress(id)).toEqual({
      campaignId: id,
      status: 'draft',
      statusReason: null,
      audience: 0,
      sent: 0,
      bounced: 0,
      failed: 0,
      skipped: 0,
      remaining: 0,
      done: 0,
      messagesPerSecond: 0,
      expectedFinishAt: null,
      transports: [],
    });
  });

  test('counts, measures and looks ahead while it is sent', async () => {
    await here.api.settings.setTransport({ ...relayOptions(here.relay), messagesPerSecond: 5 });
    const { id } = await here.api.campaigns.create(newsletter(await addSubscribers(here.api, 200)));
    await here.api.campaigns.send(id);
    const progress = await eventually(async () => {
      const now = await here.api.campaigns.progress(id);
      return now.sent >= 8 && now;
    });
    const { audience, sent, remaining, messagesPerSecond, expectedFinishAt } = progress;
    expect(audience).toBe(200);
    expect(sent + remaining).toBe(200);
    expect(progress.done).toBe(sent / 200);
    expect(progress.transports).toEqual([{ transportId: 'default', reason: null, restsUntil: null }]);
    // No more than the limit, but for what rounding and the first instant add.
    expect(messagesPerSecond).toBeGreaterThan(1);
    expect(messagesPerSecond).toBeLessThan(8);
    const secondsLeft = (Date.parse(expectedFinishAt!) - Date.now()) / 1000;
    expect(secondsLeft / (remaining / messagesPerSecond)).toBeGreaterThan(0.8);
    expect(secondsLeft / (remaining / messagesPerSecond)).toBeLessThan(1.2);
  });

  test('is whole at the end, whatever became of each', async () => {
    const label = await addSubscribers(here.api, 3);
    await here.api.contacts.upsert({ email: 'gone@example.com', labels: ['news'] });
    const { id } = await here.api.campaigns.create(newsletter(label));
    await here.api.campaigns.send(id);
    await whenSent(here.api, id);
    expect(await here.api.campaigns.progress(id)).toMatchObject({
      status: 'sent',
      audience: 4,
      sent: 3,
      bounced: 1,
      remaining: 0,
      done: 1,
      expectedFinishAt: null,
    });
  });
});
