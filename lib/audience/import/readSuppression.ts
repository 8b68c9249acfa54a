import {
  MailtargetError,
  type Suppression,
  SUPPRESSION_REASONS,
  suppressionInputSchema,
  validate,
} from '../../model';
import { unguardFormula } from '../csv/formulas';
import { toTag } from './headings';
import type { ReadRow } from './readContact';

/** An address to suppress; absent is what the file does not say. */
export interface ReadSuppression {
  email: string;
  reason?: Suppression['reason'];
  createdAt?: number;
}

const COLUMNS: ReadonlyMap<string, keyof ReadSuppression> = new Map([
  ['email', 'email'],
  ['email_address', 'email'],
  ['e_mail', 'email'],
  ['reason', 'reason'],
  ['created_at', 'createdAt'],
  ['date', 'createdAt'],
] as const);

/** @throws MailtargetError CSV_INVALID without an email column, or with two columns for the same */
export function suppressionReader(headings: readonly string[]): ReadRow<ReadSuppression> {
  const columns = headings.map((heading) => COLUMNS.get(toTag(heading)));
  const twice = columns.find((column, index) => column && columns.indexOf(column) !== index);
  if (twice) throw invalid(`The file has two columns for ${headings[columns.indexOf(twice)]}. Remove one.`);
  if (!columns.includes('email')) {
    throw invalid('The file has no email column. Its first line must name the columns, one of them "email".');
  }
  const at = (column: keyof ReadSuppression) => columns.indexOf(column);
  const [emailAt, reasonAt, createdAt] = [at('email'), at('reason'), at('createdAt')];
  return (cells) => {
    const cell = (index: number) => unguardFormula(cells[index] ?? '').trim();
    if (!cell(emailAt)) return { refused: 'the email is missing' };
    try {
      return read(cell(emailAt), cell(reasonAt), cell(createdAt));
    } catch (error) {
      if (!(error instanceof MailtargetError)) throw error;
      return { refused: error.message.replace(/^suppression\./, '') };
    }
  };
}

function read(email: string, reason: string, date: string): ReadSuppression | { refused: string } {
  const word = reason.toLowerCase().replaceAll(/[\s-]+/g, '_') as Suppression['reason'];
  if (reason && !SUPPRESSION_REASONS.includes(word)) {
    return {
      refused: `"${reason.slice(0, 50)}" is no reason. Write one of ${SUPPRESSION_REASONS.join(', ')}.`,
    };
  }
  const createdAt = readInstant(date);
  if (date && createdAt === undefined) {
    return { refused: `"${date.slice(0, 50)}" is no date. Write it as in 2026-01-31.` };
  }
  const valid = validate(suppressionInputSchema, { email }, 'suppression');
  return {
    email: valid.email,
    ...(reason && { reason: word }),
    ...(createdAt !== undefined && { createdAt }),
  };
}

const INSTANT = /^(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))?$/i;

/** A day, which begins at midnight UTC, or an instant with its offset. */
function readInstant(text: string): number | undefined {
  const day = INSTANT.exec(text)?.[1];
  if (day === undefined || !isDay(day)) return undefined;
  const instant = Date.parse(text.replace(' ', 'T'));
  return Number.isNaN(instant) ? undefined : instant;
}

/** 30 February becomes another day. */
function isDay(day: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
}

const invalid = (sentence: string) => new MailtargetError('CSV_INVALID', sentence);
