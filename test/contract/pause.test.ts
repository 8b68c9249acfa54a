import { type EmailMarketing, STOPPED } from '../../lib/model';
import { addSubscribers, failure, newsletter, relayOptions, whenSent } from '../support/campaigns';
import { eventually } from '../support/eventually';
import { describeEachFace } from './eachFace';

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

describeEachFace('pausing, resuming and stopping', (here) => {
  let api: EmailMarketing;
  beforeEach(() => {
    ({ api } = here);
  });

  /** So slow that most of a campaign is still to be sent when a test has seen what it wants to see. */
  const slowly = () => api.settings.setTransport({ ...relayOptions(here.relay), messagesPerSecond: 2 });
  const fast = () => api.settings.setTransport(relayOptions(here.relay));

  /** A campaign to so many, of which some have it. */
  async function underWay(people: number): Promise<string> {
    await slowly();
    const { id } = await api.campaigns.create(newsletter(await addSubscribers(api, people)));
    await api.campaigns.send(id);
    await eventually(async () => (await api.campaigns.progress(id)).sent > 0);
    return id;
  }

  /** Once nothing of it is on the wire any more. */
  const whenStill = (id: string) =>
    eventually(async () => (await api.campaigns.deliveries(id, { status: 'sending' })).meta.total === 0);

  const eventTypes = async (id: string) =>
    (await api.events.list({ campaignId: id })).data.map(({ type }) => type);

  test('a paused campaign sends nothing; resumed, it sends the rest, and nobody gets it twice', async () => {
    const before = here.relay.messages.length;
    const id = await underWay(30);
    expect(await api.campaigns.pause(id)).toMatchObject({ id, status: 'paused', statusReason: null });
    await whenStill(id);
    const { sent } = await api.campaigns.progress(id);
    expect(sent).toBeLessThan(30);
    await fast();
    expect(await api.campaigns.progress(id)).toMatchObject({
      status: 'paused',
      sent,
      remaining: 30 - sent,
      expectedFinishAt: null,
    });

    expect(await api.campaigns.resume(id)).toMatchObject({ id, status: 'sending' });
    expect(await whenSent(api, id)).toMatchObject({ audience: 30, sent: 30 });
    const to = here.relay.messages.slice(before).flatMap((message) => message.to);
    expect(new Set(to).size).toBe(30);
    expect(to).toHaveLength(30);
    expect(await eventTypes(id)).toEqual(['launched', 'paused', 'resumed', 'sent']);
  });

  test('a stopped campaign is sent to nobody else, and its report says so', async () => {
    const before = here.relay.messages.length;
    const id = await underWay(30);
    await api.campaigns.stop(id);
    const report = await whenSent(api, id);
    expect(report).toMatchObject({ audience: 30, remaining: 0, statusReason: STOPPED });
    expect(report.sent + report.skipped).toBe(30);
    expect(report.skipped).toBeGreaterThan(0);
    expect(here.relay.messages.length - before).toBe(report.sent);
    const { data } = await api.campaigns.deliveries(id, { status: 'skipped' });
    expect(new Set(data.map(({ reason }) => reason))).toEqual(new Set([STOPPED]));
    expect(await eventTypes(id)).toEqual(['launched', 'stopped', 'sent']);
  });

  test('a paused campaign can be stopped, and stopping twice is stopping once', async () => {
    const id = await underWay(10);
    await api.campaigns.pause(id);
    await Promise.all([api.campaigns.stop(id), api.campaigns.stop(id)]);
    expect(await whenSent(api, id)).toMatchObject({ audience: 10, remaining: 0 });
    expect(await api.campaigns.stop(id)).toMatchObject({ id, status: 'sent', statusReason: STOPPED });
    expect(await eventTypes(id)).toEqual(['launched', 'paused', 'stopped', 'sent']);
  });

  test('pausing and resuming twice is doing it once', async () => {
    const id = await underWay(10);
    for (let time = 0; time < 2; time++) {
      expect(await api.campaigns.pause(id)).toMatchObject({ id, status: 'paused' });
    }
    for (let time = 0; time < 2; time++) {
      expect(await api.campaigns.resume(id)).toMatchObject({ id, status: 'sending' });
    }
    expect(await eventTypes(id)).toEqual(['launched', 'paused', 'resumed']);
    await api.campaigns.stop(id);
    await whenSent(api, id);
  });

  test('one that was stopped says so, whatever else is asked of it', async () => {
    const id = await underWay(10);
    await api.campaigns.stop(id);
    const saysSo = { message: expect.stringMatching(`^Campaign ${id} was stopped\\. `) as string };
    const refused = async () => {
      expect(await failure(api.campaigns.pause(id))).toMatchObject({
        code: 'CAMPAIGN_NOT_SENDING',
        ...saysSo,
      });
      expect(await failure(api.campaigns.resume(id))).toMatchObject({
        code: 'CAMPAIGN_NOT_PAUSED',
        ...saysSo,
      });
      expect(await failure(api.campaigns.send(id))).toMatchObject(saysSo);
      expect(await failure(api.campaigns.update(id, { subject: 'x' }))).toMatchObject(saysSo);
    };
    await refused();
    await whenSent(api, id);
    await refused();
  });

  test('a paused campaign is neither edited, deleted, scheduled nor sent', async () => {
    const id = await underWay(10);
    await api.campaigns.pause(id);
    const refusals = [
      [api.campaigns.update(id, { subject: 'x' }), 'CAMPAIGN_NOT_EDITABLE'],
      [api.campaigns.delete(id), 'CAMPAIGN_NOT_DELETABLE'],
      [api.campaigns.schedule(id, { scheduledAt: inAnHour() }), 'CAMPAIGN_ALREADY_LAUNCHED'],
      [api.campaigns.send(id), 'CAMPAIGN_ALREADY_LAUNCHED'],
    ] as const;
    for (const [call, code] of refusals) expect(await failure(call)).toMatchObject({ code });
    expect((await api.campaigns.list({ status: 'paused' })).data).toMatchObject([{ id }]);
    expect(await failure(api.campaigns.send(id))).toMatchObject({
      message: `Campaign ${id} is paused. Resume it to send the rest.`,
    });
  });

  test('what is not launched is neither paused, resumed nor stopped, and what is sent neither', async () => {
    const label = await addSubscribers(api, 1);
    const draft = await api.campaigns.create(newsletter(label));
    const scheduled = await api.campaigns.create(newsletter(label));
    const sent = await api.campaigns.create(newsletter(label));
    await api.campaigns.schedule(scheduled.id, { scheduledAt: inAnHour() });
    await api.campaigns.send(sent.id);
    await whenSent(api, sent.id);
    for (const { id } of [draft, scheduled, sent]) {
      expect(await failure(api.campaigns.pause(id))).toMatchObject({ code: 'CAMPAIGN_NOT_SENDING' });
      expect(await failure(api.campaigns.resume(id))).toMatchObject({ code: 'CAMPAIGN_NOT_PAUSED' });
      expect(await failure(api.campaigns.stop(id))).toMatchObject({ code: 'CAMPAIGN_NOT_SENDING' });
    }
    expect((await failure(api.campaigns.stop(scheduled.id)))?.message).toContain('cancel its schedule');
  });

  test('an unknown campaign, whatever is asked of it', async () => {
    for (const method of ['pause', 'resume', 'stop', 'progress'] as const) {
      expect(await failure(api.campaigns[method]('999'))).toMatchObject({ code: 'CAMPAIGN_NOT_FOUND' });
    }
  });
});
