/** A value on its way into the message. What it cannot make sense of it leaves as it is: a campaign goes on. */
export interface Filter {
  /** How many arguments it takes, at least and at most. */
  arguments: readonly [min: number, max: number];
  /** An example of it, for whoever gets it wrong. */
  example: string;
  /** Looks at the arguments that are literals, once, when the template is compiled. @returns what is wrong with them */
  check?(args: readonly unknown[]): string | undefined;
  apply(value: unknown, args: readonly unknown[]): unknown;
}

/** Nothing was there: null, or text without a character to see. */
export const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
