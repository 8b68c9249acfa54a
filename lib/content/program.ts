import { MailtargetError } from '../model';
import type { Budget } from './template/budget';
import type { Variables } from './variables';

/** What the holes of a compiled text are filled from. */
export interface Scope {
  variables: Variables;
  /** Names campaign and delivery in tracked links; empty where nothing is tracked. */
  token: string;
  unsubscribeUrl: string;
  /** What its blocks may still cost; the first of them sets it. */
  budget?: Budget;
}

/** What differs from one recipient to the next. Escaped for where it stands; not yet encoded for transport. */
export type Hole = (scope: Scope) => string;

/** A text, compiled: what is the same for everybody, and the holes between. */
export type Program = readonly (string | Hole)[];

/** Characters of one filled text: fifty times what Gmail shows, and more than anybody writes. */
const MAX_FILLED = 5_000_000;

/** @throws MailtargetError TEMPLATE_INVALID when the values are so long, or written so often, that it is no email any more */
export function refuseExcess(length: number): void {
  if (length > MAX_FILLED) {
    throw new MailtargetError(
      'TEMPLATE_INVALID',
      `The message has more than ${MAX_FILLED} characters once it is filled in. Show less in it.`,
    );
  }
}

export function runProgram(program: Program, scope: Scope): string {
  let text = '';
  for (const segment of program) {
    text += typeof segment === 'string' ? segment : segment(scope);
    refuseExcess(text.length);
  }
  return text;
}

/** The hole of the token in tracked links; the same everywhere, so that it can be told from others. */
export const deliveryToken: Hole = ({ token }) => token;
