import { sql } from 'kysely';
import {
  CONTACT_STATUSES,
  type FieldType,
  type Filter,
  FUNNEL_STATUSES,
  type Recipients,
  type SegmentKey,
} from '../../lib/model';
import type { Store } from '../../lib/store';
import type { Person, World } from './evaluateAudience';
import type { seededRandom } from './random';

type Random = ReturnType<typeof seededRandom>;

const NOW = Date.parse('2026-06-15T12:34:56Z');
const DAY = 86_400_000;
const PEOPLE = 60;
/** Far apart, so that the book is looked at in several slices. */
const BETWEEN_IDS = 211;

const TYPES: Record<string, FieldType> = {
  city: 'text',
  note: 'text',
  age: 'number',
  score: 'number',
  born: 'date',
  vip: 'boolean',
};
/** What every contact has of itself. */
const SYSTEM_TYPES: Record<string, FieldType> = {
  email: 'text',
  name: 'text',
  source: 'text',
  time_zone: 'text',
  subscribed_at: 'date',
  created_at: 'date',
};
const TEXTS = [
  'Leeds',
  'LEEDS',
  'leeds ',
  'Köln',
  'KÖLN',
  'İstanbul',
  'straße',
  '100%',
  '10_0',
  'a\\b',
  'a\\',
  "it's",
  'say "hi"',
  '"city":"Leeds"',
  '{"age":5}',
  '😀',
  'true',
  '5',
  '1e+21',
  '2026-01-31',
  ' ',
  'line\nbreak',
  '\u2028\u001f\u007f',
  'Z[\\]^_`{',
];
const PARTS = ['e', 'LEE', 'ö', '%', '_', '\\', '"', "'", '😀', 'City":', '0', '\n', 'z[', ' '];
const NUMBERS = [0, -0, 1, -1, 5, 0.1, 0.1 + 0.2, 12.5, 1e21, -1e21, 1e-7, 2 ** 53, 2 ** 60, 5e-324, 1e308];
const DAYS = ['2026-01-31', '2026-02-01', '2024-02-29', '1999-12-31', '0001-01-01', '9999-12-31'];
const ZONES = ['Asia/Jakarta', 'Europe/Berlin'];

/** Instants on, and just beside, what the filters compare with. */
const instant = (random: Random) =>
  random.oneOf([
    NOW,
    NOW - 30 * DAY,
    NOW - 30 * DAY - 1,
    NOW - DAY,
    Date.parse('2026-01-31T00:00:00Z'),
    Date.parse('2026-01-31T23:59:59.999Z'),
    Date.parse('2026-02-01T00:00:00Z'),
  ]);
const maybe = <T>(random: Random, probability: number, make: () => T) =>
  random.chance(probability) ? make() : null;

const VALUES: Record<FieldType, (random: Random) => string | number | boolean> = {
  text: (random) => random.oneOf([...TEXTS, ...PARTS]),
  number: (random) => random.oneOf(NUMBERS),
  date: (random) => random.oneOf(DAYS),
  boolean: (random) => random.chance(0.5),
};

/** Fills an empty store with a contact book, and with what filters name. */
export async function randomWorld(store: Store, random: Random): Promise<World> {
  const { db } = store;
  const ids = <K>(rows: { id: K }[]) => rows.map(({ id }) => id);
  await db
    .insertInto('fields')
    .values(Object.entries(TYPES).map(([tag, type]) => ({ tag, name: tag, type, created_at: 1 })))
    .execute();
  const names = ['news', 'vip', 'staff', 'empty', 'Berlin'];
  const labelRows = await db
    .insertInto('labels')
    .values(names.map((name) => ({ name })))
    .returningAll()
    .execute();
  const categories = ids(
    await db
      .insertInto('categories')
      .values(['a', 'b'].map((name) => ({ name, created_at: 1 })))
      .returning('id')
      .execute(),
  );
  const campaigns = await db
    .insertInto('campaigns')
    .values(
      [...categories, categories[0]!, null].map((category_id) => ({
        status: 'sent' as const,
        subject: 'Before',
        sender_name: '',
        sender_email: 'news@roastery.example',
        body: '',
        recipients: '{}',
        category_id,
        freeze_cursor: 0 as const,
        frozen_at: 1,
        created_at: 1,
        updated_at: 1,
      })),
    )
    .returning(['id', 'category_id'])
    .execute();
  const people = Array.from({ length: PEOPLE }, (_, n) =>
    randomPerson(random, (n + 1) * BETWEEN_IDS, ids(labelRows).map(String), ids(campaigns).map(String)),
  );
  for (const person of people) await insertPerson(store, person);
  return {
    people,
    types: TYPES,
    labels: new Map(labelRows.map(({ id, name }) => [String(id), name])),
    segments: new Map(),
    campaigns: new Map(
      campaigns.map(({ id, category_id }) => [String(id), category_id === null ? null : String(category_id)]),
    ),
    now: NOW,
  };
}

