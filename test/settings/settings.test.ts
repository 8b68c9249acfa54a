import { sql } from 'kysely';
import type { EngineOptions, TransportInput } from '../../lib/model';
import { Settings } from '../../lib/settings';
import { describeEachStore } from '../support/stores';
import type { Store } from '../../lib/store';

const PASSWORD = 'correct horse battery staple';
const KEY = 'mt_live_4f0e';
const relay = { host: 'smtp.example.com', port: 587, user: 'news', password: PASSWORD };

describeEachStore('settings', (openStore) => {
  const open = (store: Store, options: Partial<EngineOptions> = {}) =>
    Settings.open(store.db, {
      database: { type: 'sqlite', folder: '/nowhere' },
      encryptionKey: 'key',
      ...options,
    });

  test('begin empty', async () => {
    const settings = await open(await openStore());
    expect(await settings.get()).toEqual({
      defaultSender: null,
      unsubscribeEmail: null,
      publicUrl: null,
      trackingPort: null,
      keepAddressesDays: 30,
      reportAfterHours: 24,
      privateWebhookNetworks: [],
      retries: { maxAttempts: 5, firstAfterSeconds: 60, longestAfterSeconds: 3600 },
      sendHealth: {
        maxBounceRate: 0.1,
        maxComplaintRate: 0.003,
        warnBounceRate: 0.05,
        warnComplaintRate: 0.001,
        afterMessages: 500,
      },
      transports: [],
    });
  });

  test("the credential's relay becomes the transport default, with its defaults filled in", async () => {
    const settings = await open(await openStore(), { relay });
    expect((await settings.get()).transports).toEqual([
      {
        id: 'default',
        host: 'smtp.example.com',
        port: 587,
        tls: 'starttls',
        allowUnauthorizedCerts: false,
        login: 'password',
        user: 'news',
        type: 'smtp',
        weight: null,
        senderDomains: [],
        messagesPerSecond: 10,
        messagesPerHour: null,
        messagesPerDay: null,
        warmUp: null,
        domainLimits: [],
        maxConnections: 5,
        messagesInFlight: 5,
        hasPassword: true,
      },
    ]);
    expect(await settings.transports.configs()).toMatchObject([{ user: 'news', password: PASSWORD }]);
  });

  test('what the credential says counts at every start; what it does not say stays', async () => {
    const store = await openStore();
    await open(store, { relay, defaultSender: { name: 'News', email: 'News@Example.com' } });
    const later = await open(store, { relay: { ...relay, port: 2525, password: 'new' } });
    expect(await later.transports.configs()).toMatchObject([{ port: 2525, password: 'new' }]);
    expect(await later.defaultSender()).toEqual({ name: 'News', email: 'news@example.com' });
    expect((await (await open(store)).get()).transports).toMatchObject([{ port: 2525, hasPassword: true }]);
  });

  test('a password is nowhere in the database in clear, and never comes back to the caller', async () => {
    const store = await openStore();
    const settings = await open(store);
    const set = await settings.transports.set({ ...relay, id: 'second' });
    expect(JSON.stringify([set, await settings.get()])).not.toContain(PASSWORD);
    const { rows } = await sql`select * from transports`.execute(store.db);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
  });

  test("a password copied to another transport's row is of no use", async () => {
    const store = await openStore();
    const settings = await open(store);
    await settings.transports.set({ ...relay, id: 'a' });
    await settings.transports.set({ ...relay, id: 'b', password: '' });
    const { password } = await store.db
      .selectFrom('transports')
      .select('password')
      .where('id', '=', 'a')
      .executeTakeFirstOrThrow();
    await store.db.updateTable('transports').set({ password }).where('id', '=', 'b').execute();
    await expect(settings.transports.configs()).rejects.toThrow();
  });

  test('setting a transport again replaces it whole, its password too', async () => {
    const settings = await open(await openStore(), { relay });
    const set = await settings.transports.set({ host: 'localhost', port: 25, tls: 'none' });
    expect(set).toMatchObject({ hasPassword: false });
    expect(await settings.transports.configs()).toMatchObject([{ user: '', password: '', tls: 'none' }]);
  });

  test('a transport stored by an earlier version has the defaults of what it did not know', async () => {
    const store = await openStore();
    const settings = await open(store, { relay });
    const known = { id: 'default', host: 'smtp.example.com', port: 587, user: 'news' };
    const before = await settings.transports.configs();
    await store.db
      .updateTable('transports')
      .set({ config: JSON.stringify(known) })
      .execute();
    expect(await settings.transports.configs()).toEqual(before);
    expect(await settings.transports.list()).toMatchObject([{ ...known, type: 'smtp', weight: null }]);
  });

  test('the key of an API is kept like a password', async () => {
    const store = await openStore();
    const settings = await open(store);
    const set = await settings.transports.set({ id: 'api', type: 'transmission', apiKey: KEY });
    expect(set).toMatchObject({
      id: 'api',
      type: 'transmission',
      url: expect.stringMatching(/^https:/) as string,
    });
    expect(await settings.transports.configs()).toMatchObject([{ id: 'api', apiKey: KEY }]);
    const { rows } = await sql`select * from transports`.execute(store.db);
    expect(JSON.stringify([set, rows, await settings.get()])).not.toContain(KEY);
  });

  test('the longest secrets are taken, and told of as all others', async () => {
    const settings = await open(await openStore());
    const long = 'x'.repeat(5_000);
    await settings.transports.set({ id: 'api', type: 'transmission', apiKey: long });
    await settings.transports.set({ ...relay, password: long });
    expect((await settings.get()).transports).toMatchObject([{ id: 'api' }, { hasPassword: true }]);
    expect(await settings.transports.configs()).toMatchObject([{ apiKey: long }, { password: long }]);
  });

  test('a transport that names no type is a relay, and one that lacks something is told what', async () => {
    const settings = await open(await openStore());
    expect(await settings.transports.set({ ...relay, type: undefined })).toMatchObject({ type: 'smtp' });
    const why = (input: object) =>
      settings.transports.set(input as TransportInput).catch((error: Error) => error.message);
    expect(await why({ id: 'api', type: 'transmission' })).toContain('Enter the API key of Mailtarget');
    expect(await why({ type: 'transmission', apiKey: 'key' })).toContain('A transport id is');
    expect(await why({ id: 'second' })).toContain('Name the SMTP host');
    const url = 'https://ana:secret@api.example.com/';
    expect(await why({ id: 'api', type: 'transmission', apiKey: 'key', url })).toContain(
      'Leave the password',
    );
  });

  test('a transport that was removed is gone', async () => {
    const settings = await open(await openStore(), { relay });
    await settings.transports.remove('default');
    expect((await settings.get()).transports).toEqual([]);
  });

  test('an invalid transport is refused and leaves the old one', async () => {
    const settings = await open(await openStore(), { relay });
    await expect(settings.transports.set({ ...relay, port: 0 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'port' },
    });
    expect((await settings.get()).transports).toMatchObject([{ port: 587 }]);
  });

  test('the default sender can be changed and removed; an update that does not name it leaves it', async () => {
    const settings = await open(await openStore());
    const email = 'news@example.com';
    expect(await settings.update({ defaultSender: { email } })).toMatchObject({
      defaultSender: { name: '', email },
    });
    expect(await settings.update({})).toMatchObject({ defaultSender: { email } });
    expect(await settings.update({ defaultSender: null })).toMatchObject({ defaultSender: null });
  });

  test('the address for unsubscribing and the public URL can be changed and removed', async () => {
    const settings = await open(await openStore(), { unsubscribeEmail: 'Leave@Example.com' });
    const publicUrl = 'https://mail.example.com';
    expect(await settings.update({ publicUrl: `${publicUrl}/` })).toMatchObject({
      unsubscribeEmail: 'leave@example.com',
      publicUrl,
    });
    await settings.update({ unsubscribeEmail: null });
    expect(await settings.forMessages()).toMatchObject({ unsubscribeEmail: null, publicUrl });
    expect(await settings.update({ publicUrl: null })).toMatchObject({ publicUrl: null });
  });

  test('retries and send health can be changed, each for itself', async () => {
    const settings = await open(await openStore());
    const { sendHealth } = await settings.update({ retries: { maxAttempts: 2, firstAfterSeconds: 5 } });
    expect(await settings.retries()).toEqual({
      maxAttempts: 2,
      firstAfterSeconds: 5,
      longestAfterSeconds: 3600,
    });
    expect(await settings.sendHealth()).toEqual(sendHealth);
    const changed = await settings.update({ sendHealth: { maxBounceRate: 0.05, maxComplaintRate: null } });
    expect(changed).toMatchObject({
      retries: { maxAttempts: 2 },
      sendHealth: {
        maxBounceRate: 0.05,
        maxComplaintRate: null,
        warnBounceRate: 0.05,
        warnComplaintRate: 0.001,
        afterMessages: 500,
      },
    });
    expect(await settings.sendHealth()).toEqual(changed.sendHealth);
  });

  test.each([
    [{ retries: { maxAttempts: 0 } }, 'retries.maxAttempts'],
    [{ sendHealth: { maxBounceRate: 10 } }, 'sendHealth.maxBounceRate'],
    [{ publicUrl: 'mail.example.com' }, 'publicUrl'],
    [{ publicUrl: 'ftp://mail.example.com' }, 'publicUrl'],
    [{ publicUrl: 'https://mail.example.com/?page=1' }, 'publicUrl'],
    [{ publicUrl: 'https://mail.example.com/#top' }, 'publicUrl'],
    [{ publicUrl: 'https://ana:secret@mail.example.com' }, 'publicUrl'],
    [{ unsubscribeEmail: 'nobody' }, 'unsubscribeEmail'],
  ])('%o is refused', async (changes, field) => {
    const settings = await open(await openStore());
    await expect(settings.update(changes)).rejects.toMatchObject({ details: { field } });
  });

  test('a store has an id and a key for delivery tokens of its own, the same at every start', async () => {
    const [one, other] = [await openStore(), await openStore()];
    const identityOf = async (store: Store) => {
      const { storeId, deliveryKey } = await (await open(store)).forMessages();
      return { storeId, deliveryKey: deliveryKey.export().toString('hex') };
    };
    const identity = await identityOf(one);
    expect(identity.storeId).toMatch(/^[0-9a-f]{16}$/);
    expect(identity.deliveryKey).toMatch(/^[0-9a-f]{64}$/);
    expect(await identityOf(one)).toEqual(identity);
    const another = await identityOf(other);
    expect(another.storeId).not.toBe(identity.storeId);
    expect(another.deliveryKey).not.toBe(identity.deliveryKey);
  });

  test('the key for delivery tokens is nowhere in the database in clear', async () => {
    const store = await openStore();
    const { deliveryKey } = await (await open(store)).forMessages();
    const rows = JSON.stringify(await store.db.selectFrom('settings').selectAll().execute());
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      expect(rows).not.toContain(deliveryKey.export().toString(encoding));
    }
  });
});
