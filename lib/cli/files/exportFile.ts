import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { closeEngines, openEngine } from '../../host';
import { parseArguments, STORE_ARGUMENTS, toEngineOptions } from './arguments';
import { cannotWrite } from './fileProgress';

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
  if (values.data !== undefined && !existsSync(join(values.data, 'mailtarget.db'))) {
    throw new Error(
      `There are no contacts in ${values.data}. Name the data folder that the credential names.`,
    );
  }
  try {
    const engine = await openEngine(toEngineOptions(values, EXPORT_USAGE));
    const csv = Readable.fromWeb((await engine.contacts.export()) as Parameters<typeof Readable.fromWeb>[0]);
    if (values.out === undefined) await toOutput(csv);
    else await toFile(csv, values.out);
  } finally {
    await closeEngines();
  }
}

/** Whoever reads it may stop, as `head` does. */
async function toOutput(csv: Readable): Promise<void> {
  try {
    await pipeline(csv, process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

async function toFile(csv: Readable, file: string): Promise<void> {
  const output = await open(file, 'w').catch((error: Error) => {
    throw cannotWrite(file, error, 'Name another with --out.');
  });
  await pipeline(csv, output.createWriteStream());
}
