import { signConfirmation } from '../../lib/model';
import { describeEachDatabase } from '../support/databases';
import { ask, post, trackCampaign, type Tracked } from './trackedCampaign';

const ONE_CLICK = 'List-Unsubscribe=One-Click';
let tracked: Tracked;
afterEach(() => tracked.close());

const ana = () => tracked.api.contacts.get('ana@example.com');
const unsubscribes = async () => {
  const { data } = await tracked.api.events.list({
    campaignId: String(tracked.campaign),
    types: ['unsubscribe'],
  });
  return data.length;
};
const titleOf = ({ body }: { body: string }) => /<h1>(.*?)<\/h1>/s.exec(body)?.[1];

describeEachDatabase('the unsubscribe link', (fresh) => {
  test('shows one button, and changes nothing', async () => {
    tracked = await trackCampaign(await fresh());
    for (const method of ['GET', 'HEAD']) await ask(tracked, `/u/${tracked.token}`, { method });
    const page = await ask(tracked, `/u/${tracked.token}`);
    expect(page.status).toBe(200);
    expect(page.body.match(/<button/g)).toHaveLength(1);
    expect(page.body).toContain('The Roastery');
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(await ana()).toMatchObject({ status: 'active', suppressed: false });
    expect(tracked.happened).toEqual([]);
  });

  test('unsubscribes when its button is pressed, once, and says so', async () => {
    tracked = await trackCampaign(await fresh());
    const page = await post(tracked, `/u/${tracked.token}`, 'do=unsubscribe');
    expect([page.status, titleOf(page)]).toEqual([200, 'You are unsubscribed']);
    expect(await ana()).toMatchObject({ status: 'unsubscribed', suppressed: true });
    await post(tracked, `/u/${tracked.token}`, 'do=unsubscribe');
    expect(await unsubscribes()).toBe(1);
  });

  test.each([
    ['application/x-www-form-urlencoded', ONE_CLICK],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--',
    ],
  ])('unsubscribes with one click (RFC 8058, %s), without a redirect', async (type, body) => {
    tracked = await trackCampaign(await fresh());
    const {
      status,
      headers,
      body: text,
    } = await post(tracked, `/u/${tracked.token}`, body, {
      'content-type': type,
    });
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(text).toBe('You are unsubscribed.\n');
    expect(await ana()).toMatchObject({ status: 'unsubscribed' });
  });

  test('is undone by whoever pressed it by mistake, and works again after that', async () => {
    tracked = await trackCampaign(await fresh());
    await post(tracked, `/u/${tracked.token}`, ONE_CLICK);
    const page = await post(tracked, `/u/${tracked.token}`, 'do=resubscribe');
    expect(titleOf(page)).toBe('You are subscribed again');
    expect(await ana()).toMatchObject({ status: 'active', suppressed: false });
    await post(tracked, `/u/${tracked.token}`, ONE_CLICK);
    expect(await ana()).toMatchObject({ status: 'unsubscribed', suppressed: true });
    expect(await unsubscribes()).toBe(2);
  });

  test('brings nobody back who complained, or whose mailbox is gone', async () => {
    tracked = await trackCampaign(await fresh());
    await tracked.api.suppressions.add({ email: 'ana@example.com', reason: 'complaint' });
    const page = await post(tracked, `/u/${tracked.token}`, 'do=resubscribe');
    expect(titleOf(page)).toBe('That is not possible here');
    await tracked.api.suppressions.remove('ana@example.com');
    await tracked.db.updateTable('contacts').set({ status: 'hard_bounce' }).execute();
    await post(tracked, `/u/${tracked.token}`, 'do=resubscribe');
    expect(await ana()).toMatchObject({ status: 'hard_bounce' });
  });

  test('tells a mail provider to try again when it could not be recorded', async () => {
    tracked = await trackCampaign(await fresh(), { record: () => Promise.reject(new Error('locked')) });
    const { status, headers } = await post(tracked, `/u/${tracked.token}`, ONE_CLICK);
    expect([status, headers['retry-after']]).toEqual([503, '60']);
    expect(tracked.errors).toMatchObject([{ message: 'locked' }]);
  });

  test('says the same to whoever was erased', async () => {
    tracked = await trackCampaign(await fresh());
    await tracked.api.consent.erase('ana@example.com');
    expect(titleOf(await post(tracked, `/u/${tracked.token}`, 'do=unsubscribe'))).toBe(
      'You are unsubscribed',
    );
    expect(tracked.happened).toEqual([]);
  });
});

