import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { expectRefusal } from '../../support/expectRefusal';
import { byId, executeNode, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const create = (additionalFields: object, body = '<p>Hello</p>'): INodeParameters =>
  ({
    resource: 'campaign',
    operation: 'create',
    subject: 'Spring',
    body,
    additionalFields,
    allContacts: true,
    simplify: false,
  }) as never;
const update = (id: string, updateFields: object): INodeParameters =>
  ({
    resource: 'campaign',
    operation: 'update',
    campaignId: byId(id),
    updateFields,
    simplify: false,
  }) as never;

const file = (content: string, fileName?: string, mimeType = 'text/plain') => ({
  data: Buffer.from(content).toString('base64'),
  mimeType,
  fileName,
});
const withFiles = (binary: INodeExecutionData['binary']): { items: INodeExecutionData[] } => ({
  items: [{ json: {}, binary }],
});

describe('substitution data', () => {
  test.each([
    ['as JSON', '{"month": "May"}'],
    ['as the object of an expression', '={{ { month: "May" } }}'],
  ])('is taken %s, and emptied by an update', async (_how, substitutionData) => {
    const { id, ...created } = await resultOf(node, create({ substitutionData }));
    expect(created).toMatchObject({ substitutionData: { month: 'May' } });
    const emptied = await resultOf(node, update(id as string, { substitutionData: '{}' }));
    expect(emptied['substitutionData']).toBeNull();
  });

  test('that is no JSON is refused', async () => {
    await expectRefusal(node, create({ substitutionData: '{month: "May"}' }), {
      code: 'INVALID_INPUT',
      message: /^Substitution Data: This is no JSON \(.*\)\. Write it like \{"month": "May"\}/,
      advice: /Correct the value/,
    });
    await expectRefusal(node, create({ substitutionData: '["May"]' }), {
      code: 'INVALID_INPUT',
      message: /^Substitution Data: /,
      advice: /Correct the value/,
    });
  });

  test('comes with a send and a schedule too, before the fields of the contact', async () => {
    for (const tag of ['city', 'plan']) await node.engine.fields.create({ tag });
    await node.engine.contacts.upsert({ email: 'ana@example.com', fields: { city: 'Lisbon', plan: 'free' } });
    const { id } = await resultOf(node, create({}, '<p>{{city}}, {{plan}}</p>'));
    const options = { substitutionData: '{"city": "Porto"}' };
    const campaignId = byId(id as string);
    const schedule = {
      resource: 'campaign',
      operation: 'schedule',
      campaignId,
      scheduledAt: '2999-01-01T09:00',
    };
    const scheduled = await resultOf(node, { ...schedule, options, simplify: false });
    expect(scheduled).toMatchObject({ sendData: { city: 'Porto' } });
    const send = { resource: 'campaign', operation: 'send', campaignId, waitUntilSent: true };
    await resultOf(node, { ...send, options: { substitutionData: '{"city": "Faro"}' } });
    const { text } = await node.relay.messages.at(-1)!.parse();
    expect(text).toContain('Faro, free');
  });
});

describe('attachments', () => {
  test('are the files of the named fields, each with an id that a body can name', async () => {
    const files = { data: file('%PDF', 'Price list (new).pdf', 'application/pdf; v=1'), logo: file('GIF') };
    const { json } = await executeNode(node, create({ attachments: 'data, logo' }), withFiles(files));
    expect(json[0]!['attachments']).toEqual([
      {
        filename: 'Price list (new).pdf',
        contentType: 'application/pdf',
        contentId: 'Price-list--new-.pdf',
        size: 4,
      },
      { filename: 'logo', contentType: 'text/plain', contentId: 'logo', size: 3 },
    ]);
  });

  test('travel with the message, and show where the body names them', async () => {
    await node.engine.contacts.upsert({ email: 'ben@example.com' });
    const body = '<p>Hello <img src="cid:Our-logo.png" alt="Logo"></p>';
    const files = { logo: file('PNG', 'Our logo.png', 'image/png') };
    const created = await executeNode(node, create({ attachments: 'logo' }, body), withFiles(files));
    const campaignId = byId(created.json[0]!['id'] as string);
    await resultOf(node, { resource: 'campaign', operation: 'send', campaignId, waitUntilSent: true });
    const { attachments } = await node.relay.messages.at(-1)!.parse();
    expect(attachments).toMatchObject([
      { filename: 'Our logo.png', cid: 'Our-logo.png', related: true, content: Buffer.from('PNG') },
    ]);
  });

  test('are replaced and removed by an update', async () => {
    const created = await executeNode(node, create({ attachments: 'a' }), withFiles({ a: file('a') }));
    const id = created.json[0]!['id'] as string;
    const names = async (attachments: string) => {
      const { json } = await executeNode(node, update(id, { attachments }), withFiles({ b: file('b') }));
      return (json[0]!['attachments'] as { filename: string }[]).map(({ filename }) => filename);
    };
    expect(await names('b')).toEqual(['b']);
    expect(await names('')).toEqual([]);
  });

  test('that the item does not have are a failure that names the field', async () => {
    const { error } = await executeNode(node, create({ attachments: 'nothing' }));
    expect(error).toMatchObject({ message: expect.stringContaining('nothing'), context: { itemIndex: 0 } });
  });
});

test('UTM parameters take variables, and are emptied by an update', async () => {
  const utm = { parameters: { source: 'letter', medium: '', campaign: '={{ $now.year }}-{{plan}}' } };
  const { id, ...created } = await resultOf(node, create({ utm }));
  expect(created['utm']).toEqual({
    source: 'letter',
    campaign: expect.stringMatching(/^\d{4}-\{\{plan\}\}$/),
  });
  const emptied = await resultOf(node, update(id as string, { utm: { parameters: { source: '' } } }));
  expect(emptied['utm']).toBeNull();
});
