import { closeEngines, openEngine } from '../../lib/host';
import type { EmailMarketing, EngineOptions } from '../../lib/model';
import { addSubscribers, engineOptions, failure, newsletter, whenSent } from '../support/campaigns';
import { type FreshDatabase, freshDatabase } from '../support/databases';
import { startPostfix, type TestPostfix } from '../support/postfix';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';

const RECIPIENTS = 200;
const LOGIN = { user: 'roastery', password: 'Zürich "4711" \\o/' };

describe('a real Postfix as the relay, which demands STARTTLS and a login', () => {
  let inboxes: TestSmtpServer;
  let postfix: TestPostfix;
  let fresh: FreshDatabase;

  beforeAll(async () => {
    inboxes = await startSmtpServer();
    postfix = await startPostfix({ tls: true, login: LOGIN, relayTo: inboxes });
  });
  afterAll(async () => {
    await postfix.stop();
    await inboxes.stop();
  });
  beforeEach(async () => {
    fresh = await freshDatabase.sqlite();
  });
  afterEach(async () => {
    await closeEngines();
    await fresh.remove();
  });

  /** An engine with a draft to so many subscribers. */
  async function draft(
    subscribers: number,
    changes: Partial<EngineOptions['relay']> = {},
  ): Promise<{ engine: EmailMarketing; id: string }> {
    const engine = await openEngine({
      ...engineOptions(fresh.database),
      relay: {
        host: postfix.host,
        port: postfix.port,
        ...LOGIN,
        tls: 'starttls',
        allowUnauthorizedCerts: true,
        messagesPerSecond: 1000,
        ...changes,
      },
    });
    const { id } = await engine.campaigns.create(newsletter(await addSubscribers(engine, subscribers)));
    return { engine, id };
  }

  test('hands each recipient exactly one message, which came to it encrypted and logged in', async () => {
    const { engine, id } = await draft(RECIPIENTS);
    await engine.campaigns.send(id);
    expect(await whenSent(engine, id)).toMatchObject({ audience: RECIPIENTS, sent: RECIPIENTS });
    await postfix.whenDone();

    const expected = Array.from({ length: RECIPIENTS }, (_, index) => `c${index + 1}@example.com`);
    expect(inboxes.messages.map(({ to }) => to.join()).sort()).toEqual(expected.sort());
    const ids = new Set<string | undefined>();
    for (const message of inboxes.messages) {
      const { headers, subject, text, messageId } = await message.parse();
      const [, number] = /^c(\d+)@/.exec(message.to[0]!)!;
      expect(subject).toBe(`Hello First${number}`);
      expect(text).toContain(`Dear First${number},`);
      expect(headers.get('received')).toMatch(/by relay\.example \(Postfix\) with ESMTPSA id/);
      ids.add(messageId);
    }
    expect(ids.size).toBe(RECIPIENTS);
  });

  test.each<[string, Partial<EngineOptions['relay']>, string]>([
    ['with a wrong password', { password: 'guessed' }, 'RELAY_LOGIN_REFUSED'],
    ['when its certificate has to be trusted', { allowUnauthorizedCerts: false }, 'RELAY_TLS_FAILED'],
  ])('refuses the launch %s, and the campaign stays a draft', async (_, relay, code) => {
    const { engine, id } = await draft(1, relay);
    expect(await failure(engine.campaigns.send(id))).toMatchObject({ code });
    expect(await engine.campaigns.get(id)).toMatchObject({ status: 'draft' });
  });
});