describeEachDatabase('the preferences', (fresh) => {
  const withTopics = async () => {
    tracked = await trackCampaign(await fresh());
    const made = [];
    for (const name of ['Coffee & "tea"', 'Events']) {
      made.push(await tracked.api.labels.create({ name, public: true }));
    }
    await tracked.api.labels.create({ name: 'Internal' });
    return made.map(({ id }) => id);
  };
  const subscribed = async () =>
    (await tracked.api.consent.topics('ana@example.com'))
      .filter((one) => one.subscribed)
      .map(({ name }) => name);

  test('show the public topics, and save those that are ticked', async () => {
    const [coffee] = await withTopics();
    const before = await ask(tracked, `/p/${tracked.token}`);
    expect(before.body).toContain('Coffee &amp; &quot;tea&quot;');
    expect(before.body).not.toContain('Internal');
    expect(before.body).not.toContain('checked');
    expect(await subscribed()).toEqual([]);
    const after = await post(tracked, `/p/${tracked.token}`, `do=save&topic=${coffee}`);
    expect(after.body).toContain('Saved.');
    expect(after.body.match(/checked/g)).toHaveLength(1);
    expect(await subscribed()).toEqual(['Coffee & "tea"']);
  });

  test('leave out what is no topic any more, or never was one', async () => {
    const [coffee, events] = await withTopics();
    await tracked.api.labels.delete(coffee!);
    await post(tracked, `/p/${tracked.token}`, `do=save&topic=${coffee}&topic=${events}&topic=x&topic=-1`);
    expect(await subscribed()).toEqual(['Events']);
  });

  test('unsubscribe from everything', async () => {
    await withTopics();
    expect(titleOf(await post(tracked, `/p/${tracked.token}`, 'do=unsubscribe'))).toBe(
      'You are unsubscribed',
    );
    expect(await ana()).toMatchObject({ status: 'unsubscribed' });
  });

  test('change nothing when nothing was asked for', async () => {
    await withTopics();
    expect(await post(tracked, `/p/${tracked.token}`, 'x=1')).toMatchObject({ status: 400 });
    expect(await ana()).toMatchObject({ status: 'active' });
  });
});

describeEachDatabase('the confirmation link', (fresh) => {
  const link = async (requestedAt: number) => {
    const { deliveryKey } = await tracked.settings.forMessages();
    await tracked.db
      .updateTable('contacts')
      .set({ status: 'pending', opt_in_requested_at: requestedAt })
      .execute();
    return `/confirm/${signConfirmation(deliveryKey, { contact: tracked.contact, requestedAt })}`;
  };

  test('shows one button, which confirms', async () => {
    tracked = await trackCampaign(await fresh());
    const path = await link(Date.now());
    expect((await ask(tracked, path)).body.match(/<button/g)).toHaveLength(1);
    expect(await ana()).toMatchObject({ status: 'pending' });
    expect(titleOf(await post(tracked, path, 'do=confirm'))).toBe('Thank you');
    expect(await ana()).toMatchObject({ status: 'active' });
  });

  test('that is too old leads nowhere', async () => {
    tracked = await trackCampaign(await fresh());
    const path = await link(Date.now() - 31 * 24 * 3_600_000);
    expect(await post(tracked, path, 'do=confirm')).toMatchObject({ status: 404 });
    expect(await ana()).toMatchObject({ status: 'pending' });
  });
});

describeEachDatabase('the message in the browser', (fresh) => {
  test('is what its receiver got, with tracked links, and without anything that runs', async () => {
    const body =
      '<p>Dear {{name}}</p><a href="https://roastery.example/">Shop</a><script>alert(1)</script><a href="{{unsubscribe_url}}">Leave</a>';
    tracked = await trackCampaign(await fresh(), { campaign: { body } });
    const { status, headers, body: html } = await ask(tracked, `/v/${tracked.token}`);
    expect(status).toBe(200);
    expect(html).toContain('Dear Ana');
    expect(html).toContain(`https://mail.example/c/${tracked.token}/0`);
    expect(html).toContain(`https://mail.example/u/${tracked.token}`);
    const policy = headers['content-security-policy']!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/; sandbox(?! .*allow-(scripts|same-origin|forms))/);
    expect(policy).not.toContain('script-src');
    await tracked.clock.advanceBy(4000);
    await tracked.tracking.close();
    expect(tracked.happened).toMatchObject([{ type: 'open', machine: null }]);
  });

  test('shows the images that were attached', async () => {
    tracked = await trackCampaign(await fresh(), {
      campaign: {
        body: '<img src="cid:logo" alt="">',
        attachments: [
          { filename: 'l.png', contentType: 'image/png', contentId: 'logo', content: 'iVBORw0KGgo=' },
        ],
      },
    });
    expect((await ask(tracked, `/v/${tracked.token}`)).body).toContain(
      'src="data:image/png;base64,iVBORw0KGgo="',
    );
  });

  test('of whoever was erased is gone', async () => {
    tracked = await trackCampaign(await fresh());
    await tracked.api.consent.erase('ana@example.com');
    expect(await ask(tracked, `/v/${tracked.token}`)).toMatchObject({ status: 404 });
  });
});
