import type {
  ContactStatus,
  ExcludedBy,
  FieldType,
  Filter,
  FunnelStatus,
  LeftOut,
  RecipientCount,
  Recipients,
} from '../../lib/model';

const DAY = 24 * 60 * 60 * 1000;

export interface Person {
  id: number;
  email: string;
  name: string | null;
  status: ContactStatus;
  suppressed: boolean;
  source: string | null;
  timeZone: string | null;
  funnelStatus: FunnelStatus | null;
  subscribedAt: number | null;
  createdAt: number;
  /** As stored, of whatever type. */
  fields: Record<string, string | number | boolean>;
  labelIds: string[];
  last: { send: number | null; open: number | null; click: number | null };
  deliveries: { campaignId: string; sent: boolean; opened: boolean; clicked: boolean }[];
}

/** A contact book and what filters name, in order of the contacts' ids. */
export interface World {
  people: Person[];
  types: Record<string, FieldType>;
  labels: Map<string, string>;
  segments: Map<string, { name: string; filters: Filter[] }>;
  /** Campaign to category. */
  campaigns: Map<string, string | null>;
  now: number;
}

/** What `countRecipients` is to say, found by going through the book with the rules of docs/audience.md. */
export function explainByHand(world: World, recipients: Recipients): RecipientCount {
  const leftOut: LeftOut = { unsubscribed: 0, hardBounce: 0, pending: 0, suppressed: 0, excluded: 0 };
  const excludedBy: ExcludedBy[] = [
    ...recipients.excludeLabelIds.map((id) => ({
      type: 'label' as const,
      id,
      name: world.labels.get(id)!,
      count: 0,
    })),
    ...recipients.excludeSegmentIds.map((id) => ({
      type: 'segment' as const,
      id,
      name: world.segments.get(id)!.name,
      count: 0,
    })),
  ];
  const matched = world.people.filter(
    (person) =>
      recipients.all ||
      recipients.labelIds.some((id) => person.labelIds.includes(id)) ||
      recipients.segmentIds.some((id) => isInSegment(world, person, id)),
  );
  const receive = matched.filter((person) => {
    const by = excludedBy.filter(({ type, id }) =>
      type === 'label' ? person.labelIds.includes(id) : isInSegment(world, person, id),
    );
    const reason = whyNot(person, by.length > 0);
    if (reason === undefined) return true;
    leftOut[reason]++;
    if (reason === 'excluded') by.forEach((excluder) => excluder.count++);
    return false;
  });
  return {
    count: receive.length,
    matched: matched.length,
    leftOut,
    excludedBy,
    sample: receive.slice(0, 10).map(({ id, email, name }) => ({ id: String(id), email, name })),
  };
}

/** The ids of those who receive it. */
export function receiversByHand(world: World, recipients: Recipients): number[] {
  return world.people
    .filter((person) => explainByHand({ ...world, people: [person] }, recipients).count === 1)
    .map(({ id }) => id);
}

function whyNot({ status, suppressed }: Person, excluded: boolean): keyof LeftOut | undefined {
  if (status === 'unsubscribed') return 'unsubscribed';
  if (status === 'hard_bounce') return 'hardBounce';
  if (status === 'pending') return 'pending';
  if (suppressed) return 'suppressed';
  return excluded ? 'excluded' : undefined;
}

const isInSegment = (world: World, person: Person, id: string) =>
  world.segments.get(id)!.filters.every((filter) => isTrueOf(world, person, filter));

export function isTrueOf(world: World, person: Person, filter: Filter): boolean {
  switch (filter.type) {
    case 'status':
      return filter.values.includes(person.status) === (filter.operator === 'is');
    case 'funnel': {
      const is = person.funnelStatus !== null && filter.values.includes(person.funnelStatus);
      return is === (filter.operator === 'is');
    }
    case 'label':
      return filter.labelIds.some((id) => person.labelIds.includes(id)) === (filter.operator === 'contains');
    case 'segment':
      return isInSegment(world, person, filter.segmentId) === (filter.operator === 'in');
    case 'any':
      return filter.filters.some((one) => isTrueOf(world, person, one));
    case 'all':
      return filter.filters.every((one) => isTrueOf(world, person, one));
    case 'campaign': {
      const did = person.deliveries.some(
        ({ campaignId, sent, opened, clicked }) =>
          (filter.campaignId === undefined || campaignId === filter.campaignId) &&
          (filter.categoryId === undefined || world.campaigns.get(campaignId) === filter.categoryId) &&
          { receive: sent, open: opened, click: clicked }[filter.action],
      );
      return did === (filter.operator === 'did');
    }
    case 'activity':
      return hasActivity(world.now, person.last[filter.activity], filter);
    case 'field':
      return fieldMatches(world, person, filter);
  }
}

function hasActivity(now: number, last: number | null, filter: Extract<Filter, { type: 'activity' }>) {
  switch (filter.operator) {
    case 'ever':
      return last !== null;
    case 'never':
      return last === null;
    case 'before':
      return last !== null && last < new Date(filter.date).getTime();
    case 'after':
      return last !== null && last >= new Date(filter.date).getTime();
    case 'within_days':
      return last !== null && now - last <= filter.days * DAY;
    case 'not_within_days':
      return last === null || now - last > filter.days * DAY;
  }
}

type Value = string | number | boolean | null;

/** The value as its field has it; null where there is none. */
function valueOf({ types }: World, person: Person, field: string): Value {
  switch (field) {
    case 'email':
      return person.email;
    case 'name':
      return person.name || null;
    case 'source':
      return person.source || null;
    case 'time_zone':
      return person.timeZone || null;
    case 'subscribed_at':
      return person.subscribedAt === null ? null : new Date(person.subscribedAt).toISOString().slice(0, 10);
    case 'created_at':
      return new Date(person.createdAt).toISOString().slice(0, 10);
  }
  const stored = person.fields[field];
  if (stored === undefined || stored === '') return null;
  if (types[field] === 'text') return String(stored);
  if (types[field] === 'date') return typeof stored === 'string' && isDay(stored) ? stored : null;
  return typeof stored === types[field] ? stored : null;
}

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

function fieldMatches(world: World, person: Person, filter: Extract<Filter, { type: 'field' }>): boolean {
  const value = fold(valueOf(world, person, filter.field));
  const number = world.types[filter.field] === 'number';
  const given = (one: string | number | boolean) => fold(number ? Number(one) : one)!;
  switch (filter.operator) {
    case 'is_empty':
      return value === null;
    case 'is_not_empty':
      return value !== null;
    case 'equals':
      return value === given(filter.value);
    case 'not_equals':
      return value !== given(filter.value);
    case 'contains':
      return value !== null && String(value).includes(String(given(filter.value)));
    case 'not_contains':
      return value === null || !String(value).includes(String(given(filter.value)));
    case 'greater_than':
      return value !== null && value > given(filter.value);
    case 'less_than':
      return value !== null && value < given(filter.value);
    case 'between':
      return value !== null && value >= given(filter.from) && value <= given(filter.to);
  }
}

/** Text in the same case, of A to Z alone; -0 as 0. */
const fold = (value: Value): Value => {
  if (typeof value === 'number') return value + 0;
  if (typeof value !== 'string') return value;
  return Array.from(value, (letter) => (/[A-Z]/.test(letter) ? letter.toLowerCase() : letter)).join('');
};
