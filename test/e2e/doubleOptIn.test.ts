import { eventually } from '../support/eventually';
import { ExampleN8n } from './support/exampleN8n';

let example: ExampleN8n;
let signUpUrl: string;
let confirmUrl: string;

beforeAll(async () => {
  example = await ExampleN8n.create();
  await example.n8n.publish(example.workflows.doubleOptIn.id);
  const { url } = await example.start();
  signUpUrl = `${url}/webhook/newsletter-sign-up`;
  confirmUrl = `${url}/webhook/newsletter-confirm`;
  // n8n says that it is ready before its webhooks are.
  await eventually(async () => (await fetch(confirmUrl)).status === 200);
});

afterAll(() => example.remove());

const signUp = (email: string) =>
  fetch(signUpUrl, { method: 'POST', body: new URLSearchParams({ email, name: 'Nia' }) });

it('asks whoever signs up to confirm, and the link of the message leads to a page with a button', async () => {
  const answer = await signUp('nia@example.com');
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('Nearly done');

  await example.smtp.received(1);
  const { to, html } = await example.smtp.messages[0]!.parse();
  expect(to).toMatchObject({ text: '"Nia" <nia@example.com>' });
  const [link] = new RegExp(`${confirmUrl}[^"]+`).exec(html as string)!;

  const page = await fetch(link);
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  const [, action] = /<form method="post" action="([^"]+)"/.exec(await page.text())!;

  const confirmed = await fetch(new URL(action!, link), { method: 'POST' });
  expect(confirmed.status).toBe(200);
  expect(await confirmed.text()).toContain('Thank you');
});

it('asks nobody twice who has confirmed', async () => {
  expect((await signUp('nia@example.com')).status).toBe(200);
  expect(example.smtp.messages).toHaveLength(1);
});

it('says what is wrong with an address and with a link', async () => {
  expect((await signUp('nonsense')).status).toBe(400);
  const confirmed = await fetch(`${confirmUrl}?token=nonsense`, { method: 'POST' });
  expect(confirmed.status).toBe(400);
  expect(await confirmed.text()).toContain('no longer good');
});

it('shows a strange token as nothing but text', async () => {
  const page = await fetch(`${confirmUrl}?token=${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect(await page.text()).not.toContain('<script>alert');
});
