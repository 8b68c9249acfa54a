import { sql } from 'kysely';
import { contactsMatching, resolveContactFilter } from '../../../lib/audience';
import type { Filter } from '../../../lib/model';
import type { Store } from '../../../lib/store';
import { addMany, audienceOf, defineFields } from '../../support/audience';
import { describeEachStore } from '../../support/stores';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const DAY = 86_400_000;

async function matching(store: Store, filters: Filter[]): Promise<string[]> {
  const resolved = await resolveContactFilter(store.db, { filters });
  const rows = await contactsMatching(store, resolved, NOW).select('email').orderBy('id').execute();
  return rows.map(({ email }) => email.split('@')[0]!);
}

describeEachStore('a filter', (open) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    const audience = audienceOf(store);
    await defineFields(audience, { city: 'text', age: 'number', born: 'date', vip: 'boolean' });
    await audience.contacts.upsert({
      email: 'ana@example.com',
      fields: { city: 'Köln 100%_', age: 30, born: '2000-02-29', vip: false },
    });
    await audience.contacts.upsert({
      email: 'ben@example.com',
      fields: { city: '', age: 0, vip: true },
      funnelStatus: 'customer',
      subscribedAt: '2026-01-31T23:59:59Z',
    });
    await audience.contacts.upsert({ email: 'cleo@example.com', status: 'pending' });
  });

  const field = (name: string, operator: string, ...values: unknown[]) =>
    matching(store, [
      {
        type: 'field',
        field: name,
        operator,
        ...(values.length === 2 && { from: values[0], to: values[1] }),
        ...(values.length === 1 && { value: values[0] }),
      } as Filter,
    ]);

  test.each<[string, string, unknown[], string[]]>([
    ['city', 'equals', ['kÖLN 100%_'], []],
    ['city', 'equals', ['KöLN 100%_'], ['ana']],
    ['city', 'contains', ['%_'], ['ana']],
    ['city', 'contains', ['0_'], []],
    ['city', 'not_contains', ['köln'], ['ben', 'cleo']],
    ['city', 'not_equals', ['nowhere'], ['ana', 'ben', 'cleo']],
    ['city', 'is_empty', [], ['ben', 'cleo']],
    ['age', 'less_than', [30], ['ben']],
    ['age', 'between', [0, 30], ['ana', 'ben']],
    ['age', 'not_equals', [0], ['ana', 'cleo']],
    ['age', 'is_not_empty', [], ['ana', 'ben']],
    ['born', 'between', ['2000-02-29', '2000-02-29'], ['ana']],
    ['born', 'less_than', ['2000-02-29'], []],
    ['vip', 'equals', [true], ['ben']],
    ['vip', 'not_equals', [true], ['ana', 'cleo']],
    ['vip', 'is_not_empty', [], ['ana', 'ben']],
    ['email', 'contains', ['EN@'], ['ben']],
    ['subscribed_at', 'equals', ['2026-01-31'], ['ben']],
    ['subscribed_at', 'is_empty', [], ['cleo']],
  ])('on %s %s %j is true of %j', async (name, operator, values, expected) => {
    expect(await field(name, operator, ...values)).toEqual(expected);
  });

  test('on a field counts older values of another type as their text, and in other types as none', async () => {
    const older = await open();
    await defineFields(audienceOf(older), { zip: 'text', age: 'number' });
    await addMany(older, 1);
    await sql`update contacts set fields = '{"age":"30","zip":12.50}'`.execute(older.db);
    const zip = { type: 'field' as const, field: 'zip' };
    expect(await matching(older, [{ ...zip, operator: 'equals', value: '12.50' }])).toEqual(['c1']);
    expect(await matching(older, [{ ...zip, operator: 'contains', value: '.5' }])).toEqual(['c1']);
    expect(await matching(older, [{ type: 'field', field: 'age', operator: 'is_empty' }])).toEqual(['c1']);
  });

  test('on the funnel status leaves nobody out where it is negative', async () => {
    const funnel = { type: 'funnel' as const, values: ['customer' as const] };
    expect(await matching(store, [{ ...funnel, operator: 'is' }])).toEqual(['ben']);
    expect(await matching(store, [{ ...funnel, operator: 'is_not' }])).toEqual(['ana', 'cleo']);
  });

  test('on an activity counts the moment itself in after, and not in before', async () => {
    const ana = await store.db.selectFrom('contacts').select('id').limit(1).executeTakeFirstOrThrow();
    const at = NOW - 30 * DAY;
    await sql`insert into contact_activity (contact_id, last_open_at) values (${ana.id}, ${at})`.execute(
      store.db,
    );
    const opened = { type: 'activity' as const, activity: 'open' as const };
    const date = new Date(at).toISOString();
    expect(await matching(store, [{ ...opened, operator: 'after', date }])).toEqual(['ana']);
    expect(await matching(store, [{ ...opened, operator: 'before', date }])).toEqual([]);
    expect(await matching(store, [{ ...opened, operator: 'within_days', days: 30 }])).toEqual(['ana']);
    expect(await matching(store, [{ ...opened, operator: 'not_within_days', days: 29 }])).toEqual([
      'ana',
      'ben',
      'cleo',
    ]);
    expect(await matching(store, [{ ...opened, operator: 'never' }])).toEqual(['ben', 'cleo']);
    expect(await matching(store, [{ type: 'activity', activity: 'click', operator: 'ever' }])).toEqual([]);
  });

  test('may be as large as one is accepted', async () => {
    const large = await open();
    await addMany(large, 1);
    const labels = await Promise.all(
      Array.from({ length: 50 }, (_, n) => audienceOf(large).labels.create({ name: `l${n}` })),
    );
    const labelIds = labels.map(({ id }) => id);
    const none: Filter = { type: 'label', operator: 'not_contains', labelIds };
    const wide = Array<Filter>(100).fill(none);
    expect(await matching(large, wide)).toEqual(['c1']);
    const deep = Array.from({ length: 5 }).reduce<Filter[]>(
      (filters) => [...Array<Filter>(19).fill(none), { type: 'any', filters }],
      [none],
    );
    expect(await matching(large, deep)).toEqual(['c1']);
  });
});
