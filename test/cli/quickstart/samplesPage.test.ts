import { samplesPage } from '../../../lib/cli/quickstart/samplesPage';
import type { Sample } from '../../../lib/cli/quickstart/samples';
import { aContact } from '../../support/aContact';

const HTML = '<p title="a&b">Hi</p><script>alert(1)</script><iframe src="//evil.example"></iframe>';

const sample: Sample = {
  caption: 'Everything is known',
  contact: aContact({ name: 'Ana', fields: { first_name: '<b>Ana</b>' } }),
  file: '/kept/0001 ana@example.com.eml',
  email: {
    headers: [],
    headerLines: [],
    attachments: [],
    subject: 'Hello </title>',
    html: HTML,
  },
};

const page = samplesPage([sample], 860, (file) => `messages/${file.slice('/kept/'.length)}`);

test('a message appears as the content of a frame without any rights, and nothing of it elsewhere', () => {
  const frame = /<iframe ([^>]*)>/.exec(page)![1]!;
  const content = /srcdoc="([^"]*)"/.exec(frame)![1]!;
  const unescaped = content
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  expect(unescaped).toBe(HTML);
  expect(frame).toMatch(/^sandbox /);
  expect(page).not.toContain('<script');
  expect(page.match(/<iframe/g)).toHaveLength(1);
});

test('the policy that the frames inherit fetches nothing and runs nothing', () => {
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
});

test('what people typed is text', () => {
  expect(page).toContain('first_name: &lt;b&gt;Ana&lt;/b&gt;');
  expect(page).toContain('Hello &lt;/title&gt;');
});

test('says how many were sent, and links to the message as it was received', () => {
  expect(page).toContain('<h1>1 of 860 messages</h1>');
  expect(page).toContain('href="messages/0001 ana@example.com.eml"');
});
