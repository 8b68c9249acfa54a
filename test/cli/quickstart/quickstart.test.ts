import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { runNode } from '../../support/runNode';

const ROOT = join(__dirname, '../../..');
const MAIN = join(ROOT, 'lib/cli/main.ts');

const CONTACTS = `email,name,status,first_name,city,plan
ana@example.com,Ana Duarte,active,Ana,Évora,filter
li@example.org,李伟,active,伟,,
info@example.net,,,,,office
gone@example.com,Gone,unsubscribed,Gone,,
new@example.com,New,pending,New,,
never@example.com,Never,active,Never,,
`;
const SUPPRESSED = 'email,reason\nnever@example.com,complaint\n';
const LAST_LINE = 'quickstart: 6 contacts, 3 eligible, 3 sent, 0 failed\n';

let clone: string;

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'mailtarget-quickstart-'));
  const examples = join(clone, 'examples');
  await mkdir(examples);
  await writeFile(join(examples, 'contacts.csv'), CONTACTS);
  await writeFile(join(examples, 'suppressed.csv'), SUPPRESSED);
  await copyFile(join(ROOT, 'examples/newsletter.html'), join(examples, 'newsletter.html'));
});

afterEach(() => rm(clone, { recursive: true }));

test('sends to everyone eligible, keeps their messages, and can be run again', async () => {
  for (const run of ['first', 'second']) {
    const { code, stdout, stderr } = await runNode([MAIN, 'quickstart'], clone);
    expect({ run, code, stderr }).toEqual({ run, code: 0, stderr: '' });
    expect(stdout.endsWith(`\n${LAST_LINE}`)).toBe(true);
    expect(stdout).toMatch(/│ Sent +│ +3 │ +100\.0 % │/);
  }

  const kept = join(clone, '.quickstart/messages');
  const files = await readdir(kept);
  const messages = await Promise.all(
    files.map(async (file) => simpleParser(await readFile(join(kept, file)))),
  );
  const subjects = messages.map(({ to, subject }) => [[to].flat()[0]!.value[0]!.address, subject]);
  expect(Object.fromEntries(subjects)).toEqual({
    'ana@example.com': 'Ana, three new coffees are on the table',
    'li@example.org': '伟, three new coffees are on the table',
    'info@example.net': 'Three new coffees are on the table',
  });

  const page = await readFile(join(clone, '.quickstart/messages.html'), 'utf8');
  expect(page.match(/<iframe /g)).toHaveLength(3);
});

test('fails with the reason when nobody may receive the newsletter', async () => {
  await writeFile(join(clone, 'examples/contacts.csv'), 'email,status\ngone@example.com,unsubscribed\n');
  const { code, stderr } = await runNode([MAIN, 'quickstart'], clone);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^[^\n]*\b(nobody|no one|no contact)\b[^\n]*\n$/i);
});
