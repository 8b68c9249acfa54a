import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { EngineOptions } from '../../model';

/** Where the contacts are. */
export const STORE_ARGUMENTS = {
  data: { type: 'string' },
  postgres: { type: 'string' },
} as const;

/** @throws Error with a sentence, where an argument is not known or lacks its value */
export function parseArguments<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, { cause: error });
  }
}

/**
 * An engine that reads and writes contacts and sends nothing: that is up to the one that runs anyway.
 * @throws Error where neither or both are given
 */
export function toEngineOptions(
  { data, postgres }: { data?: string | undefined; postgres?: string | undefined },
  usage: string,
): EngineOptions {
  if ((data === undefined) === (postgres === undefined)) {
    throw new Error(
      `Say where the contacts are, in one place: --data <folder>, or --postgres <url>.\n\n${usage}`,
    );
  }
  const launchesDue = false;
  if (data !== undefined) return { database: { type: 'sqlite', folder: data }, launchesDue };
  const encryptionKey = process.env['MAILTARGET_ENCRYPTION_KEY'];
  return {
    database: { type: 'postgres', url: postgres! },
    launchesDue,
    ...(encryptionKey !== undefined && { encryptionKey }),
  };
}
