import { createSecretKey } from 'node:crypto';
import { type CampaignKey, type ContactKey, signDelivery } from '../../lib/model';
import { describeEachDatabase } from '../support/databases';
import { seededRandom } from '../support/random';
import { ask, trackCampaign, type Tracked } from './trackedCampaign';

describeEachDatabase('a link of a message', (fresh) => {
  let tracked: Tracked;
  afterEach(() => tracked.close());

  test('leads where the campaign says, and is recorded as a click some seconds later', async () => {
    tracked = await trackCampaign(await fresh());
    const { status, headers, body } = await ask(tracked, `/c/${tracked.token}/0`);
    expect([status, headers['location'], body]).toEqual([302, 'https://roastery.example/shop?a=1&b=2', '']);
    expect(headers).toMatchObject({
      'cache-control': 'no-store, private',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
    });
    await tracked.clock.advanceBy(3000);
    await tracked.tracking.close();
    const { campaign, contact } = tracked;
    const click = { link: 0, url: 'https://roastery.example/shop?a=1&b=2', ip: '203.0.113.7', machine: null };
    expect(tracked.happened).toEqual([
      expect.objectContaining({ campaign, contact, type: 'click', ...click }),
    ]);
  });

  test('with variables leads each receiver to their place on the same host', async () => {
    const body = '<a href="https://roastery.example/{{city}}?n={{name}}">You</a>';
    tracked = await trackCampaign(await fresh(), {
      campaign: { body, substitutionData: { city: '/evil.example/..' } },
      ana: { name: 'A&B #1' },
    });
    const { headers } = await ask(tracked, `/c/${tracked.token}/0`);
    const { origin, searchParams } = new URL(headers['location']!);
    expect([origin, searchParams.get('n')]).toEqual(['https://roastery.example', 'A&B #1']);
  });

  test('leads to the host that was written, whatever the variables are', async () => {
    const hostile = [
      '//evil.example',
      '\\\\evil.example',
      '@evil.example',
      '.evil.example',
      '\r\nLocation: https://evil.example',
      ':80@evil.example',
      'javascript:alert(1)',
      '?',
      '#',
      '%2f%2fevil.example',
      '\t//evil.example',
    ];
    const body =
      '<a href="https://roastery.example/{{v}}">1</a><a href="https://roastery.example?q={{v}}">2</a><a href="https://roastery.example#{{v}}">3</a>';
    const random = seededRandom(7);
    tracked = await trackCampaign(await fresh(), { campaign: { body } });
    for (const value of [
      ...hostile,
      ...Array.from({ length: 20 }, () => random.someOf(hostile, 0.5).join('')),
    ]) {
      await tracked.api.contacts.upsert({ email: 'ana@example.com', fields: {} });
      await tracked.db
        .updateTable('contacts')
        .set({ fields: JSON.stringify({ v: value }) })
        .where('id', '=', tracked.contact)
        .execute();
      for (const link of [0, 1, 2]) {
        const { status, headers } = await ask(tracked, `/c/${tracked.token}/${link}`);
        expect([value, status, new URL(headers['location']!).origin]).toEqual([
          value,
          302,
          'https://roastery.example',
        ]);
      }
    }
  });

  test('that the campaign does not have leads nowhere, and is no click', async () => {
    tracked = await trackCampaign(await fresh());
    for (const path of [
      `/c/${tracked.token}/1`,
      `/c/${tracked.token}/999999`,
      `/c/${tracked.token}/0?url=https://evil.example`.replace('/0?', '/7?'),
      `/c/${tracked.token}/https://evil.example`,
      `/c/${tracked.token}/-1`,
    ]) {
      const { status, headers, body } = await ask(tracked, path);
      expect([path, status, headers['location']]).toEqual([path, 404, undefined]);
      expect(body).not.toContain('evil');
    }
    await tracked.clock.advanceBy(5000);
    expect(tracked.happened).toEqual([]);
  });

  test('of somebody who was erased still leads on', async () => {
    tracked = await trackCampaign(await fresh(), {
      campaign: { body: '<a href="https://roastery.example/{{name}}">You</a>' },
    });
    await tracked.api.consent.erase('ana@example.com');
    const { headers } = await ask(tracked, `/c/${tracked.token}/0`);
    expect(headers['location']).toBe('https://roastery.example/');
  });

  test('leads on while the database does not answer, if it was followed before and is the same for everybody', async () => {
    tracked = await trackCampaign(await fresh(), {
      campaign: { body: '<a href="https://a.example/">All</a><a href="https://a.example/{{name}}">You</a>' },
    });
    for (const link of [0, 1]) await ask(tracked, `/c/${tracked.token}/${link}`);
    await tracked.db.destroy();
    expect(await ask(tracked, `/c/${tracked.token}/0`)).toMatchObject({ status: 302 });
    expect(await ask(tracked, `/c/${tracked.token}/1`)).toMatchObject({ status: 503 });
  });

  test('of a campaign that was never launched leads nowhere', async () => {
    tracked = await trackCampaign(await fresh());
    await tracked.db.updateTable('campaigns').set({ launched_at: null, status: 'draft' }).execute();
    expect(await ask(tracked, `/c/${tracked.token}/0`)).toMatchObject({ status: 404 });
  });

  test('is good below any path, with whatever a mail program appends', async () => {
    tracked = await trackCampaign(await fresh());
    for (const path of [
      `/mail/c/${tracked.token}/0`,
      `/webhook/x/y/c/${tracked.token}/0`,
      `/c/${tracked.token}/0/?fbclid=1`,
    ]) {
      expect(await ask(tracked, path)).toMatchObject({ status: 302 });
    }
  });
});

