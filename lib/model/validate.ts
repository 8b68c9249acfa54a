import { z } from 'zod/v4';
import { type ErrorCode, MailtargetError } from './errors';

/**
 * Checks a value that comes from outside.
 * @param what names the value in the error's sentence, e.g. `campaign`
 * @throws MailtargetError INVALID_INPUT, or the code that a rule of the schema names; `details.field` is the path
 */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const field = issue.path.join('.');
  const code = issue.code === 'custom' ? (issue.params?.['errorCode'] as ErrorCode | undefined) : undefined;
  throw new MailtargetError(
    code ?? 'INVALID_INPUT',
    `${field ? `${what}.${field}` : what}: ${issue.message}`,
    { field },
  );
}

/** A rule with an error code of its own: `z.string().superRefine(rule(test, 'INVALID_EMAIL', 'sentence'))`. */
export function rule<T>(
  holds: (value: T) => boolean,
  errorCode: ErrorCode,
  sentence: string | ((value: T) => string),
  /** The field of an object that is to be corrected. */
  path: readonly string[] = [],
) {
  return (value: T, context: z.RefinementCtx): void => {
    if (holds(value)) return;
    const message = typeof sentence === 'string' ? sentence : sentence(value);
    // Zod puts what leads here into that very array.
    context.addIssue({ code: 'custom', message, path: [...path], params: { errorCode } });
  };
}

/** Postgres cannot hold a NUL character in a text, so no store is given one. */
export const hasNoNul = (text: string): boolean => !text.includes('\0');
export const NUL_REFUSED = 'Remove the NUL character (U+0000).';

export const storableText = (
  maxLength: number,
  tooLong = `Use at most ${maxLength} characters.`,
  params?: Parameters<typeof z.string>[0],
) => z.string(params).max(maxLength, tooLong).refine(hasNoNul, NUL_REFUSED);

/** Text that ends up in a mail header: no line break or other control character can start a header of its own. */
export const headerText = (maxLength: number) =>
  z
    .string()
    .max(maxLength, `Use at most ${maxLength} characters.`)
    .superRefine(
      rule(
        // eslint-disable-next-line no-control-regex -- control characters are what is refused
        (text) => !/[\u0000-\u001f\u007f\u2028\u2029]/.test(text),
        'LINE_BREAK_IN_HEADER',
        'Remove the line break or control character: this text becomes part of a mail header.',
      ),
    );
