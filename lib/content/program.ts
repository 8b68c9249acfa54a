import type { Variables } from './variables';

/** What the holes of a compiled text are filled from. */
export interface Scope {
  variables: Variables;
  /** Names campaign and delivery in tracked links; empty where nothing is tracked. */
  token: string;
  unsubscribeUrl: string;
}

/** What differs from one recipient to the next. Escaped for where it stands; not yet encoded for transport. */
export type Hole = (scope: Scope) => string;

/** A text, compiled: what is the same for everybody, and the holes between. */
export type Program = readonly (string | Hole)[];

export const runProgram = (program: Program, scope: Scope): string => {
  let text = '';
  for (const segment of program) text += typeof segment === 'string' ? segment : segment(scope);
  return text;
};

/** The hole of the token in tracked links; the same everywhere, so that it can be told from others. */
export const deliveryToken: Hole = ({ token }) => token;
