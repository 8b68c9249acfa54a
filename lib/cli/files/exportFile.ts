import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { closeEngines, openEngine } from '../../host';
import { parseArguments, STORE_ARGUMENTS, toEngineOptions } from './arguments';
import { toNode } from './fileProgress';

export const EXPORT_USAGE = `mailtarget export --data <folder> | --postgres <url>
  --out <file>          otherwise the contacts go to the standard output`;

/** @throws Error with a sentence, where the arguments are not right */
export async function exportFile(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArguments(
    args,
    { ...STORE_ARGUMENTS, out: { type: 'string' } },
    EXPORT_USAGE,
  );
  if (positionals.length > 0) throw new Error(`Nothing else is taken.\n\n${EXPORT_USAGE}`);
  try {
    const engine = await openEngine(toEngineOptions(values, EXPORT_USAGE));
    const csv = toNode(await engine.contacts.export());
    if (values.out === undefined) await pipeline(csv, process.stdout, { end: false });
    else await pipeline(csv, createWriteStream(values.out));
  } finally {
    await closeEngines();
  }
}
