import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { replaceAttachments } from '../../lib/content';
import { composerOf, testComposerOf } from '../../lib/delivery/campaignMessage';
import { type CampaignKey, type ContactKey, readDelivery, type TransportType } from '../../lib/model';
import { openStore, type Store } from '../../lib/store';
import { failure } from '../support/campaigns';
import { insertCampaign } from '../support/crashedStore';
import { freshDatabase } from '../support/databases';

const deliveryKey = createSecretKey(Buffer.alloc(32, 1));
const settings = { storeId: 'cafe', deliveryKey, unsubscribeEmail: null, publicUrl: null };
const ana = { email: 'ana@example.com', name: 'Ana', fields: {} };
const NOW = Date.parse('2026-03-01T09:00:00Z');

describe("a campaign's message to one contact", () => {
  let store: Store;
  let campaign: CampaignKey;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const fresh = await freshDatabase.sqlite();
    ({ remove } = fresh);
    store = await openStore(fresh.database);
    campaign = await insertCampaign(store.db);
  });
  afterAll(async () => {
    await store.close();
    await remove();
  });

  const compose = async (
    changes: Partial<typeof settings> | { publicUrl: string } = {},
    contact = ana,
    type: TransportType = 'smtp',
  ) => {
    const identity = { settings: { ...settings, ...changes }, domain: undefined };
    const composer = await composerOf(store.db, campaign, identity);
    return composer({ contactId: 42 as ContactKey, contact }, NOW, type);
  };
  const parse = async (message: { content: readonly Buffer[] }) =>
    simpleParser(Buffer.concat(message.content));

  test('is from the sender to the contact, dated by the clock, in envelope and headers', async () => {
    const message = await compose();
    expect(message.envelope).toEqual({ from: 'news@roastery.example', to: 'ana@example.com' });
    const mail = await parse(message);
    expect(mail.from!.value).toEqual([{ name: '', address: 'news@roastery.example' }]);
    expect(mail.to).toMatchObject({ value: [{ name: 'Ana', address: 'ana@example.com' }] });
    expect(mail.date).toEqual(new Date(NOW));
    expect(mail.headers.get('feedback-id')).toBe(`${campaign}:cafe:campaign:mailtarget`);
    expect(mail.headers.get('list')).toMatchObject({ id: { name: 'campaigns.roastery.example' } });
  });

  test('has the same Message-ID at every attempt, and another for everybody else', async () => {
    const [first, second] = [await parse(await compose()), await parse(await compose())];
    expect(first.messageId).toBe(`<${campaign}.42.cafe@roastery.example>`);
    expect(second.messageId).toBe(first.messageId);
    const other = await parse(await compose({ storeId: 'beef' }));
    expect(other.messageId).not.toBe(first.messageId);
  });

  test('links to a token that names the delivery', async () => {
    const mail = await parse(await compose({ publicUrl: 'https://mail.roastery.example/m' }));
    const { unsubscribe } = mail.headers.get('list') as unknown as { unsubscribe: { url: string } };
    const [, token] = /^https:\/\/mail\.roastery\.example\/m\/u\/(.*)$/.exec(unsubscribe.url)!;
    expect(readDelivery(deliveryKey, token!)).toEqual({ campaign, contact: 42 });
  });

  test.each(['ünï+?&%@example.com', "o'neil#1@example.com", 'a=b@xn--bcher-kva.example'])(
    'to %s has an unsubscribe URL of plain ASCII that names them',
    async (email) => {
      const { content } = await compose({}, { ...ana, email });
      const [url] = /mailto:[^>]*/.exec(Buffer.concat(content).toString().replaceAll(/\r\n /g, ''))!;
      expect(url).toMatch(/^[!-~]+$/);
      expect(new URL(url).searchParams.get('subject')).toBe(`Unsubscribe ${email}`);
    },
  );

  test('to an international public host is linked in ASCII', async () => {
    const { content } = await compose({ publicUrl: 'https://bücher.example' });
    expect(Buffer.concat(content).toString()).toContain('https://xn--bcher-kva.example/u/');
  });

  describe('through the Transmission API', () => {
    const png = { filename: 'logo.png', contentType: 'image/png', contentId: 'logo', content: 'cG5n' };
    const dkim = {
      selector: 'mail',
      privateKey: generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      }).privateKey,
    };
    const domain = { domain: 'roastery.example', dkim, returnPathDomain: null };
    const delivery = (contactId: number) => ({ contactId: contactId as ContactKey, contact: ana });
    const jsonOf = (message: { content: readonly Buffer[] }) =>
      JSON.parse(Buffer.concat(message.content).toString()) as object;

    test('is the body of a request, from the same content and to the same person', async () => {
      const message = await compose({}, ana, 'transmission');
      expect(message.envelope).toEqual({ from: 'news@roastery.example', to: 'ana@example.com' });
      expect(jsonOf(message)).toMatchObject({
        subject: 'Hello',
        from: { email: 'news@roastery.example' },
        to: [{ email: 'ana@example.com', name: 'Ana' }],
        bodyHtml: expect.stringContaining('<p>Hello</p>') as string,
        bodyText: expect.stringContaining('Hello') as string,
        // What a relay gets as Message-ID, at every attempt.
        metadata: { messageId: `<${campaign}.42.cafe@roastery.example>` },
        optionsAttributes: { openTracking: true, clickTracking: true, transactional: false },
      });
    });

    test('is signed by the platform, and for a relay by us', async () => {
      const composer = await composerOf(store.db, campaign, { settings, domain });
      const signed = await composer(delivery(42), NOW, 'smtp');
      expect(Buffer.concat(signed.content).toString()).toMatch(/^DKIM-Signature: /);
      expect(jsonOf(await composer(delivery(42), NOW, 'transmission'))).toMatchObject({ subject: 'Hello' });
    });

    test('shares the bytes of the attachments with all others', async () => {
      await replaceAttachments(store.db, campaign, [png]);
      const composer = await composerOf(store.db, campaign, { settings, domain: undefined });
      const one = await composer(delivery(42), NOW, 'transmission');
      const two = await composer(delivery(43), NOW, 'transmission');
      expect(one.content[0]!.equals(two.content[0]!)).toBe(false);
      expect(one.content[1]).toBe(two.content[1]);
      expect(jsonOf(one)).toMatchObject({
        attachments: [{ name: 'logo.png', type: 'image/png', data: 'cG5n' }],
      });
    });

    test('is not made where it shows attached images; the one for a relay is', async () => {
      const shown = await insertCampaign(store.db);
      const body = '<img src="cid:logo" alt="">';
      await store.db.updateTable('campaigns').set({ body }).where('id', '=', shown).execute();
      await replaceAttachments(store.db, shown, [png]);
      const composer = await composerOf(store.db, shown, { settings, domain: undefined });
      const make = async (type: TransportType) => composer(delivery(42), NOW, type);
      expect(await failure(make('transmission'))).toMatchObject({
        code: 'TRANSPORT_UNFIT',
        message: expect.stringContaining('SMTP relay') as string,
      });
      expect((await parse(await make('smtp'))).attachments).toHaveLength(1);
    });

    test('is a test that nothing is counted of', async () => {
      const row = await store.db
        .selectFrom('campaigns')
        .selectAll()
        .where('id', '=', campaign)
        .executeTakeFirstOrThrow();
      const composer = testComposerOf(row, [], {}, { settings, domain });
      expect(jsonOf(await composer('desk@roastery.example', NOW, 'transmission'))).toMatchObject({
        subject: '[Test] Hello',
        to: [{ email: 'desk@roastery.example' }],
        optionsAttributes: { openTracking: false, clickTracking: false, transactional: false },
      });
    });
  });
});
