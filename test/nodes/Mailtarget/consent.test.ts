import type { INodeParameters } from 'n8n-workflow';
import { expectRefusal } from '../../support/expectRefusal';
import { byId, executeNode, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const consent = (operation: string, parameters: object): INodeParameters => ({
  resource: 'consent',
  operation,
  ...parameters,
});
const of = (email: string) => ({ contactId: { __rl: true, mode: 'email', value: email } });
const statusOf = async (email: string) => (await node.engine.contacts.get(email)).status;

test('a pending contact is asked, and confirms with the token of the link', async () => {
  const email = 'pending@example.com';
  await node.engine.contacts.upsert({ email, name: 'Pia', status: 'pending' });
  const options = {
    subject: '=Hello {{name}}, is it {{ $json.who }}?',
    body: '<p>{{name}}: <a href="{{confirm_url}}">Yes</a></p>',
    senderEmail: 'desk@example.com',
    senderName: 'Desk',
    source: 'Form',
  };
  const request = consent('requestConfirmation', {
    ...of(email),
    confirmUrl: 'https://example.com/confirm?from=mail',
    options,
  });
  const { json } = await executeNode(node, request, { items: [{ json: { who: 'you' } }] });
  expect(json).toEqual([{ sent: true }]);
  await node.relay.received(1);
  const mail = await node.relay.messages[0]!.parse();
  expect(mail).toMatchObject({
    subject: 'Hello Pia, is it you?',
    from: { text: '"Desk" <desk@example.com>' },
  });
  const [link] = /https:\/\/example\.com\/confirm[^"]+/.exec(mail.html as string)!;
  const token = new URL(link.replaceAll('&amp;', '&')).searchParams.get('token')!;

  const confirmed = await resultOf(node, consent('confirm', { token, options: { source: 'Link' } }));
  expect(confirmed).toMatchObject({ email, status: 'active' });
  const { consents } = await resultOf(node, consent('getPersonalData', of(email)));
  expect(consents).toMatchObject([
    { action: 'requested', source: 'Form' },
    { action: 'confirmed', source: 'Link' },
  ]);
});

test('a token that is none is refused, and a page is asked for where there is none', async () => {
  await expectRefusal(node, consent('confirm', { token: 'nonsense' }), {
    code: 'CONFIRMATION_INVALID',
    message: /./,
    advice: /new link with Request Confirmation/,
  });
  await node.engine.contacts.upsert({ email: 'page@example.com', status: 'pending' });
  await expectRefusal(node, consent('requestConfirmation', of('page@example.com')), {
    code: 'PUBLIC_URL_MISSING',
    message: /^Confirmation Page: /,
    advice: /Webhook node/,
  });
});

test('a contact leaves and comes back', async () => {
  const email = 'leaver@example.com';
  await node.engine.contacts.upsert({ email });
  expect(await resultOf(node, consent('unsubscribe', of(email)))).toMatchObject({ status: 'unsubscribed' });
  expect(await statusOf(email)).toBe('unsubscribed');
  expect(await resultOf(node, consent('resubscribe', of(email)))).toMatchObject({ status: 'active' });
});

test('topics are the public labels, chosen by name or id', async () => {
  const { contacts, labels } = node.engine;
  const roses = await labels.create({ name: 'Roses', public: true });
  const tulips = await labels.create({ name: 'Tulips', public: true });
  await contacts.upsert({ email: 'topics@example.com', labels: ['Roses', 'Internal'] });
  const topics = (await executeNode(node, consent('getTopics', of('topics@example.com')))).json;
  expect(topics).toEqual([
    { labelId: roses.id, name: 'Roses', subscribed: true },
    { labelId: tulips.id, name: 'Tulips', subscribed: false },
  ]);
  const choose = consent('chooseTopics', { ...of('topics@example.com'), labelIds: "={{ ['Tulips'] }}" });
  expect((await executeNode(node, choose)).json).toMatchObject([{ subscribed: false }, { subscribed: true }]);
  const names = (await contacts.get('topics@example.com')).labels.map(({ name }) => name);
  expect(names).toEqual(['Internal', 'Tulips']);
});

test('erase leaves nothing, and keeps the person from being added again', async () => {
  const { id } = await node.engine.contacts.upsert({ email: 'erased@example.com' });
  expect(await resultOf(node, consent('erase', { contactId: byId(id) }))).toEqual({ deleted: true });
  await expectRefusal(
    node,
    { resource: 'contact', operation: 'upsert', email: 'erased@example.com' },
    { code: 'CONTACT_ERASED', message: /./, advice: /under Suppression first/ },
  );
});
