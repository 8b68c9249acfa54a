import { buffer } from 'node:stream/consumers';
import { inLargePieces } from '../../lib/host/inLargePieces';

const PIECE = 512 * 1024;
const letters = (length: number) => Buffer.alloc(length, 'a');

/** A source that is asked for one chunk after the other. */
function sourceOf(chunks: readonly unknown[], end: 'closes' | 'fails' = 'closes') {
  const seen = { asked: 0, cancelled: false };
  const stream = new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setImmediate(resolve));
      const chunk = chunks[seen.asked++];
      if (chunk !== undefined) controller.enqueue(chunk);
      else if (end === 'closes') controller.close();
      else controller.error(new Error('the disk is gone'));
    },
    cancel() {
      seen.cancelled = true;
    },
  });
  return { stream, seen };
}

async function lengthsOf(stream: ReadableStream): Promise<number[]> {
  const lengths: number[] = [];
  for await (const piece of stream as ReadableStream<Uint8Array>) lengths.push(piece.length);
  return lengths;
}

test('small chunks come as large pieces, and the rest behind them', async () => {
  const chunks = Array.from({ length: 200 }, () => letters(10_000));
  const lengths = await lengthsOf(inLargePieces(sourceOf(chunks).stream));
  expect(lengths.reduce((sum, length) => sum + length)).toBe(2_000_000);
  expect(lengths).toHaveLength(4);
  for (const length of lengths.slice(0, -1)) expect(length).toBeGreaterThanOrEqual(PIECE);
});

test('the bytes and their order stay', async () => {
  const chunks = ['email\n', '', 'é'.repeat(400_000), '\nlast'].map((text) => Buffer.from(text));
  expect(await buffer(inLargePieces(sourceOf(chunks).stream))).toEqual(Buffer.concat(chunks));
});

test('of nothing is nothing', async () => {
  expect(await lengthsOf(inLargePieces(sourceOf([]).stream))).toEqual([]);
});

test('what came before an error is passed on before it', async () => {
  const reader = inLargePieces(sourceOf([letters(10)], 'fails').stream).getReader();
  expect(await reader.read()).toMatchObject({ value: letters(10) });
  await expect(reader.read()).rejects.toThrow('the disk is gone');
});

test('what is no bytes passes as it is, behind what came before it', async () => {
  const reader = inLargePieces(sourceOf([letters(10), 'text']).stream).getReader();
  expect(await reader.read()).toMatchObject({ value: letters(10) });
  expect(await reader.read()).toMatchObject({ value: 'text' });
});

test('the source is read no further than was asked for, and hears when no more is wanted', async () => {
  const { stream, seen } = sourceOf(Array.from({ length: 100 }, () => letters(PIECE)));
  const reader = inLargePieces(stream).getReader();
  await reader.read();
  expect(seen.asked).toBeLessThanOrEqual(3);
  await reader.cancel();
  expect(seen.cancelled).toBe(true);
});
