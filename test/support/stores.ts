import { openStore, type Store } from '../../lib/store';
import { type Database, describeEachDatabase } from './databases';

/**
 * Runs the tests in `body` once on SQLite and once on Postgres. Each call of `open` yields an empty store; all of them
 * are closed and removed after the last test.
 */
export function describeEachStore(
  name: string,
  body: (open: () => Promise<Store>, type: Database['type']) => void,
): void {
  describeEachDatabase(name, (fresh, type) => {
    const opened: Store[] = [];
    afterAll(() => Promise.all(opened.map((store) => store.close())));

    body(async () => {
      const store = await openStore(await fresh());
      opened.push(store);
      return store;
    }, type);
  });
}
