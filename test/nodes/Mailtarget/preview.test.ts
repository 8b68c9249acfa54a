import { expectRefusal } from '../../support/expectRefusal';
import { byId, executeNode, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const on = (operation: string, campaignId: string, parameters: object = {}) =>
  ({ resource: 'campaign', operation, campaignId: byId(campaignId), ...parameters }) as never;

const HELLO = '<p>Hello {{first_name | default: "there"}} <a href="{{unsubscribe_url}}">Unsubscribe</a></p>';
const draft = async (body = HELLO, subject = 'News for {{first_name}}'): Promise<string> =>
  (await node.engine.campaigns.create({ subject, body })).id;

describe('preview', () => {
  const preview = async (id: string, parameters: object = {}) => {
    const { items } = await executeNode(node, on('preview', id, parameters));
    const { json, binary = {} } = items[0]!;
    const [[field, file]] = Object.entries(binary) as [[string, (typeof binary)[string]]];
    return { json, field, file, html: Buffer.from(file.data, 'base64').toString() };
  };

  test('shows a contact what it would read, with the HTML as a file named after the subject', async () => {
    await node.engine.fields.create({ tag: 'first_name' });
    await node.engine.contacts.upsert({ email: 'ana@example.com', fields: { first_name: 'Ana/../Lima' } });
    const contactId = { __rl: true, mode: 'email', value: 'ana@example.com' };
    const { json, field, file, html } = await preview(await draft(), { contactId });
    expect(json).toEqual({
      subject: 'News for Ana/../Lima',
      previewText: expect.any(String),
      html,
      text: expect.stringContaining('Hello Ana'),
      errors: [],
      warnings: expect.any(Array),
    });
    expect(field).toBe('data');
    expect(file).toMatchObject({ mimeType: 'text/html', fileName: 'News-for-Ana-Lima.html' });
    expect(html).toContain('Hello Ana');
  });

  test('shows sample variables, in the field that is named', async () => {
    const shown = await preview(await draft(), {
      variables: '{"first_name": "Ada"}',
      binaryPropertyName: 'page',
    });
    expect(shown).toMatchObject({ json: { subject: 'News for Ada' }, field: 'page' });
    expect(shown.html).toContain('Hello Ada');
  });

  test('of nobody in particular has the fallbacks', async () => {
    expect((await preview(await draft())).html).toContain('Hello there');
  });

  test('gives the file a name even where the subject has no letters', async () => {
    expect((await preview(await draft(HELLO, '!?'))).file.fileName).toBe('preview.html');
  });

  test('of somebody who is no contact is refused', async () => {
    const contactId = { __rl: true, mode: 'email', value: 'nobody@example.com' };
    await expectRefusal(node, on('preview', await draft(), { contactId }), {
      code: 'CONTACT_NOT_FOUND',
      message: /^Contact: .*nobody@example\.com/,
      advice: /Pick the contact/,
    });
  });
});

describe('check', () => {
  test('lists errors and warnings in one item', async () => {
    const id = await draft('<p>Hello <a href="">here</a> <img src="https://example.com/a.png"></p>');
    const { errors, warnings } = await node.engine.campaigns.lint(id);
    expect([...errors, ...warnings]).not.toEqual([]);
    expect(await resultOf(node, on('lint', id))).toEqual({ errors, warnings });
  });

  test('what it finds is shown above the output, as text', async () => {
    const id = await draft('<p>Hello <img src="https://example.com/<b>.png"></p>');
    const { hints } = await executeNode(node, on('lint', id));
    expect(hints('Mailtarget')).toContainEqual({
      message: expect.stringMatching(/^[^<>]+$/),
      type: 'warning',
      location: 'outputPane',
    });
  });
});

test('with many items, each sentence is shown once', async () => {
  const campaignId = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
  const body = '<p>Hello <img src="https://example.com/a.png"></p>';
  const items = [{ json: { id: await draft(body) } }, { json: { id: await draft(body) } }];
  const { hints } = await executeNode(
    node,
    { resource: 'campaign', operation: 'lint', campaignId },
    { items },
  );
  const messages = hints('Mailtarget').map(({ message }) => message);
  expect(messages.length).toBeGreaterThan(0);
  expect(new Set(messages).size).toBe(messages.length);
});

test('a campaign with an error is not sent, and the refusal says where to look', async () => {
  await node.engine.contacts.upsert({ email: 'ben@example.com' });
  const recipients = { all: true };
  const body = '<p>Hello <a href="">here</a></p>';
  const { id } = await node.engine.campaigns.create({ subject: 'Hello', body, recipients });
  await expectRefusal(node, on('send', id), {
    code: 'CAMPAIGN_HAS_ERRORS',
    message: /./,
    advice: /Run Check on the campaign/,
  });
});

describe('send test', () => {
  test('sends to the addresses, with the sample variables on top of the contact', async () => {
    const fields = { first_name: 'Eve' };
    await node.engine.contacts.upsert({ email: 'eve@example.com', fields });
    const sent = await resultOf(
      node,
      on('sendTest', await draft(), {
        to: 'me@example.com, desk@example.com',
        contactId: { __rl: true, mode: 'email', value: 'eve@example.com' },
        variables: '={{ { first_name: "Ada" } }}',
      }),
    );
    expect(sent).toEqual({ accepted: ['me@example.com', 'desk@example.com'], rejected: [] });
    const { html } = await node.relay.messages.at(-1)!.parse();
    expect(html).toContain('Hello Ada');
  });

  test('takes the addresses as a list', async () => {
    const sent = await resultOf(node, on('sendTest', await draft(), { to: "={{ ['me@example.com'] }}" }));
    expect(sent).toMatchObject({ accepted: ['me@example.com'] });
  });

  test('refuses what is no address, and who must not be mailed', async () => {
    const id = await draft();
    await expectRefusal(node, on('sendTest', id, { to: 'me@example.com, desk' }), {
      code: 'INVALID_EMAIL',
      message: /^To, no\. 2: "desk" is not an email address/,
      advice: /Correct the value/,
    });
    await node.engine.suppressions.add({ email: 'gone@example.com', reason: 'manual' });
    await expectRefusal(node, on('sendTest', id, { to: 'gone@example.com' }), {
      code: 'ADDRESS_SUPPRESSED',
      message: /^To: gone@example\.com must not be mailed/,
      advice: /another address/,
    });
  });
});
