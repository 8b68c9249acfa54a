import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
  [['import', 'gone.csv', '--data', 'store'], /^gone\.csv cannot be read \(ENOENT/],
  [['import', '.', '--data', 'store'], /^\. cannot be read \(it is a folder\)/],
  [['import', 'x.csv', '--rejected', './x.csv', '--data', 'store'], /is the file itself\. Name another\./],
  [
    ['import', 'gone.csv'],
    /^Say where the contacts are, in one place: --data <folder>, or --postgres <url>\./,
  ],
  [['import', 'gone.csv', '--date', 'store'], /^Unknown option '--date'/],
  [['import', 'gone.csv', '--data', 'store', '--map', 'x'], /^--map takes "Heading=tag"/],
  [['export', 'x', '--data', 'store'], /^Nothing else is taken\./],
  [['export', '--data', 'store'], /^There are no contacts in store\. Name the data folder/],
])('%j exits with 1 and a sentence', async (args, sentence) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(1);
  expect(stderr).toMatch(sentence);
  expect(await readdir(folder)).toEqual([]);
});

test('--help shows how it is used', async () => {
  const { code, stdout } = await run('import', '--help');
  expect(code).toBe(0);
  expect(stdout).toMatch(/mailtarget import <file\.csv>/);
});

test('what cannot be written is named', async () => {
  await writeFile(join(folder, 'people.csv'), 'email\nana@b.cd\nbad\n');
  const rejected = ['--rejected', 'gone/rejected.csv'];
  const imported = await run('import', 'people.csv', '--data', 'store', ...rejected);
  expect(imported).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^2 rows: 1 created/),
    stderr: expect.stringMatching(/^gone\/rejected\.csv cannot be written \(.+\)\. Import the file again/m),
  });
  const exported = await run('export', '--data', 'store', '--out', 'gone/out.csv');
  expect(exported).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^gone\/out\.csv cannot be written \(.+\)\. Name another with --out\./),
  });
});
