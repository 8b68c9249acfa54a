import { globSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Reports one figure; its name begins with that of the bench. */
export type Report = (name: string, value: number, unit: string) => void;
export type Bench = (report: Report) => Promise<void>;

/** `npm run bench -- <name> …` runs bench/<name>.ts and prints one figure per line: `name value unit`. */
async function main(names: string[]): Promise<void> {
  const known = globSync('*.ts', { cwd: __dirname }).map((file) => basename(file, '.ts'));
  const benches = known.filter((name) => name !== 'main').sort();
  const unknown = names.filter((name) => !benches.includes(name));
  if (names.length === 0 || unknown.length > 0) {
    const complaint = names.length === 0 ? 'Name a bench.' : `There is no bench ${unknown.join(', ')}.`;
    throw new Error(`${complaint} There is: ${benches.join(', ')}.`);
  }
  for (const name of names) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only what was named is loaded
    const { bench } = require(join(__dirname, name)) as { bench: Bench };
    await bench((figure, value, unit) => console.log(figure, Number(value.toPrecision(4)), unit));
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
