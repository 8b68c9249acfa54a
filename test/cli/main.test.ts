import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from '../support/runNode';

const MAIN = join(__dirname, '../../lib/cli/main.ts');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailtarget-cli-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('on an older Node it says which one it needs, and exits with 1', async () => {
  const oldNode = join(folder, 'oldNode.cjs');
  await writeFile(
    oldNode,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.5' } });`,
  );

  const { code, stdout, stderr } = await runNode(['-r', oldNode, MAIN, 'quickstart'], folder);

  expect(stderr).toMatch(/^Mailtarget needs Node 24 or later, and this is Node 20\.19\.5\. .+\n$/);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});

test('it names the commands when it does not know the one given', async () => {
  const { code, stderr } = await runNode([MAIN, 'quikstart'], folder);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'There is no command "quikstart". There is: quickstart, import, export, help.\n',
  });
});

test('quickstart outside a clone says where it belongs', async () => {
  const { code, stderr } = await runNode([MAIN, 'quickstart'], folder);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^Quickstart needs \S+contacts\.csv, which is not there\. Run it in a clone of the project\.\n$/,
  );
});