function randomPerson(random: Random, id: number, labelIds: string[], campaignIds: string[]): Person {
  const fields: Person['fields'] = {};
  for (const [tag, type] of Object.entries(TYPES)) {
    // Now and then of another type than the field's, as older data may be.
    const stored = random.chance(0.1) ? random.oneOf(Object.values(TYPES)) : type;
    if (random.chance(0.7)) fields[tag] = random.chance(0.05) ? '' : VALUES[stored](random);
  }
  return {
    id,
    email: `${random.oneOf(['Ana', 'bo%', 'c_d', "e'f"])}${id}@example.com`.toLowerCase(),
    name: maybe(random, 0.7, () => random.oneOf(['', ...TEXTS])),
    status: random.chance(0.7) ? 'active' : random.oneOf(CONTACT_STATUSES),
    suppressed: random.chance(0.1),
    source: maybe(random, 0.5, () => random.oneOf(TEXTS)),
    timeZone: maybe(random, 0.5, () => random.oneOf(ZONES)),
    funnelStatus: maybe(random, 0.6, () => random.oneOf(FUNNEL_STATUSES)),
    subscribedAt: maybe(random, 0.7, () => instant(random)),
    createdAt: instant(random),
    fields,
    labelIds: random.someOf(labelIds, 0.35),
    last: {
      send: maybe(random, 0.6, () => instant(random)),
      open: maybe(random, 0.4, () => instant(random)),
      click: maybe(random, 0.3, () => instant(random)),
    },
    deliveries: random.someOf(campaignIds, 0.4).map((campaignId) => ({
      campaignId,
      sent: random.chance(0.6),
      opened: random.chance(0.4),
      clicked: random.chance(0.3),
    })),
  };
}

async function insertPerson({ db, dialect }: Store, person: Person): Promise<void> {
  const overriding = dialect === 'postgres' ? sql`overriding system value` : sql``;
  await sql`insert into contacts (id, email, domain, name, status, source, time_zone, funnel_status, subscribed_at, fields, created_at, updated_at)
    ${overriding} values (${person.id}, ${person.email}, 'example.com', ${person.name}, ${person.status}, ${person.source},
    ${person.timeZone}, ${person.funnelStatus}, ${person.subscribedAt}, ${JSON.stringify(person.fields)}, ${person.createdAt}, 1)`.execute(
    db,
  );
  const contact = sql.lit(person.id);
  for (const label of person.labelIds) {
    await sql`insert into contact_labels (label_id, contact_id) values (${label}, ${contact})`.execute(db);
  }
  const { send, open, click } = person.last;
  if (send !== null || open !== null || click !== null) {
    await sql`insert into contact_activity (contact_id, last_send_at, last_open_at, last_click_at)
      values (${contact}, ${send}, ${open}, ${click})`.execute(db);
  }
  if (person.suppressed) {
    await sql`insert into suppressions (email, reason, created_at) values (${person.email}, 'manual', 1)`.execute(
      db,
    );
  }
  for (const { campaignId, sent, opened, clicked } of person.deliveries) {
    await sql`insert into deliveries (campaign_id, contact_id, domain, status, attempts, due_at, lease_until, updated_at, opened_at, clicked_at)
      values (${campaignId}, ${contact}, 'example.com', ${sent ? 'sent' : 'skipped'}, 1, 0, 0, 1, ${opened ? 1 : null}, ${clicked ? 1 : null})`.execute(
      db,
    );
  }
}

