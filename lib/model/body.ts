import type { z } from 'zod/v4';
import { storableText } from './validate';

/** A megabyte of HTML: ten times what Gmail shows before it clips a message. */
export const MAX_BODY = 1_000_000;

/** For each way to give a body: none of them can be emptied. */
export const neverNull = {
  error: ({ input }: { input?: unknown }) =>
    input === null ? 'Leave it out instead of giving null: a body can be replaced, not emptied.' : undefined,
};

export const bodySchema = storableText(MAX_BODY, 'The HTML is over a megabyte.', neverNull).refine(
  (body) => body.trim().length > 0,
  'A campaign needs a body.',
);
export const bodyTextSchema = storableText(MAX_BODY, 'The text is over a megabyte.');

/** The ways to give a body exclude each other. */
export const onlyOneBody =
  (what: string, ways: readonly string[], orNone?: 'or none') =>
  (value: object, context: z.RefinementCtx): void => {
    const given = ways.filter((way) => (value as Record<string, unknown>)[way] !== undefined);
    if (given.length === 1 || (orNone && given.length === 0)) return;
    const message =
      given.length === 0
        ? `${what} needs a body: give one of ${ways.join(', ')}.`
        : `Give only one of ${given.join(', ')}.`;
    context.addIssue({ code: 'custom', message, path: [given.at(-1) ?? 'body'] });
  };
