import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runNode } from './support/runNode';

const ROOT = join(__dirname, '..');
const CRUISER = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');

/** A small tree in which every import goes down, and through an index. */
const SOUND = {
  'lib/model/index.ts': 'export const model = 1;',
  'lib/store/index.ts': "export * from '../model';\nexport * from './tables';",
  'lib/store/tables.ts': "import { model } from '../model';\nexport const tables = model;",
  'lib/store/lower.ts': 'export {};',
  'lib/store/upper.ts': "import './lower';",
  'lib/delivery/index.ts': "export * from './pump';",
  'lib/delivery/pump.ts': "import { tables } from '../store';\nexport const pump = tables;",
  'lib/campaigns/index.ts': "import { pump } from '../delivery';\nexport const campaigns = pump;",
  'lib/engine.ts': "import { campaigns } from './campaigns';\nexport const engine = campaigns;",
  'lib/host/index.ts': "import { engine } from '../engine';\nexport const host = engine;",
  'nodes/Node.ts':
    "import { host } from '../lib/host';\nimport type {} from '../lib/model';\nexport default host;",
};

/** Arrows against the order, each with the rule that it breaks. */
const PLANTED: [file: string, source: string, rule: string][] = [
  ['lib/store/planted.ts', "import '../campaigns';", 'store-imports-upward'],
  ['lib/model/planted.ts', "import '../store';", 'model-imports-upward'],
  ['lib/delivery/planted.ts', "import '../engine';", 'delivery-imports-upward'],
  ['lib/store/types.ts', "import type {} from '../host';", 'store-imports-upward'],
  ['lib/campaigns/planted.ts', "import '../delivery/pump';", 'inside-of-delivery'],
  ['lib/host/planted.ts', "import '../store/tables';", 'inside-of-store'],
  ['nodes/planted.ts', "import '../lib/store';", 'nodes-use-only-the-host-and-the-model'],
  ['nodes/types.ts', "import type {} from '../lib/engine';", 'nodes-use-only-the-host-and-the-model'],
  ['nodes/inside.ts', "import '../lib/store/tables';", 'inside-of-store'],
  ['credentials/planted.ts', "import '../lib/delivery';", 'nodes-use-only-the-host-and-the-model'],
  ['lib/store/lower.ts', "import './upper';", 'no-cycles'],
  ['lib/host/n8n.ts', "import '../../nodes/Node';", 'lib-needs-no-n8n'],
  ['lib/host/tested.ts', "import 'nock';", 'not-to-dev-dependencies'],
];

interface Violation {
  from: string;
  rule: { name: string; severity: string };
}

let tree: string;
beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'mailtarget-test-'));
  for (const name of ['package.json', 'tsconfig.json']) cpSync(join(ROOT, name), join(tree, name));
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  for (const [file, source] of Object.entries(SOUND)) write(file, source);
});
afterAll(() => rmSync(tree, { recursive: true }));

function write(file: string, source: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), `${source}\n`);
}

/** What `npm run check` finds in the tree. */
async function violations(): Promise<Violation[]> {
  const config = join(ROOT, '.dependency-cruiser.cjs');
  const args = ['--config', config, '--output-type', 'json', 'lib', 'nodes', 'credentials'];
  const { stdout } = await runNode([CRUISER, ...args], tree);
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

test('imports that go down, and through an index, are in order', async () => {
  write('credentials/Credential.ts', "import '../lib/host';");
  expect(await violations()).toEqual([]);
});

describe('an arrow against the order is an error', () => {
  let found: Violation[];
  beforeAll(async () => {
    for (const [file, source] of PLANTED) write(file, source);
    found = await violations();
  });

  test.each(PLANTED)('%s: %s', (file, _, rule) => {
    const brokenHere = found.filter(({ from }) => from === file);
    expect(brokenHere.map((one) => one.rule)).toContainEqual({ name: rule, severity: 'error' });
  });

  test('and nothing else is', () => {
    const planted = PLANTED.map(([file]) => file);
    expect(found.filter(({ from }) => !planted.includes(from))).toEqual([]);
  });
});

test('every folder of lib has its place in the order', async () => {
  const { forbidden } = (await import(join(ROOT, '.dependency-cruiser.cjs'))) as {
    forbidden: { name: string }[];
  };
  const rules = forbidden.map(({ name }) => name);
  const folders = readdirSync(join(ROOT, 'lib'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  for (const { name } of folders) expect(rules).toContain(`inside-of-${name}`);
});