describeEachDatabase('a token that is not ours', (fresh) => {
  let tracked: Tracked;
  beforeAll(async () => {
    tracked = await trackCampaign(await fresh());
  });
  afterAll(() => tracked.close());

  const harmless = async (token: string) => {
    const refused = (await tracked.tracking.counts()).refused;
    const open = await ask(tracked, `/o/${token}.gif`);
    expect([token, open.status, open.headers['content-type']]).toEqual([token, 200, 'image/gif']);
    const pages = [];
    for (const path of [`/c/${token}/0`, `/u/${token}`, `/p/${token}`, `/v/${token}`, `/confirm/${token}`]) {
      const get = await ask(tracked, path);
      expect([path, get.status]).toEqual([path, 404]);
      pages.push(get.body);
    }
    for (const path of [`/u/${token}`, `/p/${token}`, `/confirm/${token}`]) {
      const form = { method: 'POST', body: 'List-Unsubscribe=One-Click&do=save' };
      expect([path, (await ask(tracked, path, form)).status]).toEqual([path, 404]);
    }
    // All of them the same: they tell nothing.
    expect(new Set(pages).size).toBe(1);
    expect((await tracked.tracking.counts()).refused).toBe(refused + 9);
  };

  test('gets a harmless answer, changes nothing, and is counted', async () => {
    const foreign = createSecretKey(Buffer.alloc(32, 9));
    await harmless(signDelivery(foreign, tracked.campaign, tracked.contact));
    await harmless(tracked.token.slice(0, -1));
    await harmless('a');
    const other = signDelivery(foreign, 999 as CampaignKey, 999 as ContactKey);
    await harmless(other);
    expect(tracked.happened).toEqual([]);
    expect(await tracked.api.contacts.get('ana@example.com')).toMatchObject({ status: 'active' });
  });

  test('is any in which one character is another', async () => {
    const random = seededRandom(3);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const at of tracked.token.split('').keys()) {
      const different = random.oneOf([...alphabet].filter((character) => character !== tracked.token[at]));
      await harmless(tracked.token.slice(0, at) + different + tracked.token.slice(at + 1));
    }
    expect(tracked.happened).toEqual([]);
  });
});
