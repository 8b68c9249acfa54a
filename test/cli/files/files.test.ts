import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from '../../support/runNode';

const MAIN = join(__dirname, '../../../lib/cli/main.ts');
let folder: string;
const run = (...args: string[]) => runNode([MAIN, ...args], folder);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailtarget-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file is imported, its rejected rows are written down, and all of it is exported', async () => {
  await writeFile(join(folder, 'people.csv'), 'Mail;Ort;Intern\nana@b.cd;Leeds;x\nbad;;\n');
  const map = ['--map', 'Mail=email', '--map', 'Ort=city', '--map', 'Intern='];
  const { code, stdout } = await run('import', 'people.csv', '--data', 'store', ...map, '--label', 'News');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^2 rows: 1 created, 0 updated, 0 unchanged, 1 rejected\. New fields: city\. \d+ rows a second\.\nThe rejected rows are in people\.csv\.rejected\.csv,.+\nThe first is line 3: .+\n$/,
  );
  expect(await readFile(join(folder, 'people.csv.rejected.csv'), 'utf8')).toMatch(
    /^Mail;Ort;Intern;line;reason\nbad;;;3;/,
  );
  const lines = /^email,.+,city\nana@b\.cd,,active,News,Import,.+,,,Leeds\n$/;
  expect((await run('export', '--data', 'store')).stdout).toMatch(lines);
  await run('export', '--data', 'store', '--out', 'out.csv');
  expect(await readFile(join(folder, 'out.csv'), 'utf8')).toMatch(lines);
});

test('a dry run writes nothing, and suppressions go to their list', async () => {
  await writeFile(join(folder, 'people.csv'), 'email\nana@b.cd\n');
  expect((await run('import', 'people.csv', '--data', 'store', '--dry-run')).stdout).toMatch(
    /^Nothing was written\. With it: 1 rows: 1 created/,
  );
  expect((await run('import', 'people.csv', '--data', 'store', '--suppressions')).stdout).toMatch(
    /^1 rows: 1 added, 0 on the list already, 0 rejected\./,
  );
});

test.each([
  [['import', '--data', 'store'], /^Name one file\./],
  [['import', 'gone.csv', '--data', 'store'], /^gone\.csv cannot be read \(ENOENT/m],
  [['import', 'gone.csv'], /^Say where the contacts are: --data <folder>, or --postgres <url>\./],
  [['import', 'gone.csv', '--date', 'store'], /^Unknown option '--date'/],
  [['import', 'gone.csv', '--data', 'store', '--map', 'x'], /^--map takes "Heading=tag"/],
  [['export', 'x', '--data', 'store'], /^Nothing else is taken\./],
])('%j exits with 1 and a sentence', async (args, sentence) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(1);
  expect(stderr).toMatch(sentence);
});
