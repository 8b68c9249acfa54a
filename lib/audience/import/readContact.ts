import {
  CONTACT_STATUSES,
  type ContactFields,
  type ContactInput,
  FUNNEL_STATUSES,
  MailtargetError,
  normalizeEmail,
  timeZoneSchema,
} from '../../model';
import type { ValidContact } from '../contacts/contactState';
import { unguardFormula } from '../csv/formulas';
import { checkField, type FieldTypes } from '../fields/fieldValues';
import { checkContact, parseContact } from '../contacts/validContact';
import { isField, type Targets } from './headings';
import { readLabels } from '../csv/labelsCell';

/** What the cells that are not empty say. */
type Draft = { [Key in keyof ContactInput]: NonNullable<ContactInput[Key]> } & { fields?: ContactFields };

/** What a row says, or why it is refused. */
export type ReadRow<Item> = (cells: readonly string[]) => Item | Refused;
export interface Refused {
  refused: string;
}

/**
 * Rows as contacts, each as `contacts.upsert` would take it. That asks zod, at 20 µs a row; so whatever is as plain as nearly all is
 * is looked at here, and only the rest is asked about.
 * @param types of every field among the targets
 */
export function contactReader(targets: Targets, types: FieldTypes): ReadRow<ValidContact> {
  const columns = targets.map((target) => (target === null ? undefined : columnOf(target)));
  const isPlain = plainness();
  return (cells) => {
    const draft = {} as Draft;
    for (let index = 0; index < columns.length; index++) {
      const cell = cells[index];
      if (cell) columns[index]?.(draft, unguardFormula(cell));
    }
    if (!draft.email) return { refused: 'the email is missing' };
    if (isPlain(draft)) return checkPlain(draft, types);
    try {
      return checkContact(parseContact(draft), types);
    } catch (error) {
      if (!(error instanceof MailtargetError)) throw error;
      return { refused: error.message.replace(/^contact\./, '') };
    }
  };
}

function columnOf(target: string): (draft: Draft, cell: string) => void {
  if (isField(target)) {
    return (draft, cell) => {
      (draft.fields ??= {})[target] = cell;
    };
  }
  return SYSTEM[target]!;
}

const toWord = (cell: string) =>
  cell
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
const DAY = /^\d{4}-\d\d-\d\d$/;

const SYSTEM: Readonly<Record<string, (draft: Draft, cell: string) => void>> = {
  email: (draft, cell) => {
    draft.email = cell.trim();
  },
  name: (draft, cell) => {
    draft.name = cell;
  },
  status: (draft, cell) => {
    draft.status = toWord(cell) as Draft['status'];
  },
  labels: (draft, cell) => {
    draft.labels = readLabels(cell);
  },
  source: (draft, cell) => {
    draft.source = cell;
  },
  subscribed_at: (draft, cell) => {
    draft.subscribedAt = DAY.test(cell.trim()) ? `${cell.trim()}T00:00:00.000Z` : cell.trim();
  },
  funnel_status: (draft, cell) => {
    draft.funnelStatus = toWord(cell) as Draft['funnelStatus'];
  },
  time_zone: (draft, cell) => {
    draft.timeZone = cell.trim();
  },
};

/** Puts what is stored in place of what was given. */
function checkPlain({ subscribedAt, ...draft }: Draft, types: FieldTypes): ValidContact | Refused {
  const { fields } = draft;
  for (const tag in fields) {
    const checked = checkField(tag, fields[tag]!, types);
    if ('reason' in checked) return { refused: checked.reason };
    fields[tag] = checked.value;
  }
  const contact = draft as ValidContact;
  if (subscribedAt) contact.subscribedAt = Date.parse(subscribedAt);
  return contact;
}

// eslint-disable-next-line no-control-regex -- control characters are what is not plain
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/;
const MAX_HEADER = 200;
const MAX_LABEL = 100;
const MAX_LABELS = 100;
const MAX_FIELD = 10_000;
/** More than there are, in one spelling. */
const MAX_TIME_ZONES = 1000;

const isPlainHeader = (text: string, maxLength: number): boolean =>
  text.length <= maxLength && !CONTROL.test(text);
const isPlainLabel = (name: string): boolean => isPlainHeader(name, MAX_LABEL) && name.trim() === name;
const isPlainField = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= MAX_FIELD && !value.includes('\0');

/** True only of what `contactInputSchema` takes and leaves as it is; puts the email into its normal form. */
function plainness(): (draft: Draft) => boolean {
  const statuses = new Set<string | null>(CONTACT_STATUSES);
  const funnelStatuses = new Set<string | null>(FUNNEL_STATUSES);
  const timeZones = new Set<string>();
  const isTimeZone = (name: string) => {
    if (timeZones.has(name)) return true;
    if (!timeZoneSchema.safeParse(name).success) return false;
    // A copy: the cell is a part of a large text, which would stay with it.
    if (timeZones.size < MAX_TIME_ZONES) timeZones.add(Buffer.from(name).toString());
    return true;
  };
  return (draft) => {
    const email = normalizeEmail(draft.email);
    if (email === null) return false;
    draft.email = email;
    return (
      (draft.name === undefined || isPlainHeader(draft.name, MAX_HEADER)) &&
      (draft.status === undefined || statuses.has(draft.status)) &&
      (draft.source === undefined || isPlainHeader(draft.source, MAX_HEADER)) &&
      (draft.subscribedAt === undefined || isPlainInstant(draft.subscribedAt)) &&
      (draft.funnelStatus === undefined || funnelStatuses.has(draft.funnelStatus)) &&
      (draft.timeZone === undefined || isTimeZone(draft.timeZone)) &&
      (draft.labels === undefined ||
        (draft.labels.length <= MAX_LABELS && draft.labels.every(isPlainLabel))) &&
      (draft.fields === undefined || Object.values(draft.fields).every(isPlainField))
    );
  };
}

/** As exports write it. */
function isPlainInstant(text: string): boolean {
  const instant = Date.parse(text);
  return !Number.isNaN(instant) && new Date(instant).toISOString() === text;
}
