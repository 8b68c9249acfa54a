import {
  audienceQuery,
  Contacts,
  countAudience,
  isAudienceEmpty,
  Labels,
  type Slice,
  sliceAfter,
  Suppressions,
} from '../../lib/audience';
import { CONTACT_STATUSES, type Contact, type Recipients, systemClock } from '../../lib/model';
import type { Db } from '../../lib/store';
import { seededRandom } from '../support/random';
import { describeEachStore } from '../support/stores';

const CONTACTS = 40;
const LABELS = ['a', 'b', 'c', 'd', 'e'];

/** Who receives a campaign, as a person would go through the contact book. */
const receives = (contact: Contact, { all, labelIds, excludeLabelIds }: Recipients): boolean => {
  const hasOneOf = (ids: string[]) => contact.labels.some(({ id }) => ids.includes(id));
  const mayBeMailed = contact.status === 'active' && !contact.suppressed;
  return mayBeMailed && (all || hasOneOf(labelIds)) && !hasOneOf(excludeLabelIds);
};

/** The audience as a launch takes it, a few contacts at a time. */
async function inSlices(db: Db, recipients: Recipients): Promise<string[]> {
  const emails: string[] = [];
  for (let after: Slice['after'] | undefined = 0; after !== undefined;) {
    const slice: Slice = await sliceAfter(db, after, 7);
    const rows = await audienceQuery(db, recipients, slice).select('email').orderBy('id').execute();
    emails.push(...rows.map((row) => row.email));
    after = slice.upTo;
  }
  return emails;
}

describeEachStore('the audience', (open, type) => {
  test.each([1, 2, 3])(
    'is whom the filter describes, for random contact books and filters (seed %i)',
    async (seed) => {
      const random = seededRandom(seed);
      const store = await open();
      const contacts = new Contacts(store, systemClock);
      const suppressions = new Suppressions(store.db, systemClock);
      const labels = new Labels(store);
      const labelIds = await Promise.all(LABELS.map(async (name) => (await labels.create({ name })).id));
      for (let n = 0; n < CONTACTS; n++) {
        const email = `c${n}@example.com`;
        const status = random.chance(0.7) ? 'active' : random.oneOf(CONTACT_STATUSES);
        await contacts.upsert({ email, status, labels: random.someOf(LABELS, 0.3) });
        if (random.chance(0.1)) await suppressions.add({ email });
      }
      const book = (await contacts.list({ perPage: CONTACTS })).data;

      const sizes = new Set<number>();
      for (let n = 0; n < 40; n++) {
        const recipients = {
          all: random.chance(0.2),
          labelIds: random.someOf([...labelIds, '999', 'none'], 0.3),
          excludeLabelIds: random.someOf([...labelIds, '999', 'none'], 0.15),
        };
        const expected = book.filter((contact) => receives(contact, recipients)).map(({ email }) => email);
        const found = await audienceQuery(store.db, recipients).select('email').orderBy('id').execute();
        expect({ recipients, found: found.map((row) => row.email) }).toEqual({ recipients, found: expected });
        expect(await countAudience(store.db, recipients)).toBe(expected.length);
        expect(await isAudienceEmpty(store.db, recipients)).toBe(expected.length === 0);
        expect(await inSlices(store.db, recipients)).toEqual(expected);
        sizes.add(expected.length);
      }
      expect(sizes.size).toBeGreaterThan(5);
    },
  );

  if (type === 'postgres') {
    test('is joined with labels and suppressions: no list is gone through for each contact', async () => {
      const { db } = await open();
      for (const labelIds of [[], ['1'], ['1', '2']]) {
        const recipients = { all: labelIds.length === 0, labelIds, excludeLabelIds: ['3', '4'] };
        const plan = await audienceQuery(db, recipients).select('contacts.id').explain('text');
        expect(JSON.stringify(plan)).toMatch(/Anti/);
        expect(JSON.stringify(plan)).not.toContain('SubPlan');
      }
    });
  }

  test('of a filter that includes nothing is nobody', async () => {
    const store = await open();
    await new Contacts(store, systemClock).upsert({ email: 'ana@example.com' });
    const nobody = { all: false, labelIds: [], excludeLabelIds: [] };
    expect(await countAudience(store.db, nobody)).toBe(0);
    expect(await countAudience(store.db, { ...nobody, all: true })).toBe(1);
  });
});
