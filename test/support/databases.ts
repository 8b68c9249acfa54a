import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineOptions } from '../../lib/model';
import { createDatabase } from './postgres';

export type Database = EngineOptions['database'];

export interface FreshDatabase {
  database: Database;
  remove(): Promise<void>;
}

/** An empty database that nobody else uses. */
export const freshDatabase: Record<Database['type'], () => Promise<FreshDatabase>> = {
  async sqlite() {
    const folder = await mkdtemp(join(tmpdir(), 'mailtarget-test-'));
    return {
      database: { type: 'sqlite', folder },
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  },
  async postgres() {
    const { url, drop } = await createDatabase();
    return { database: { type: 'postgres', url }, remove: drop };
  },
};

/**
 * Runs the tests in `body` once on SQLite and once on Postgres. Each call of `fresh` yields an empty database; all of
 * them are removed after the last test.
 */
export function describeEachDatabase(
  name: string,
  body: (fresh: () => Promise<Database>, type: Database['type']) => void,
): void {
  describe.each(['sqlite', 'postgres'] as const)(`${name} (%s)`, (type) => {
    const made: FreshDatabase[] = [];

    body(async () => {
      const one = await freshDatabase[type]();
      made.push(one);
      return one.database;
    }, type);

    // Declared after the body, so that the body's own afterAll has closed what it opened.
    afterAll(() => Promise.all(made.map((one) => one.remove())));
  });
}
