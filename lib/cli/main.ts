#!/usr/bin/env node
import './requireNode24';
import { EXPORT_USAGE, exportFile, IMPORT_USAGE, importFile } from './files';
import { quickstart } from './quickstart';

const COMMANDS = new Map<string, (args: readonly string[]) => Promise<void>>([
  ['quickstart', quickstart],
  ['import', importFile],
  ['export', exportFile],
]);

const USAGE = `mailtarget quickstart
  sends the examples to an SMTP server of its own, in a clone of the project

${IMPORT_USAGE}

${EXPORT_USAGE}

A Postgres store needs the encryption key of its credential in MAILTARGET_ENCRYPTION_KEY.`;

async function main([name = '', ...args]: readonly string[]): Promise<void> {
  const asksForHelp = name === 'help' || [name, ...args].some((arg) => arg === '--help' || arg === '-h');
  if (asksForHelp) return console.log(USAGE);
  const command = COMMANDS.get(name);
  if (!command)
    throw new Error(`There is no command "${name}". There is: ${[...COMMANDS.keys(), 'help'].join(', ')}.`);
  await command(args);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
