/** With a few values each, far below the bound parameters that SQLite (32,766) and Postgres (65,535) take at once. */
const ROWS_PER_STATEMENT = 1000;

export function* chunks<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += ROWS_PER_STATEMENT) {
    yield items.slice(start, start + ROWS_PER_STATEMENT);
  }
}
