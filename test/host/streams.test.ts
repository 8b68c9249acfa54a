import { text } from 'node:stream/consumers';
import { closeEngines, openEngine } from '../../lib/host';
import { csvBytes } from '../support/csvBytes';
import { type FreshDatabase, freshDatabase } from '../support/databases';

describe('a stream through the thread of an engine', () => {
  let fresh: FreshDatabase;
  const open = async () => openEngine({ database: fresh.database });
  const file = ['email', ...Array.from({ length: 30_000 }, (_, n) => `c${n}@example.com`), ''].join('\n');

  beforeEach(async () => {
    fresh = await freshDatabase.sqlite();
  });
  afterEach(async () => {
    await closeEngines();
    await fresh.remove();
  });

  test('carries a file in and out', async () => {
    const api = await open();
    expect(await api.contacts.import(csvBytes(file))).toMatchObject({ created: 30_000, rejectedCsv: null });
    const csv = await text(await api.contacts.export());
    expect(csv.replaceAll(/,.*/g, '')).toBe(file);
  });

  test('that nobody reads to its end keeps nothing waiting', async () => {
    const api = await open();
    await api.contacts.import(csvBytes(file));
    for await (const part of await api.contacts.export()) {
      expect(part).toBeInstanceOf(Uint8Array);
      break;
    }
    expect((await api.contacts.list({ perPage: 1 })).meta.total).toBe(30_000);
  });

  test('that fails ends the import with its error, and what came before is kept', async () => {
    const api = await open();
    const failing = ReadableStream.from(
      (async function* () {
        yield Buffer.from('email\na@b.cd\n');
        throw new Error('the disk is gone');
      })(),
    );
    await expect(api.contacts.import(failing)).rejects.toThrow('the disk is gone');
    expect((await api.contacts.list()).data).toMatchObject([{ email: 'a@b.cd' }]);
  });

  test('of which the engine is closed fails', async () => {
    const api = await open();
    await api.contacts.import(csvBytes(file));
    const reader = (await api.contacts.export()).getReader();
    await reader.read();
    await closeEngines();
    const readOn = async () => {
      while (!(await reader.read()).done);
    };
    await expect(readOn()).rejects.toMatchObject({ code: 'ENGINE_STOPPED' });
  });

  test('of suppressions keeps the first reason and date of an address, unless a stronger one follows', async () => {
    const api = await open();
    await api.suppressions.add({ email: 'old@b.cd', reason: 'complaint' });
    const csv =
      'Email,Reason,Date\nold@b.cd,manual,2020-01-31\nnew@b.cd,Hard bounce,2020-01-31\nnew@b.cd,unsubscribe,\nx@b.cd,gone,\ny@b.cd,,31.1.2020\nz@b.cd,,\ns@b.cd,,\ns@b.cd,complaint,2019-01-31\n';
    const result = await api.suppressions.import(csvBytes(csv), { reason: 'unsubscribe' });
    expect(result).toMatchObject({ rows: 8, added: 3, unchanged: 3, rejectedCount: 2 });
    expect(result.rejected).toEqual([
      { line: 5, reason: '"gone" is no reason. Write one of manual, unsubscribe, complaint, hard_bounce.' },
      { line: 6, reason: '"31.1.2020" is no date. Write it as in 2026-01-31.' },
    ]);
    expect((await api.suppressions.list()).data).toMatchObject([
      { email: 'z@b.cd', reason: 'unsubscribe' },
      { email: 'old@b.cd', reason: 'complaint' },
      { email: 'new@b.cd', reason: 'hard_bounce', createdAt: '2020-01-31T00:00:00.000Z' },
      { email: 's@b.cd', reason: 'complaint', createdAt: '2019-01-31T00:00:00.000Z' },
    ]);
  });
});
