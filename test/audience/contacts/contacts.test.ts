import type { Contacts } from '../../../lib/audience';
import type { ContactInput } from '../../../lib/model';
import { addMany, audienceOf, defineFields } from '../../support/audience';
import { ManualClock } from '../../support/manualClock';
import { describeEachStore } from '../../support/stores';

const EMAIL = 'ana@example.com';

describeEachStore('contacts', (open) => {
  /** A contact book of its own for one test, with these contacts in it. */
  async function makeBook(...inputs: ContactInput[]) {
    const clock = new ManualClock('2026-01-01T00:00:00Z');
    const audience = audienceOf(await open(), clock);
    await defineFields(audience, { city: 'text', plan: 'text', points: 'number', vip: 'boolean' });
    for (const input of inputs) await audience.contacts.upsert(input);
    return { ...audience, clock };
  }
  const emailsOf = ({ data }: { data: { email: string }[] }) => data.map(({ email }) => email);

  describe('upsert', () => {
    test('adds a contact, active, and gives back what was stored', async () => {
      const { contacts } = await makeBook();
      const added = await contacts.upsert({
        email: ' Ana@Example.COM ',
        name: 'Ana Lima',
        fields: { city: 'Łódź', points: 7, vip: true },
        labels: ['VIP', 'Beans'],
      });
      expect(added).toEqual({
        id: expect.stringMatching(/^\d+$/),
        email: EMAIL,
        name: 'Ana Lima',
        status: 'active',
        suppressed: false,
        source: null,
        subscribedAt: '2026-01-01T00:00:00.000Z',
        funnelStatus: null,
        timeZone: null,
        labels: [
          { id: expect.any(String), name: 'Beans', public: false },
          { id: expect.any(String), name: 'VIP', public: false },
        ],
        fields: { city: 'Łódź', points: 7, vip: true },
        lastSendAt: null,
        lastOpenAt: null,
        lastClickAt: null,
        createdAt: '2026-01-01T00:00:00.000Z',
        updatedAt: '2026-01-01T00:00:00.000Z',
      });
      expect(await contacts.get(added.id)).toEqual(added);
    });

    test('finds the contact by its email, however it is written', async () => {
      const { contacts } = await makeBook({ email: EMAIL, name: 'Ana' });
      await contacts.upsert({ email: 'ANA@EXAMPLE.COM', name: 'Ana Lima' });
      expect((await contacts.list()).data).toMatchObject([{ email: EMAIL, name: 'Ana Lima' }]);
    });

    test('keeps what is absent, merges fields, removes a field that is null, adds labels', async () => {
      const { contacts } = await makeBook({
        email: EMAIL,
        name: 'Ana',
        status: 'pending',
        fields: { city: 'Lisbon', plan: 'free' },
        labels: ['Old'],
      });
      expect(await contacts.upsert({ email: EMAIL })).toMatchObject({ name: 'Ana', status: 'pending' });
      const updated = await contacts.upsert({
        email: EMAIL,
        fields: { plan: null, points: 0, vip: null },
        labels: ['New', 'Old'],
      });
      expect(updated.fields).toEqual({ city: 'Lisbon', points: 0 });
      expect(updated.labels.map(({ name }) => name)).toEqual(['New', 'Old']);
    });

    test('moves updatedAt when something changes, and only then', async () => {
      const { contacts, clock } = await makeBook({ email: EMAIL, fields: { city: 'Lisbon', points: 2 } });
      await clock.advanceBy(1000);
      expect(await contacts.upsert({ email: EMAIL, fields: { points: 2, city: 'Lisbon' } })).toMatchObject({
        updatedAt: '2026-01-01T00:00:00.000Z',
      });
      expect(await contacts.upsert({ email: EMAIL, name: 'Ana' })).toMatchObject({
        createdAt: '2026-01-01T00:00:00.000Z',
        updatedAt: '2026-01-01T00:00:01.000Z',
      });
    });

    test('refuses what is not valid, and stores nothing of it', async () => {
      const { contacts } = await makeBook();
      await expect(contacts.upsert({ email: 'ana', labels: ['VIP'] })).rejects.toMatchObject({
        code: 'INVALID_EMAIL',
        details: { field: 'email' },
      });
      await expect(contacts.upsert({ email: EMAIL, fields: { 'First Name': 'Ana' } })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
      expect((await contacts.list()).data).toEqual([]);
    });
  });

  describe('one contact', () => {
    test('is found by id and by email', async () => {
      const { contacts } = await makeBook({ email: EMAIL }, { email: 'ben@example.com' });
      const { id } = await contacts.get(' Ana@example.com');
      expect(await contacts.get(id)).toMatchObject({ id, email: EMAIL });
    });

    test('that is deleted is gone, with its labels, and its id is not used again', async () => {
      const { contacts } = await makeBook({ email: EMAIL, labels: ['VIP'] });
      const { id } = await contacts.get(EMAIL);
      await contacts.delete(EMAIL);
      await expect(contacts.get(EMAIL)).rejects.toMatchObject({ code: 'CONTACT_NOT_FOUND' });
      const again = await contacts.upsert({ email: EMAIL });
      expect(again.labels).toEqual([]);
      expect(again.id).not.toBe(id);
    });

    test.each([
      ['get', (contacts: Contacts, who: string) => contacts.get(who)],
      ['delete', (contacts: Contacts, who: string) => contacts.delete(who)],
      ['label', (contacts: Contacts, who: string) => contacts.label(who, ['VIP'])],
      ['unlabel', (contacts: Contacts, who: string) => contacts.unlabel(who, ['VIP'])],
    ])('that does not exist cannot be used: %s', async (_, use) => {
      const { contacts, labels } = await makeBook();
      for (const who of ['1', 'nobody@example.com', 'nobody', '']) {
        await expect(use(contacts, who)).rejects.toMatchObject({
          code: 'CONTACT_NOT_FOUND',
          message: expect.stringContaining(`"${who}"`),
        });
      }
      expect((await labels.list()).data).toEqual([]);
    });
  });

  describe('labels of a contact', () => {
    test('are added and removed by name, and created where they do not exist', async () => {
      const { contacts, labels } = await makeBook({ email: EMAIL, labels: ['Old'] });
      const labelled = await contacts.label(EMAIL, ['New', ' Old ']);
      expect(labelled.labels.map(({ name }) => name)).toEqual(['New', 'Old']);
      const unlabelled = await contacts.unlabel(EMAIL, ['Old', 'Never had']);
      expect(unlabelled.labels.map(({ name }) => name)).toEqual(['New']);
      expect((await labels.list()).data.map(({ name }) => name)).toEqual(['New', 'Old']);
    });

    test('are not removed from others', async () => {
      const { contacts } = await makeBook(
        { email: EMAIL, labels: ['VIP'] },
        { email: 'ben@example.com', labels: ['VIP'] },
      );
      await contacts.unlabel(EMAIL, ['VIP']);
      expect(await contacts.get('ben@example.com')).toMatchObject({ labels: [{ name: 'VIP' }] });
    });

    test('need a name', async () => {
      const { contacts } = await makeBook({ email: EMAIL });
      await expect(contacts.label(EMAIL, [])).rejects.toThrow('Name at least one label.');
      await expect(contacts.unlabel(EMAIL, [' '])).rejects.toThrow('A label needs a name.');
    });
  });

  describe('the list', () => {
    test('is in the order of adding, in pages', async () => {
      const { contacts } = await makeBook(
        ...['c', 'a', 'b'].map((name) => ({ email: `${name}@example.com` })),
      );
      expect(emailsOf(await contacts.list())).toEqual(['c@example.com', 'a@example.com', 'b@example.com']);
      const second = await contacts.list({ page: 2, perPage: 2 });
      expect(emailsOf(second)).toEqual(['b@example.com']);
      expect(second.meta).toEqual({ page: 2, perPage: 2, total: 3 });
    });

    test('goes on from page to page, however many there are', async () => {
      const store = await open();
      await addMany(store, 12_000);
      const { contacts } = audienceOf(store);
      const page = (number: number) => contacts.list({ search: 'c', page: number, perPage: 1000 });
      const [last, beyond] = [await page(12), await page(13)];
      expect(last.meta.total).toBe(12_000);
      expect(last.data.map(({ id }) => Number(id))).toEqual(
        Array.from({ length: 1000 }, (_, n) => 11_001 + n),
      );
      expect(beyond).toEqual({ data: [], meta: { page: 13, perPage: 1000, total: 12_000 } });
      const across = await contacts.list({ search: 'c', page: 8, perPage: 700 });
      expect(across.data.map(({ id }) => Number(id))).toEqual(
        Array.from({ length: 700 }, (_, n) => 4901 + n),
      );
    });

    test('searches emails and names, in either case, and nothing is a pattern', async () => {
      const { contacts } = await makeBook(
        { email: EMAIL, name: '100% Ana' },
        { email: 'ben_1@example.com', name: 'Bananas' },
        { email: 'benx1@example.com' },
      );
      expect(emailsOf(await contacts.list({ search: 'ANA' }))).toEqual([EMAIL, 'ben_1@example.com']);
      expect(emailsOf(await contacts.list({ search: '0%' }))).toEqual([EMAIL]);
      expect(emailsOf(await contacts.list({ search: 'n_1' }))).toEqual(['ben_1@example.com']);
      expect(emailsOf(await contacts.list({ search: 'nobody' }))).toEqual([]);
    });

    test('filters by status and by label', async () => {
      const { contacts, labels } = await makeBook(
        { email: EMAIL, status: 'pending', labels: ['VIP'] },
        { email: 'ben@example.com', labels: ['VIP'] },
        { email: 'cleo@example.com', status: 'pending' },
      );
      const { id: labelId } = await labels.create({ name: 'VIP' });
      expect(emailsOf(await contacts.list({ status: 'pending' }))).toEqual([EMAIL, 'cleo@example.com']);
      expect(emailsOf(await contacts.list({ labelId }))).toEqual([EMAIL, 'ben@example.com']);
      expect(emailsOf(await contacts.list({ labelId, status: 'pending', search: 'ana' }))).toEqual([EMAIL]);
    });

    test('shows who is suppressed', async () => {
      const { contacts, suppressions } = await makeBook({ email: EMAIL }, { email: 'ben@example.com' });
      await suppressions.add({ email: EMAIL });
      expect((await contacts.list()).data).toMatchObject([{ suppressed: true }, { suppressed: false }]);
    });

    test('refuses pages that cannot be', async () => {
      const { contacts } = await makeBook();
      for (const query of [{ page: 0 }, { perPage: 1001 }, { status: 'gone' as never }]) {
        await expect(contacts.list(query)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      }
    });
  });
});
