import { startEngine } from '../../../lib/engine';
import { describeEachDatabase } from '../../support/databases';
import { audienceOf } from '../../support/audience';
import { csvBytes } from '../../support/csvBytes';
import { describeEachStore } from '../../support/stores';

const linesOf = (from: number, count: number) =>
  Buffer.from(
    Array.from({ length: count }, (_, n) => `c${from + n}@example.com,Name ${from + n}\n`).join(''),
  );

/** A file without an end, which counts what of it was asked for. */
function endlessFile() {
  const asked = { pieces: 0, cancelled: false };
  const csv = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(
        asked.pieces === 0 ? Buffer.from('email,name\n') : linesOf(asked.pieces * 2000, 2000),
      );
      asked.pieces++;
    },
    cancel() {
      asked.cancelled = true;
    },
  });
  return { csv, asked };
}

describeEachStore('an import that is interrupted', (open) => {
  test('keeps what came before a place that cannot be read, and lets go of the file', async () => {
    const { contacts } = audienceOf(await open());
    const file = Buffer.concat([
      Buffer.from('email,name\n'),
      linesOf(0, 60_000),
      Buffer.from('r@b.cd,Ren\xe9\n', 'latin1'),
    ]);
    await expect(contacts.import(csvBytes(file))).rejects.toMatchObject({
      code: 'CSV_INVALID',
      message: expect.stringMatching(/^Line 60002 is not in UTF-8/),
    });
    expect((await contacts.list({ perPage: 1 })).meta.total).toBe(60_000);
  });

  test('refuses what is no stream of bytes', async () => {
    const { contacts } = audienceOf(await open());
    const text = ReadableStream.from(['email\n']) as never;
    for (const csv of [text, 'email\n' as never, undefined as never]) {
      await expect(contacts.import(csv)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
  });
});

describeEachStore('an import whose file', (open) => {
  test('fails without a word ends with an error, too', async () => {
    const { contacts } = audienceOf(await open());
    const failing = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Buffer.from('email\na@b.cd\n'));
      },
      pull(controller) {
        controller.error();
      },
    });
    await expect(contacts.import(failing)).rejects.toMatchObject({
      code: 'CSV_INVALID',
      message: expect.stringMatching(/could not be read to its end/),
    });
  });

  test('stalls behind a place that cannot be read does not keep the answer waiting', async () => {
    const { contacts } = audienceOf(await open());
    async function* stalling(): AsyncGenerator<Uint8Array> {
      yield Buffer.concat([Buffer.from('email\n'), linesOf(0, 60_000), Buffer.from([0xff, 0x0a])]);
      yield Buffer.from('email\n');
      await new Promise(() => {});
    }
    await expect(contacts.import(ReadableStream.from(stalling()))).rejects.toMatchObject({
      code: 'CSV_INVALID',
    });
  });
});

describeEachDatabase('an engine that is closed in the middle of an import', (fresh) => {
  test('says so, keeps whole batches, and asks for no more of the file', async () => {
    const database = await fresh();
    const options = { database, encryptionKey: 'key' };
    const engine = await startEngine(options);
    const { csv, asked } = endlessFile();
    const imported = engine.contacts.import(csv).catch((error: unknown) => error);
    const total = async () => (await engine.contacts.list({ perPage: 1 })).meta.total;
    while ((await total()) < 4000) await new Promise((resolve) => setImmediate(resolve));
    // The file is read at most a few batches ahead of what is written.
    expect(asked.pieces).toBeLessThan(100);
    await engine.close();
    expect(await imported).toMatchObject({ code: 'ENGINE_STOPPED' });
    expect(asked.cancelled).toBe(true);

    const again = await startEngine(options);
    const { total: kept } = (await again.contacts.list({ perPage: 1 })).meta;
    await again.close();
    expect(kept % 500).toBe(0);
  });
});
