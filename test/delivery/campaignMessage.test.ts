import { createSecretKey } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { composerOf } from '../../lib/delivery/campaignMessage';
import { type CampaignKey, type ContactKey, readDelivery } from '../../lib/model';
import { openStore, type Store } from '../../lib/store';
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

  const compose = async (changes: Partial<typeof settings> | { publicUrl: string } = {}, contact = ana) => {
    const identity = { settings: { ...settings, ...changes }, domain: undefined };
    const composer = await composerOf(store.db, campaign, identity);
    return composer({ campaign, contactId: 42 as ContactKey, contact, domain: 'example.com' }, NOW);
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
});
