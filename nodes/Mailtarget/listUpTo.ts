import { MAX_PER_PAGE, type Page } from '../../lib/model';

/** The first `limit` items of a list, fetched in pages as large as the engine gives; Infinity for all of them. */
export async function listUpTo<Item>(
  limit: number,
  fetchPage: (query: { page: number; perPage: number }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const perPage = Math.min(limit, MAX_PER_PAGE);
  const items: Item[] = [];
  let lastPage = false;
  for (let page = 1; !lastPage && items.length < limit; page++) {
    const { data, meta } = await fetchPage({ page, perPage });
    items.push(...data);
    lastPage = page * perPage >= meta.total;
  }
  return items.slice(0, limit);
}
