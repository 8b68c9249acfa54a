import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { closeEngines, openEngine } from '../../host';
import type { ImportResult, SuppressionImportResult, SuppressionImportOptions } from '../../model';
import { parseArguments, STORE_ARGUMENTS, toEngineOptions } from './arguments';
import { cannotWrite, readWithProgress, sizeOf } from './fileProgress';

export const IMPORT_USAGE = `mailtarget import <file.csv> --data <folder> | --postgres <url>
  --map "Heading=tag"   what a column is (email, name, status, labels, source, subscribed_at, funnel_status, time_zone or the
                        tag of a custom field); nothing behind = leaves it out; repeatable
  --label <name>        for every contact of the file; repeatable
  --delimiter <sign>    , ; | or tab; otherwise the one the header row has most of
  --encoding <name>     utf-8, windows-1252 or utf-16le
  --dry-run             reports what would happen, and writes nothing
  --rejected <file>     where the rejected rows go (otherwise <file>.rejected.csv)
  --suppressions        the file holds addresses that are never mailed: email, and optionally reason and date`;

const ARGUMENTS = {
  ...STORE_ARGUMENTS,
  map: { type: 'string', multiple: true },
  label: { type: 'string', multiple: true },
  delimiter: { type: 'string' },
  encoding: { type: 'string' },
  'dry-run': { type: 'boolean' },
  rejected: { type: 'string' },
  suppressions: { type: 'boolean' },
} as const;

/** @throws Error with a sentence, where the arguments or the file are not right */
export async function importFile(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArguments(args, ARGUMENTS, IMPORT_USAGE);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new Error(`Name one file.\n\n${IMPORT_USAGE}`);
  const { map, label = [], 'dry-run': dryRun = false, suppressions = false } = values;
  if (suppressions && (map || label.length > 0 || dryRun)) {
    throw new Error('--suppressions goes without --map, --label and --dry-run.');
  }
  const delimiter = values.delimiter === 'tab' ? '\t' : values.delimiter;
  // What is no delimiter or encoding, the engine says.
  const options = {
    ...(delimiter !== undefined && { delimiter }),
    ...(values.encoding !== undefined && { encoding: values.encoding }),
  } as SuppressionImportOptions;
  const engineOptions = toEngineOptions(values, IMPORT_USAGE);
  const mapping = readMapping(map ?? []);
  const rejectedFile = values.rejected ?? `${file}.rejected.csv`;
  if (resolve(rejectedFile) === resolve(file)) {
    throw new Error(`--rejected ${rejectedFile} is the file itself. Name another.`);
  }
  // Before a store is made for it.
  const size = await sizeOf(file);
  try {
    const engine = await openEngine(engineOptions);
    const start = Date.now();
    const result = await readWithProgress<ImportResult | SuppressionImportResult>({ file, size }, (bytes) =>
      suppressions
        ? engine.suppressions.import(bytes, options)
        : engine.contacts.import(bytes, { ...options, mapping, labels: label, dryRun }),
    );
    const rate = Math.round(result.rows / Math.max(0.001, (Date.now() - start) / 1000));
    console.log(`${describe(result)} ${rate} rows a second.`);
    await writeRejected(result, rejectedFile);
  } finally {
    await closeEngines();
  }
}

/** "Heading=tag"; the last = counts, because a heading may have one. */
function readMapping(pairs: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const sign = pair.lastIndexOf('=');
      if (sign < 1) throw new Error(`--map takes "Heading=tag", and "${pair}" is not one.`);
      return [pair.slice(0, sign), pair.slice(sign + 1).trim() || null];
    }),
  );
}

function describe(result: ImportResult | SuppressionImportResult): string {
  if ('added' in result) {
    const { rows, added, unchanged, rejectedCount } = result;
    return `${rows} rows: ${added} added, ${unchanged} on the list already, ${rejectedCount} rejected.`;
  }
  const { rows, created, updated, unchanged, rejectedCount, newFields, dryRun } = result;
  const counts = `${rows} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${rejectedCount} rejected.`;
  const fields = newFields.length > 0 ? ` New fields: ${newFields.join(', ')}.` : '';
  return `${dryRun ? 'Nothing was written. With it: ' : ''}${counts}${fields}`;
}

async function writeRejected(
  { rejectedCsv, rejected }: ImportResult | SuppressionImportResult,
  file: string,
): Promise<void> {
  if (rejectedCsv === null) return;
  await writeFile(file, rejectedCsv).catch((error: Error) => {
    throw cannotWrite(
      file,
      error,
      'Import the file again with --rejected <another file> to have the rejected rows.',
    );
  });
  const [first] = rejected;
  console.log(`The rejected rows are in ${file}, to mend and import again.`);
  console.log(`The first is line ${first!.line}: ${first!.reason}`);
}
