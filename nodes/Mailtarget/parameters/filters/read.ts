import type { IExecuteFunctions } from 'n8n-workflow';
import { type EmailMarketing, type Filter, MailtargetError } from '../../../../lib/model';
import { filterFields, type KnownField } from '../../fields';
import { toLabelIds } from '../../ids';
import { readJson } from '../json';
import { type ListValue, toList } from '../read';
import { withOffset } from '../time';
import { toFieldValue, type Typed } from './values';

/** What n8n keeps of the builder: the filters of each kind. What another choice left behind is not read. */
interface Built {
  activity?: { activity: string; operator: string; days?: unknown; date?: unknown }[];
  anyOf?: { filters?: Built }[];
  campaign?: { operator: string; action: string; of: string; campaignId?: Locator; categoryId?: Locator }[];
  field?: { field: string; operator: string; value?: Typed; from?: Typed; to?: Typed }[];
  funnel?: { operator: string; values: ListValue }[];
  label?: { operator: string; labelIds: ListValue }[];
  segment?: { operator: string; segmentId?: Locator }[];
  status?: { operator: string; values: ListValue }[];
}
type Locator = { value: string | number | null } | string;

interface Known {
  mailtarget: EmailMarketing;
  fields: KnownField[];
  timezone: string;
}

/** The filters of the builder, from top to bottom. What the model knows better is left for the engine to refuse. */
export async function readFilters(
  context: IExecuteFunctions,
  path: string,
  item: number,
  mailtarget: EmailMarketing,
): Promise<Filter[]> {
  const built = context.getNodeParameter(path, item, {}) as Built;
  const known = { mailtarget, fields: await filterFields(mailtarget), timezone: context.getTimezone() };
  return (await toFilters(built, known)) as Filter[];
}

export function readFiltersJson(context: IExecuteFunctions, path: string, item: number): Filter[] {
  return (readJson(context, path, item, '[{"type": "status", "operator": "is", "values": ["active"]}]') ??
    []) as Filter[];
}

/** In the order of the panel, which is that of the keys. */
async function toFilters(built: Built, known: Known): Promise<object[]> {
  const filters: object[] = [];
  for (const kind of Object.keys(built) as (keyof Built)[]) {
    const toFilter = CONVERSIONS[kind] as Conversion<unknown>;
    for (const one of built[kind] ?? []) filters.push(await toFilter(one, known));
  }
  return filters;
}

type Conversion<One> = (built: One, known: Known) => object | Promise<object>;
const CONVERSIONS: { [Kind in keyof Built]-?: Conversion<Of<Kind>> } = {
  activity: toActivity,
  anyOf: async ({ filters = {} }, known) => ({ type: 'any', filters: await toFilters(filters, known) }),
  campaign: toCampaign,
  field: toField,
  funnel: ({ operator, values }) => ({ type: 'funnel', operator, values: toList(values) }),
  label: async ({ operator, labelIds }, { mailtarget }) => ({
    type: 'label',
    operator,
    labelIds: await toLabelIds(mailtarget, toList(labelIds)),
  }),
  segment: ({ operator, segmentId }) => ({ type: 'segment', operator, segmentId: idOf(segmentId) }),
  status: ({ operator, values }) => ({ type: 'status', operator, values: toList(values) }),
};

type Of<Kind extends keyof Built> = NonNullable<Built[Kind]>[number];

function toActivity({ activity, operator, days, date }: Of<'activity'>, { timezone }: Known): object {
  const filter = { type: 'activity', activity, operator };
  if (operator === 'ever' || operator === 'never') return filter;
  if (operator.endsWith('within_days')) return { ...filter, days: Number(days) };
  return { ...filter, date: withOffset(date, timezone) };
}

function toCampaign({ operator, action, of, campaignId, categoryId }: Of<'campaign'>): object {
  const which = of === 'category' ? { categoryId: idOf(categoryId) } : { campaignId: idOf(campaignId) };
  return { type: 'campaign', operator, action, ...which };
}

function toField({ field, operator, value, from, to }: Of<'field'>, { fields }: Known): object {
  if (!field) {
    throw new MailtargetError('FILTER_INVALID', 'Choose the field of each Contact Field filter.', {
      field: 'filters',
    });
  }
  const filter = { type: 'field', field, operator };
  if (operator === 'is_empty' || operator === 'is_not_empty') return filter;
  // A field that nobody knows is refused by the engine, with the name of a similar one.
  const type = fields.find(({ tag }) => tag === field)?.type ?? 'text';
  const convert = (typed: Typed) => toFieldValue(typed, type);
  if (operator === 'between') return { ...filter, from: convert(from), to: convert(to) };
  return { ...filter, value: convert(value) };
}

/** An expression may give the id itself. */
function idOf(locator: Locator | undefined): string {
  const id = typeof locator === 'object' ? locator.value : locator;
  return String(id ?? '').trim();
}
