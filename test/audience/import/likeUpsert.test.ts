import { type ContactInput, type ContactStatus } from '../../../lib/model';
import { audienceOf, defineFields } from '../../support/audience';
import { csvBytes } from '../../support/csvBytes';
import { ManualClock } from '../../support/manualClock';
import { seededRandom } from '../../support/random';
import { describeEachStore } from '../../support/stores';

const COLUMNS = {
  email: [
    'a@b.cd',
    ' A@B.cd ',
    'ünï@exämple.com',
    'no',
    'a@b',
    `${'a'.repeat(65)}@b.cd`,
    'a@1.2.3.4',
    'a\u0301@b.cd',
    'x y@b.cd',
  ],
  name: ['Ana', 'x'.repeat(200), 'x'.repeat(201), 'tab\tinside', 'two\nlines', 'sep\u2028', '=1+1', '"q"'],
  status: ['active', 'pending', 'unsubscribed', 'hard_bounce', 'gone'],
  source: ['Shop', 'y'.repeat(201), 'bell\u0007'],
  subscribed_at: [
    '2026-01-31T09:00:00.000Z',
    '2026-01-31T09:00:00+07:00',
    '2026-02-30T00:00:00.000Z',
    '2026-13-01T00:00:00Z',
    'soon',
  ],
  funnel_status: ['customer', 'loyal_customer', 'rich'],
  time_zone: ['Asia/Jakarta', 'asia/jakarta', 'Mars/Base', '+07:00'],
  age: ['12', ' 1.5 ', '1,5', '-0', '0x10', '1e400'],
  born: ['2026-01-31', '2026-02-29', '2024-02-29', '31.1.2026'],
  vip: ['Yes', 'NO', '2', 'true'],
  note: ['n', 'n'.repeat(10_000), 'n'.repeat(10_001), 'nul\0', '\uFFFD'],
} as const;
const FIELDS = { age: 'number', born: 'date', vip: 'boolean', note: 'text' } as const;
const LABELS = ['VIP', ' Beans ', 'l'.repeat(100), 'l'.repeat(101), 'new\nline'];

type Row = Partial<Record<keyof typeof COLUMNS, string>> & { labels: string[] };

function toInput({ labels, ...cells }: Row): ContactInput {
  const { email, name, status, source, subscribed_at, funnel_status, time_zone, ...fields } = cells;
  return {
    email: email ?? '',
    ...(name && { name }),
    ...(status && { status: status as ContactStatus }),
    ...(source && { source }),
    ...(subscribed_at && { subscribedAt: subscribed_at }),
    ...(funnel_status && { funnelStatus: funnel_status as ContactInput['funnelStatus'] }),
    ...(time_zone && { timeZone: time_zone }),
    fields,
    labels,
  };
}

const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
function toFile(rows: readonly Row[]): string {
  const columns = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  const lines = rows.map(({ labels, ...cells }) =>
    [...columns.map((column) => cells[column] ?? ''), labels.join(';')].map(quote).join(','),
  );
  return [[...columns, 'labels'].join(','), ...lines, ''].join('\n');
}

describeEachStore('an import', (open) => {
  test('takes, stores and refuses each row as an upsert would', async () => {
    const random = seededRandom(23);
    const clock = new ManualClock('2026-01-01T00:00:00Z');
    const [one, other] = [audienceOf(await open(), clock), audienceOf(await open(), clock)];
    for (const api of [one, other]) await defineFields(api, FIELDS);
    const rows = Array.from({ length: 900 }, (_, n) => {
      const row = { email: `${n}@b.cd`, labels: random.someOf(LABELS, 0.1) } as Row;
      for (const [column, values] of Object.entries(COLUMNS)) {
        if (random.chance(0.15)) row[column as keyof typeof COLUMNS] = random.oneOf(values);
      }
      return row;
    });

    const upserted = await one.contacts.upsertMany(
      rows.map((row) => ({ source: 'Import', ...toInput(row) })),
    );
    const imported = await other.contacts.import(csvBytes(toFile(rows)));

    const reasons = (of: { rejected: { reason: string }[] }) =>
      of.rejected.map(({ reason }) => reason.replace(/^contact\./, ''));
    expect(reasons(imported)).toEqual(reasons(upserted));
    const { created, updated, unchanged } = upserted;
    expect(imported).toMatchObject({ created, updated, unchanged });
    expect(Math.min(created, imported.rejectedCount)).toBeGreaterThan(200);
    const stored = async ({ contacts }: typeof one) =>
      (await contacts.list({ perPage: 1000 })).data
        .map((contact) => ({ ...contact, id: '', labels: contact.labels.map(({ name }) => name) }))
        .sort((a, b) => (a.email < b.email ? -1 : 1));
    expect(await stored(other)).toEqual(await stored(one));
  });
});
