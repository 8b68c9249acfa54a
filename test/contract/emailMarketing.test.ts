import type { EmailMarketing } from '../../lib/model';
import { addSubscribers, csvStream, failure, newsletter, relayOptions, whenSent } from '../support/campaigns';
import { defineFields, nobody } from '../support/audience';
import { startSmtpServer, type TestSmtpServer } from '../support/smtpServer';
import { describeEachFace } from './eachFace';

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

describeEachFace('EmailMarketing', (here) => {
  let api: EmailMarketing;
  let relay: TestSmtpServer;
  beforeEach(() => {
    ({ api, relay } = here);
  });

  describe('campaigns', () => {
    test('a new campaign is a draft from the default sender', async () => {
      const label = await addSubscribers(api, 1);
      const campaign = await api.campaigns.create(
        newsletter(label, { previewText: 'Fresh beans', replyTo: 'hi@roastery.example' }),
      );
      expect(campaign).toMatchObject({
        status: 'draft',
        senderName: 'The Roastery',
        senderEmail: 'news@roastery.example',
        previewText: 'Fresh beans',
        replyTo: 'hi@roastery.example',
        recipients: { ...nobody, labelIds: [label] },
      });
      expect(await api.campaigns.get(campaign.id)).toEqual(campaign);
    });

    test('are listed newest first, searched by subject and filtered by status', async () => {
      const label = await addSubscribers(api, 1);
      const autumn = await api.campaigns.create(newsletter(label, { subject: 'Autumn' }));
      const winter = await api.campaigns.create(newsletter(label, { subject: 'Winter sale' }));
      await api.campaigns.schedule(autumn.id, { scheduledAt: inAnHour() });
      const ids = async (query: Parameters<typeof api.campaigns.list>[0]) =>
        (await api.campaigns.list(query)).data.map((campaign) => campaign.id);
      expect(await ids({})).toEqual([winter.id, autumn.id]);
      expect(await ids({ search: 'SALE' })).toEqual([winter.id]);
      expect(await ids({ status: 'scheduled' })).toEqual([autumn.id]);
      expect((await api.campaigns.list({ perPage: 1 })).meta).toEqual({ page: 1, perPage: 1, total: 2 });
    });

    test('an update changes what it names; null empties an optional field', async () => {
      const label = await addSubscribers(api, 1);
      const { id } = await api.campaigns.create(newsletter(label, { previewText: 'Old' }));
      const updated = await api.campaigns.update(id, { subject: 'New', previewText: null });
      expect(updated).toMatchObject({ subject: 'New', previewText: null, body: newsletter(label).body });
    });

    test('an update of whom to include leaves out whoever was excluded', async () => {
      const news = await addSubscribers(api, 3);
      await api.contacts.label('c1@example.com', ['staff', 'vip']);
      await api.contacts.label('c2@example.com', ['vip']);
      const [staff, vip] = await Promise.all(
        ['staff', 'vip'].map(async (name) => (await api.labels.create({ name })).id),
      );
      const { id } = await api.campaigns.create(
        newsletter(news, { recipients: { all: true, excludeLabelIds: [staff!] } }),
      );
      const updated = await api.campaigns.update(id, { recipients: { labelIds: [vip!] } });
      expect(updated.recipients).toEqual({ ...nobody, labelIds: [vip], excludeLabelIds: [staff] });
      expect(await api.campaigns.countRecipients(id)).toMatchObject({ count: 1 });
    });

    test('a duplicate is a draft with the same content', async () => {
      const label = await addSubscribers(api, 1);
      const original = await api.campaigns.create(newsletter(label, { previewText: 'Same' }));
      await api.campaigns.schedule(original.id, { scheduledAt: inAnHour() });
      const copy = await api.campaigns.duplicate(original.id);
      expect(copy).toMatchObject({
        status: 'draft',
        subject: original.subject,
        previewText: 'Same',
        scheduledAt: null,
      });
      expect(copy.id).not.toBe(original.id);
    });

    test('a draft can be deleted, a scheduled campaign cannot', async () => {
      const label = await addSubscribers(api, 1);
      const draft = await api.campaigns.create(newsletter(label));
      const scheduled = await api.campaigns.create(newsletter(label));
      await api.campaigns.schedule(scheduled.id, { scheduledAt: inAnHour() });
      await api.campaigns.delete(draft.id);
      expect(await failure(api.campaigns.get(draft.id))).toMatchObject({ code: 'CAMPAIGN_NOT_FOUND' });
      expect(await failure(api.campaigns.delete(scheduled.id))).toMatchObject({
        code: 'CAMPAIGN_NOT_DELETABLE',
      });
    });

    test('the count leaves out the unsubscribed, pending, suppressed and excluded', async () => {
      const label = await addSubscribers(api, 6);
      await api.contacts.upsert({ email: 'c1@example.com', status: 'unsubscribed' });
      await api.contacts.upsert({ email: 'c2@example.com', status: 'hard_bounce' });
      await api.suppressions.add({ email: 'c3@example.com' });
      await api.contacts.upsert({ email: 'c4@example.com', labels: ['staff'] });
      await api.contacts.upsert({ email: 'new@example.com', labels: ['news'], status: 'pending' });
      const staff = await api.labels.create({ name: 'staff' });
      const recipients = { labelIds: [label], excludeLabelIds: [staff.id] };
      const { id } = await api.campaigns.create(newsletter(label, { recipients }));
      expect(await api.campaigns.countRecipients(id)).toMatchObject({ count: 2 });
    });

    test('nothing included is nobody, and all is everybody who may be mailed', async () => {
      const label = await addSubscribers(api, 3);
      const { id } = await api.campaigns.create(newsletter(label, { recipients: {} }));
      expect(await api.campaigns.countRecipients(id)).toMatchObject({ count: 0 });
      await api.campaigns.update(id, { recipients: { all: true } });
      expect(await api.campaigns.countRecipients(id)).toMatchObject({ count: 3 });
    });

    test('sending reaches each recipient once, personalized, and is reported and logged', async () => {
      const label = await addSubscribers(api, 5);
      await api.contacts.upsert({ email: 'gone@example.com', labels: ['news'] });
      const before = relay.messages.length;
      const { id } = await api.campaigns.create(newsletter(label));
      expect(await api.campaigns.send(id)).toMatchObject({ id, status: 'sending' });
      expect(await whenSent(api, id)).toMatchObject({
        audience: 6,
        sent: 5,
        bounced: 1,
        failed: 0,
        skipped: 0,
        remaining: 0,
        sentRate: 0.8333,
        bounceRate: 0.1667,
      });

      const messages = relay.messages.slice(before);
      expect(messages.flatMap((message) => message.to).sort()).toEqual(
        [1, 2, 3, 4, 5].map((n) => `c${n}@example.com`),
      );
      const mail = await messages.find((message) => message.to[0] === 'c3@example.com')!.parse();
      expect(mail.subject).toBe('Hello First3');
      expect(mail.html).toContain('Dear First3,');
      expect(mail.text).toContain('Dear First3,');

      const { data: bounced } = await api.campaigns.deliveries(id, { status: 'bounced' });
      expect(bounced).toMatchObject([
        { email: 'gone@example.com', attempts: 1, reason: expect.stringContaining('550') as string },
      ]);
      const { data: events } = await api.events.list({ campaignId: id });
      expect(events.map((event) => event.type)).toEqual(['launched', 'bounce', 'sent']);
    });

    test('a scheduled campaign waits, can be moved, and can be cancelled', async () => {
      const label = await addSubscribers(api, 1);
      const { id } = await api.campaigns.create(newsletter(label));
      const scheduled = await api.campaigns.schedule(id, { scheduledAt: '2999-12-01T09:00:00+07:00' });
      expect(scheduled).toMatchObject({ status: 'scheduled', scheduledAt: '2999-12-01T02:00:00.000Z' });
      expect(await api.campaigns.schedule(id, { scheduledAt: '2999-12-02T09:00:00+07:00' })).toMatchObject({
        scheduledAt: '2999-12-02T02:00:00.000Z',
      });
      expect(await api.campaigns.cancelSchedule(id)).toMatchObject({ status: 'cancelled' });
      expect(await failure(api.campaigns.update(id, { subject: 'x' }))).toMatchObject({
        code: 'CAMPAIGN_NOT_EDITABLE',
      });
    });

    test('a launched campaign is neither sent again, edited, scheduled nor cancelled', async () => {
      const label = await addSubscribers(api, 1);
      const { id } = await api.campaigns.create(newsletter(label));
      await api.campaigns.send(id);
      expect(await failure(api.campaigns.send(id))).toMatchObject({ code: 'CAMPAIGN_ALREADY_LAUNCHED' });
      expect(await failure(api.campaigns.update(id, { subject: 'x' }))).toMatchObject({
        code: 'CAMPAIGN_NOT_EDITABLE',
      });
      expect(await failure(api.campaigns.schedule(id, { scheduledAt: inAnHour() }))).toMatchObject({
        code: 'CAMPAIGN_ALREADY_LAUNCHED',
      });
      expect(await failure(api.campaigns.cancelSchedule(id))).toMatchObject({
        code: 'CAMPAIGN_NOT_CANCELLABLE',
      });
      expect((await whenSent(api, id)).sent).toBe(1);
    });

    test('of two that send at once, one launches', async () => {
      const label = await addSubscribers(api, 4);
      const { id } = await api.campaigns.create(newsletter(label));
      const before = relay.messages.length;
      const failures = await Promise.all([failure(api.campaigns.send(id)), failure(api.campaigns.send(id))]);
      expect(failures.filter((one) => one?.code === 'CAMPAIGN_ALREADY_LAUNCHED')).toHaveLength(1);
      expect((await whenSent(api, id)).sent).toBe(4);
      expect(relay.messages.length - before).toBe(4);
    });
  });

  describe('bad input', () => {
    const create = async (changes: object) =>
      failure(api.campaigns.create({ ...newsletter(await addSubscribers(api, 1)), ...changes }));

    test.each([
      [
        'a line break in the subject',
        { subject: 'Hi\r\nBcc: all@example.com' },
        'LINE_BREAK_IN_HEADER',
        'subject',
      ],
      ['a line break in the sender name', { senderName: 'A\nB' }, 'LINE_BREAK_IN_HEADER', 'senderName'],
      ['a sender that is no address', { senderEmail: 'nobody' }, 'INVALID_EMAIL', 'senderEmail'],
      ['a reply-to that is no address', { replyTo: 'a@[127.0.0.1]' }, 'INVALID_EMAIL', 'replyTo'],
      ['an empty subject', { subject: ' ' }, 'INVALID_INPUT', 'subject'],
      ['an empty body', { body: '' }, 'INVALID_INPUT', 'body'],
      ['a NUL character in the body', { body: '<p>\0</p>' }, 'INVALID_INPUT', 'body'],
      ['a NUL character in the text', { bodyText: 'a\0' }, 'INVALID_INPUT', 'bodyText'],
      ['a NUL character in the subject', { subject: 'a\0' }, 'LINE_BREAK_IN_HEADER', 'subject'],
      ['a field that does not exist', { colour: 'red' }, 'INVALID_INPUT', ''],
      ['an unknown label', { recipients: { labelIds: ['999'] } }, 'LABEL_NOT_FOUND', 'recipients.labelIds'],
      [
        'an unknown label excluded',
        { recipients: { excludeLabelIds: ['x'] } },
        'LABEL_NOT_FOUND',
        'recipients.excludeLabelIds',
      ],
    ])('%s', async (_, changes, code, field) => {
      expect(await create(changes)).toMatchObject({ code, details: { field } });
      expect((await api.campaigns.list()).data).toEqual([]);
    });

    test('a template that does not parse is named with line and column, at create and at update', async () => {
      const broken = { body: '<p>fine</p>\n  <p>{{#if name}}</p>' };
      const expected = { code: 'TEMPLATE_INVALID', details: { field: 'body', line: 2 } };
      expect(await create(broken)).toMatchObject(expected);
      const { id } = await api.campaigns.create(newsletter(await addSubscribers(api, 1)));
      expect(await failure(api.campaigns.update(id, broken))).toMatchObject(expected);
      expect(await failure(api.campaigns.update(id, { subject: 'Hi {{name' }))).toMatchObject({
        code: 'TEMPLATE_INVALID',
        details: { field: 'subject', line: 1, column: 4 },
      });
    });

    test('an unknown campaign, whatever is asked of it', async () => {
      for (const id of ['999', 'abc', '', '1; drop table campaigns']) {
        const calls = [
          api.campaigns.get(id),
          api.campaigns.update(id, {}),
          api.campaigns.delete(id),
          api.campaigns.duplicate(id),
          api.campaigns.countRecipients(id),
          api.campaigns.send(id),
          api.campaigns.schedule(id, { scheduledAt: inAnHour() }),
          api.campaigns.cancelSchedule(id),
          api.campaigns.deliveries(id),
          api.reports.basic(id),
          api.events.list({ campaignId: id }),
        ];
        const codes = (await Promise.all(calls.map(failure))).map((one) => one?.code);
        expect(codes).toEqual(calls.map(() => 'CAMPAIGN_NOT_FOUND'));
      }
    });

    test('an empty audience stays a draft', async () => {
      const { id } = await api.campaigns.create(newsletter(await addSubscribers(api, 1), { recipients: {} }));
      expect(await failure(api.campaigns.send(id))).toMatchObject({ code: 'EMPTY_AUDIENCE' });
      expect(await api.campaigns.get(id)).toMatchObject({ status: 'draft', launchedAt: null });
    });

    test('no sender', async () => {
      await api.settings.update({ defaultSender: null });
      expect(await create({})).toMatchObject({ code: 'SENDER_MISSING', details: { field: 'senderEmail' } });
    });

    test.each([
      ['a time that has passed', '2020-01-01T00:00:00Z', 'SCHEDULE_IN_THE_PAST'],
      ['a time without offset', '2999-01-01T00:00:00', 'INVALID_INPUT'],
      ['something that is no time', 'tomorrow', 'INVALID_INPUT'],
      ['an offset of a whole day', '2999-01-01T00:00:00+24:00', 'INVALID_INPUT'],
    ])('scheduling for %s', async (_, scheduledAt, code) => {
      const { id } = await api.campaigns.create(newsletter(await addSubscribers(api, 1)));
      expect(await failure(api.campaigns.schedule(id, { scheduledAt }))).toMatchObject({ code });
      expect(await api.campaigns.get(id)).toMatchObject({ status: 'draft' });
    });

    test('a relay that does not answer, or refuses the login, leaves the draft a draft', async () => {
      const { id } = await api.campaigns.create(newsletter(await addSubscribers(api, 1)));
      const refusing = await startSmtpServer({ login: { user: 'u', password: 'right' } });
      const login = { ...relayOptions(refusing), user: 'u', password: 'wrong' };
      await api.settings.setTransport(login);
      expect(await failure(api.campaigns.send(id))).toMatchObject({ code: 'RELAY_LOGIN_REFUSED' });
      await refusing.stop();
      const unreachable = await failure(api.campaigns.send(id));
      expect(unreachable).toMatchObject({ code: 'RELAY_UNREACHABLE' });
      expect(unreachable!.message).toContain(`127.0.0.1:${refusing.port}`);
      expect(await api.campaigns.get(id)).toMatchObject({ status: 'draft' });
    });
  });

  describe('contacts', () => {
    test('an upsert creates, then changes only what it names', async () => {
      await defineFields(api, { first_name: 'text', city: 'text', score: 'number', vip: 'boolean' });
      const created = await api.contacts.upsert({
        email: ' Ada@Example.COM ',
        name: 'Ada',
        fields: { first_name: 'Ada', score: 3, vip: true },
        labels: ['news'],
      });
      expect(created).toMatchObject({ email: 'ada@example.com', status: 'active', suppressed: false });
      const changed = await api.contacts.upsert({
        email: 'ada@example.com',
        fields: { score: null, city: 'Bandung' },
      });
      expect(changed).toMatchObject({
        id: created.id,
        name: 'Ada',
        fields: { first_name: 'Ada', vip: true, city: 'Bandung' },
        labels: [{ name: 'news' }],
      });
      expect(changed.fields).not.toHaveProperty('score');
    });

    test('are found by id or email, labelled, unlabelled and deleted', async () => {
      const { id } = await api.contacts.upsert({ email: 'bo@example.com' });
      expect((await api.contacts.label(id, ['vip', 'news'])).labels.map((label) => label.name)).toEqual([
        'news',
        'vip',
      ]);
      expect((await api.contacts.unlabel('bo@example.com', ['news', 'none'])).labels).toMatchObject([
        { name: 'vip' },
      ]);
      await api.contacts.delete('BO@example.com');
      expect(await failure(api.contacts.get(id))).toMatchObject({ code: 'CONTACT_NOT_FOUND' });
    });

    test('are imported from a stream of CSV, and twice changes nothing', async () => {
      const csv =
        'email,name,labels,First Name\r\n"x@example.com","X, the first",news;vip,X\r\nnot-an-address,,,\r\n';
      expect(await api.contacts.import(csvStream(csv))).toEqual({
        rows: 2,
        created: 1,
        updated: 0,
        unchanged: 0,
        rejectedCount: 1,
        rejected: [{ line: 3, reason: expect.stringContaining('"not-an-address"') as string }],
        rejectedCsv: expect.stringContaining('not-an-address') as string,
        newFields: ['first_name'],
        dryRun: false,
      });
      const before = await api.contacts.get('x@example.com');
      expect(before).toMatchObject({ name: 'X, the first', fields: { first_name: 'X' } });
      expect(await api.contacts.import(csvStream(csv))).toMatchObject({
        created: 0,
        updated: 0,
        unchanged: 1,
      });
      expect(await api.contacts.get('x@example.com')).toEqual(before);
    });

    test('a file without an email column is refused', async () => {
      expect(await failure(api.contacts.import(csvStream('name\nAda\n')))).toMatchObject({
        code: 'CSV_INVALID',
      });
    });

    test('an address that is none is refused', async () => {
      expect(await failure(api.contacts.upsert({ email: 'ada@localhost' }))).toMatchObject({
        code: 'INVALID_EMAIL',
      });
    });
  });

  test('suppressions are added once, listed and removed', async () => {
    await api.contacts.upsert({ email: 'ada@example.com' });
    await api.suppressions.add({ email: 'ADA@example.com', reason: 'complaint' });
    expect(await api.suppressions.add({ email: 'ada@example.com' })).toMatchObject({ reason: 'complaint' });
    expect((await api.suppressions.list()).data).toMatchObject([
      { email: 'ada@example.com', reason: 'complaint' },
    ]);
    expect(await api.contacts.get('ada@example.com')).toMatchObject({ suppressed: true });
    await api.suppressions.remove('ada@example.com');
    expect(await failure(api.suppressions.remove('ada@example.com'))).toMatchObject({
      code: 'SUPPRESSION_NOT_FOUND',
    });
  });

  test('settings show the relay without its password', async () => {
    await api.settings.setTransport({
      host: 'smtp.example.com',
      port: 465,
      tls: 'implicit',
      user: 'u',
      password: 'secret',
    });
    const settings = await api.settings.get();
    expect(settings.transports).toMatchObject([
      { id: 'default', host: 'smtp.example.com', hasPassword: true },
    ]);
    expect(JSON.stringify(settings)).not.toContain('secret');
  });
});
