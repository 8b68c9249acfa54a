import { z } from 'zod/v4';

/*
 * What stands in a provider's JSON. A field that is not what it should be counts as missing, so that one of them does not cost the
 * event, or those beside it.
 */

export const text = z.string().optional().catch(undefined);
export const flag = z.boolean().optional().catch(undefined);
/** Also a number. */
export const textOrNumber = z.union([z.string(), z.number()]).optional().catch(undefined);
/** With the fields that are named, each of which may be missing. */
export const fields = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object(shape).optional().catch(undefined);

/** What a message carried, and its provider echoes. */
export const metadata = z
  .custom<Readonly<Record<string, unknown>>>((given) => typeof given === 'object' && given !== null)
  .catch({});

/** Our Message-ID among what is echoed. Providers that take metadata as headers may change the case of its names. */
export function messageIdIn(echoed: Readonly<Record<string, unknown>>): string | undefined {
  const name = Object.keys(echoed).find((key) => /^message[-_]?id$/i.test(key));
  const value = name === undefined ? undefined : echoed[name];
  return typeof value === 'string' ? value : undefined;
}

/** What is not as it should be is left out. */
export const allOf = <Item extends z.ZodType>(item: Item, items: readonly unknown[]): z.output<Item>[] =>
  items.flatMap((given) => {
    const result = item.safeParse(given);
    return result.success ? [result.data] : [];
  });

const MAX_RECIPIENTS = 1000;
/** Of the recipients or the headers of one message. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(z.unknown())
    .optional()
    .catch(undefined)
    .transform((items = []) => allOf(item, items.slice(0, MAX_RECIPIENTS)));