/** Adds segments that may contain those before them. */
export async function addRandomSegments({ db }: Store, world: World, random: Random, count: number) {
  for (let n = 0; n < count; n++) {
    const filters = Array.from({ length: 1 + random.below(2) }, () => randomFilter(world, random));
    const name = `Segment ${n}`;
    const { id } = await db
      .insertInto('segments')
      .values({ name, filters: JSON.stringify(filters), created_at: 1, updated_at: 1 })
      .returning('id')
      .executeTakeFirstOrThrow();
    world.segments.set(String(id satisfies SegmentKey), { name, filters });
  }
}

export const randomRecipients = ({ labels, segments }: World, random: Random): Recipients => ({
  all: random.chance(0.25),
  labelIds: random.someOf([...labels.keys()], 0.25),
  segmentIds: random.someOf([...segments.keys()], 0.15),
  excludeLabelIds: random.someOf([...labels.keys()], 0.15),
  excludeSegmentIds: random.someOf([...segments.keys()], 0.1),
});

export function randomFilter(world: World, random: Random, depth = 0): Filter {
  const oneOf = random.oneOf;
  const some = <T>(choices: readonly T[]): T[] => {
    const chosen = random.someOf(choices, 0.4);
    return chosen.length > 0 ? chosen : [oneOf(choices)];
  };
  const makers: (() => Filter)[] = [
    () => ({ type: 'status', operator: oneOf(['is', 'is_not']), values: some(CONTACT_STATUSES) }),
    () => ({ type: 'funnel', operator: oneOf(['is', 'is_not']), values: some(FUNNEL_STATUSES) }),
    () => ({
      type: 'label',
      operator: oneOf(['contains', 'not_contains']),
      labelIds: some([...world.labels.keys()]),
    }),
    () => randomActivity(random),
    () => ({
      type: 'campaign',
      operator: oneOf(['did', 'did_not']),
      action: oneOf(['receive', 'open', 'click']),
      ...(random.chance(0.5)
        ? { campaignId: oneOf([...world.campaigns.keys()]) }
        : { categoryId: oneOf([...new Set(world.campaigns.values())].filter((id) => id !== null)) }),
    }),
    ...Array.from({ length: 4 }, () => () => randomField(random)),
  ];
  if (world.segments.size > 0 && world.segments.size < 6) {
    makers.push(() => ({
      type: 'segment',
      operator: oneOf(['in', 'not_in']),
      segmentId: oneOf([...world.segments.keys()].slice(0, 4)),
    }));
  }
  if (depth < 3) {
    makers.push(() => ({
      type: oneOf(['any', 'all']),
      filters: Array.from({ length: 1 + random.below(3) }, () => randomFilter(world, random, depth + 1)),
    }));
  }
  return oneOf(makers)();
}

function randomActivity(random: Random): Filter {
  const filter = { type: 'activity' as const, activity: random.oneOf(['send', 'open', 'click'] as const) };
  return random.oneOf<() => Filter>([
    () => ({ ...filter, operator: random.oneOf(['ever', 'never']) }),
    () => ({
      ...filter,
      operator: random.oneOf(['within_days', 'not_within_days']),
      days: random.oneOf([1, 30]),
    }),
    () => ({
      ...filter,
      operator: random.oneOf(['before', 'after']),
      date: random.oneOf(['2026-01-31', '2026-02-01', '2026-02-01T07:00:00+07:00', '2026-06-15T12:34:56Z']),
    }),
  ])();
}

function randomField(random: Random): Filter {
  const [field, type] = random.oneOf(Object.entries({ ...TYPES, ...SYSTEM_TYPES }));
  const filter = { type: 'field' as const, field };
  const value = () => VALUES[type](random);
  const makers: (() => Filter)[] = [
    () => ({ ...filter, operator: random.oneOf(['is_empty', 'is_not_empty']) }),
    () => ({ ...filter, operator: random.oneOf(['equals', 'not_equals']), value: value() }),
  ];
  if (type === 'text') {
    makers.push(() => ({
      ...filter,
      operator: random.oneOf(['contains', 'not_contains']),
      value: random.oneOf([...PARTS, 'ana', 'Asia']),
    }));
  }
  if (type === 'number' || type === 'date') {
    makers.push(() => ({ ...filter, operator: random.oneOf(['greater_than', 'less_than']), value: value() }));
    makers.push(() => {
      const [from, to] = [value(), value()].sort((a, b) => (a < b ? -1 : 1));
      return { ...filter, operator: 'between', from: from!, to: to! };
    });
  }
  return random.oneOf(makers)();
}
