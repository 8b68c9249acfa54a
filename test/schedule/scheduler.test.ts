import { startEngine } from '../../lib/engine';
import { addSubscribers, engineOptions, lastMailTo, newsletter, whenSent } from '../support/campaigns';
import { withStore } from '../support/crashedStore';
import { type Database, describeEachDatabase } from '../support/databases';
import { eventually } from '../support/eventually';
import { ManualClock } from '../support/manualClock';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const NINE = '2026-03-01T09:00:00+07:00';
const minutesAfterNine = (minutes: number) =>
  new ManualClock(new Date(Date.parse(NINE) + minutes * 60_000).toISOString());

describeEachDatabase('a scheduled campaign', (fresh) => {
  let relay: TestSmtpServer;
  let database: Database;
  beforeEach(async () => {
    relay = await startSmtpServer();
    database = await fresh();
  });
  afterEach(() => relay.stop());

  /** Schedules a campaign to one subscriber for nine o'clock, an hour before, and stops. */
  async function scheduleAndStop(): Promise<string> {
    const engine = await startEngine(engineOptions(database, relay), { clock: minutesAfterNine(-60) });
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 1)));
    await engine.campaigns.schedule(id, { scheduledAt: NINE });
    await engine.close();
    return id;
  }

  test('is launched at its time, not before', async () => {
    const clock = minutesAfterNine(-60);
    const engine = await startEngine(engineOptions(database, relay), { clock });
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 1)));
    await engine.campaigns.schedule(id, { scheduledAt: NINE });
    await clock.advanceBy(60 * 60_000 - 1);
    expect(await engine.campaigns.get(id)).toMatchObject({ status: 'scheduled' });
    await clock.advanceBy(1);
    await whenSent(engine, id);
    expect(await engine.campaigns.get(id)).toMatchObject({ launchedAt: '2026-03-01T02:00:00.000Z' });
    await engine.close();
  });

  test('that came due while nothing ran is launched at the next start', async () => {
    const id = await scheduleAndStop();
    const engine = await startEngine(engineOptions(database, relay), { clock: minutesAfterNine(30) });
    expect(await whenSent(engine, id)).toMatchObject({ sent: 1 });
    await engine.close();
  });

  test('is left to others by an engine that launches nothing', async () => {
    const id = await scheduleAndStop();
    const clock = minutesAfterNine(30);
    const engine = await startEngine({ ...engineOptions(database, relay), launchesDue: false }, { clock });
    await clock.advanceBy(60_000);
    expect(await engine.campaigns.get(id)).toMatchObject({ status: 'scheduled' });
    await engine.close();
  });

  test('that came due long ago goes back to draft and says why', async () => {
    const id = await scheduleAndStop();
    const engine = await startEngine(engineOptions(database, relay), { clock: minutesAfterNine(5 * 60) });
    const campaign = await eventually(async () => {
      const one = await engine.campaigns.get(id);
      return one.status === 'draft' && one;
    });
    expect(campaign).toMatchObject({
      scheduledAt: null,
      statusReason: expect.stringContaining('5 hours') as string,
    });
    const { data } = await engine.events.list({ campaignId: id });
    expect(data.map((event) => event.type)).toEqual(['scheduled', 'returned_to_draft']);
    expect(relay.messages).toEqual([]);
    await engine.close();
  });

  test('with nobody left to send to goes back to draft', async () => {
    const id = await scheduleAndStop();
    await withStore(database, ({ db }) =>
      db.updateTable('contacts').set({ status: 'unsubscribed' }).execute(),
    );
    const engine = await startEngine(engineOptions(database, relay), { clock: minutesAfterNine(1) });
    const campaign = await eventually(async () => {
      const one = await engine.campaigns.get(id);
      return one.status === 'draft' && one;
    });
    expect(campaign.statusReason).toContain('Nobody would receive');
    await engine.close();
  });

  test('with a segment that is gone goes back to draft and says which', async () => {
    const engine = await startEngine(engineOptions(database, relay), { clock: minutesAfterNine(-60) });
    const isActive = { type: 'status' as const, operator: 'is' as const, values: ['active' as const] };
    const segment = await engine.segments.create({ name: 'Active', filters: [isActive] });
    await addSubscribers(engine, 1);
    const recipients = { all: true, excludeSegmentIds: [segment.id] };
    const { id } = await engine.campaigns.create(newsletter('', { recipients }));
    await engine.campaigns.schedule(id, { scheduledAt: NINE });
    await engine.close();
    await withStore(database, ({ db }) => db.deleteFrom('segments').execute());

    const later = await startEngine(engineOptions(database, relay), { clock: minutesAfterNine(1) });
    const campaign = await eventually(async () => {
      const one = await later.campaigns.get(id);
      return one.status === 'draft' && one;
    });
    expect(campaign.statusReason).toContain(`There is no segment "${segment.id}"`);
    await later.close();
  });

  test('whose template has an error by then goes back to draft and says which', async () => {
    const engine = await startEngine(engineOptions(database, relay), { clock: minutesAfterNine(-60) });
    const template = await engine.templates.create({ name: 'Frame', body: '<p>Hello</p>' });
    const { subject, recipients } = newsletter(await addSubscribers(engine, 1));
    const { id } = await engine.campaigns.create({ subject, recipients, templateId: template.id });
    await engine.campaigns.schedule(id, { scheduledAt: NINE, substitutionData: { season: 'Spring' } });
    await engine.templates.update(template.id, { body: '<p><a href="ftp://files.example">File</a></p>' });
    await engine.close();

    const later = await startEngine(engineOptions(database, relay), { clock: minutesAfterNine(1) });
    const campaign = await eventually(async () => {
      const one = await later.campaigns.get(id);
      return one.status === 'draft' && one;
    });
    expect(campaign.statusReason).toContain('ftp://files.example');
    expect(campaign).toMatchObject({
      body: null,
      templateId: template.id,
      scheduledAt: null,
      sendData: null,
    });
    expect(await later.campaigns.update(id, { subject: 'Mended' })).toMatchObject({ statusReason: null });
    await later.close();
    expect(relay.messages).toEqual([]);
  });

  test('is launched with its template and with what the schedule brought', async () => {
    const clock = minutesAfterNine(-60);
    const engine = await startEngine(engineOptions(database, relay), { clock });
    const template = await engine.templates.create({
      name: 'Frame',
      body: '<p>{{season}} for {{first_name}}</p>',
      requiredVariables: ['season'],
    });
    const { subject, recipients } = newsletter(await addSubscribers(engine, 1));
    const { id } = await engine.campaigns.create({ subject, recipients, templateId: template.id });
    await engine.campaigns.schedule(id, { scheduledAt: NINE, substitutionData: { season: 'Spring' } });
    await clock.advanceBy(60 * 60_000);
    await whenSent(engine, id);
    expect((await lastMailTo(relay, 'c1@example.com')).html).toContain('Spring for First1');
    expect(await engine.campaigns.get(id)).toMatchObject({ body: template.body });
    await engine.close();
  });

  test('that was cancelled is not launched', async () => {
    const id = await scheduleAndStop();
    const clock = minutesAfterNine(-30);
    const engine = await startEngine(engineOptions(database, relay), { clock });
    await engine.campaigns.cancelSchedule(id);
    await clock.advanceBy(40 * 60_000);
    expect(await engine.campaigns.get(id)).toMatchObject({ status: 'cancelled', launchedAt: null });
    await engine.close();
    expect(relay.messages).toEqual([]);
  });
});
