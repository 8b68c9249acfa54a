import { startEngine } from '../../../lib/engine';
import { addSubscribers, engineOptions, newsletter, whenSent } from '../../support/campaigns';
import { describeEachDatabase } from '../../support/databases';
import { eventually } from '../../support/eventually';
import {
  API_KEY,
  startTransmissionApi,
  type TransmissionApi,
  type TransmissionSwitches,
} from '../../support/transmissionApi';

describeEachDatabase('a campaign through the Transmission API', (fresh) => {
  let platform: TransmissionApi;
  let engine: Awaited<ReturnType<typeof startEngine>>;
  const start = async (switches: TransmissionSwitches = {}): Promise<void> => {
    platform = await startTransmissionApi(switches);
    engine = await startEngine(engineOptions(await fresh()));
    const { url } = platform;
    await engine.settings.setTransport({
      ...{ id: 'api', type: 'transmission', url, apiKey: API_KEY, messagesPerSecond: 1000 },
    });
  };
  afterEach(async () => {
    await engine.close();
    await platform.stop();
  });

  test('reaches everybody once, and each message tells which it is', async () => {
    await start();
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 30)));
    await engine.campaigns.send(id);
    expect(await whenSent(engine, id)).toMatchObject({ sent: 30, bounced: 0, failed: 0 });
    const sent = platform.requests
      .map(({ body }) => JSON.parse(body) as { to?: { email: string }[]; metadata: { messageId: string } })
      // Without the look whether we are let in.
      .filter(({ to }) => to);
    const everybody = Array.from({ length: 30 }, (_, index) => `c${index + 1}@example.com`);
    expect(sent.map(({ to }) => to![0]!.email).sort()).toEqual(everybody.sort());
    expect(new Set(sent.map(({ metadata }) => metadata.messageId)).size).toBe(30);
    const { data } = await engine.campaigns.deliveries(id);
    expect(data[0]).toMatchObject({
      status: 'sent',
      transportId: 'api',
      reason: expect.stringMatching(/^200 .*transmissionId t-\d+$/) as string,
    });
  });

  test('rests as long as it is told to, and says why, whatever else is answered meanwhile', async () => {
    const later = Promise.withResolvers<undefined>();
    let asked = 0;
    await start({
      answer({ body }) {
        if (!body.includes('"to"')) return undefined;
        return ++asked === 2 ? { status: 429, headers: { 'retry-after': '120' } } : later.promise;
      },
    });
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 30)));
    await engine.campaigns.send(id);
    const resting = async () => {
      const { transports } = await engine.campaigns.progress(id);
      return transports.find(({ transportId, restsUntil }) => transportId === 'api' && restsUntil !== null);
    };
    const { restsUntil } = await eventually(resting);
    later.resolve(undefined);
    await eventually(async () => (await engine.reports.basic(id)).sent > 0);
    expect(await resting()).toMatchObject({ restsUntil, reason: expect.stringContaining('429') as string });
    // What is on the wire is waited for a moment before that is said.
    await eventually(async () => (await engine.campaigns.get(id)).statusReason?.includes('429'));
  });

  test('tells whom the platform refuses, and thinks no worse of the address', async () => {
    await start({
      answer: ({ body }) =>
        body.includes('"c2@example.com"')
          ? { status: 422, body: { error: 'RECIPIENT_SUPPRESSED', message: 'The recipient is suppressed.' } }
          : undefined,
    });
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 3)));
    await engine.campaigns.send(id);
    expect(await whenSent(engine, id)).toMatchObject({ sent: 2, bounced: 1 });
    const { data } = await engine.campaigns.deliveries(id, { status: 'bounced' });
    expect(data).toMatchObject([
      { bounceType: 'block', reason: '422 RECIPIENT_SUPPRESSED The recipient is suppressed.' },
    ]);
    expect((await engine.contacts.get('c2@example.com')).status).toBe('active');
  });

  test('with attached images waits, and says for what', async () => {
    await start();
    const attachments = [{ filename: 'a.png', contentType: 'image/png', contentId: 'a', content: 'cG5n' }];
    const shown = { body: '<p><img src="cid:a" alt="A"></p>', attachments };
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, 1), shown));
    await engine.campaigns.send(id);
    await eventually(async () => {
      const progress = await engine.campaigns.progress(id);
      return JSON.stringify(progress).includes('(cid:)');
    });
    expect(platform.requests.map(({ body }) => body)).toEqual(['{}']);
  });
});
