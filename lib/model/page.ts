import { z } from 'zod/v4';
import { storableText } from './validate';

export const MAX_PER_PAGE = 1000;

/** Which part of a list: pages count from 1; `search` is matched anywhere in the names, ignoring case. */
export const listQuerySchema = z.strictObject({
  page: z.int().min(1).default(1),
  perPage: z.int().min(1).max(MAX_PER_PAGE).default(50),
  search: storableText(200).optional(),
});
export type ListQuery = z.input<typeof listQuerySchema>;

export interface Page<Item> {
  data: Item[];
  meta: { page: number; perPage: number; total: number };
}
