import './requireNode24';
import { quickstart } from './quickstart';

const COMMANDS = new Map<string, () => Promise<void>>([['quickstart', quickstart]]);

async function main(name = ''): Promise<void> {
  const command = COMMANDS.get(name);
  if (!command)
    throw new Error(`There is no command "${name}". There is: ${[...COMMANDS.keys()].join(', ')}.`);
  await command();
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
