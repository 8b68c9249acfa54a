import type { INodeParameters } from 'n8n-workflow';
import { expectRefusal, type Shown } from '../../support/expectRefusal';
import { byId, executeNode, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const create: INodeParameters = {
  resource: 'campaign',
  operation: 'create',
  subject: 'Hello',
  body: '<p>Hello</p>',
};
const on = (operation: string, campaignId: string): INodeParameters => ({
  resource: 'campaign',
  operation,
  campaignId: byId(campaignId),
});

const draft = async (email?: string): Promise<string> => {
  const labels = email ? (await node.engine.contacts.upsert({ email, labels: [email] })).labels : [];
  const recipients = { labelIds: labels.map(({ id }) => id) };
  const { id } = await node.engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>', recipients });
  return id;
};

test('an address that is none', async () => {
  await expectRefusal(
    node,
    { resource: 'contact', operation: 'upsert', email: 'ana@' },
    { code: 'INVALID_EMAIL', message: /^Email: "ana@" is not an email address/, advice: /Correct the value/ },
  );
  await expectRefusal(
    node,
    { ...create, additionalFields: { replyTo: 'desk' } },
    {
      code: 'INVALID_EMAIL',
      message: /^Reply-To: "desk" is not an email address/,
      advice: /Correct the value/,
    },
  );
});

test('a label that nobody has', async () => {
  await expectRefusal(
    node,
    { ...create, labelIds: "={{ ['Nobody'] }}" },
    {
      code: 'LABEL_NOT_FOUND',
      message: /^Include Label Names or IDs: There is no label "Nobody"/,
      advice: /Pick the label from the list/,
    },
  );
});

test('an id that is no campaign', async () => {
  for (const operation of [
    'get',
    'update',
    'delete',
    'duplicate',
    'countRecipients',
    'send',
    'cancelSchedule',
  ]) {
    await expectRefusal(node, on(operation, '987654'), {
      code: 'CAMPAIGN_NOT_FOUND',
      message: /987654/,
      advice: /Pick the campaign from the list/,
    });
  }
});

test('an address that is no contact', async () => {
  await expectRefusal(
    node,
    { resource: 'contact', operation: 'get', contactId: byId('nobody@example.com') },
    { code: 'CONTACT_NOT_FOUND', message: /nobody@example\.com/, advice: /Pick the contact from the list/ },
  );
});

test('sending twice', async () => {
  const id = await draft('twice@example.com');
  await node.engine.campaigns.send(id);
  await expectRefusal(node, on('send', id), {
    code: 'CAMPAIGN_ALREADY_LAUNCHED',
    message: /^Campaign \d+ .*never sent twice/,
    advice: /duplicate the campaign/,
  });
  await node.relay.received(1);
});

test('editing, deleting and cancelling after the launch', async () => {
  const id = await draft('launched@example.com');
  await node.engine.campaigns.send(id);
  const update = { ...on('update', id), updateFields: { subject: 'Too late' } };
  await expectRefusal(node, update, {
    code: 'CAMPAIGN_NOT_EDITABLE',
    message: /^Campaign \d+ /,
    advice: /Duplicate the campaign/,
  });
  await expectRefusal(node, on('delete', id), {
    code: 'CAMPAIGN_NOT_DELETABLE',
    message: /^Campaign \d+ /,
    advice: /Only a draft can be deleted/,
  });
  await expectRefusal(node, on('cancelSchedule', id), {
    code: 'CAMPAIGN_NOT_CANCELLABLE',
    message: /^Campaign \d+ /,
    advice: /Only a scheduled campaign/,
  });
});

test('a campaign to nobody', async () => {
  await expectRefusal(node, on('send', await draft()), {
    code: 'EMPTY_AUDIENCE',
    message: /^Nobody would receive this campaign/,
    advice: /Run Count Recipients/,
  });
});

test('a template that does not parse, with line and column', async () => {
  await expectRefusal(
    node,
    { ...create, body: '<p>Hello</p>\n<p>{{#if first_name}}Ana</p>' },
    {
      code: 'TEMPLATE_INVALID',
      message: /^Body, line 2, column \d+/,
      advice: /Correct the template/,
      details: { field: 'body', line: 2, column: expect.any(Number) },
    },
  );
});

test('a line break in what becomes a mail header', async () => {
  const shown = (name: string): Shown => ({
    code: 'LINE_BREAK_IN_HEADER',
    message: new RegExp(`^${name}: Remove the line break`),
    advice: /Correct the value/,
  });
  await expectRefusal(node, { ...create, subject: 'Hello\r\nBcc: all@example.com' }, shown('Subject'));
  await expectRefusal(node, { ...create, senderName: 'Ana\nLima' }, shown('Sender Name'));
  await expectRefusal(
    node,
    { ...create, additionalFields: { previewText: 'New\rs' } },
    shown('Preview Text'),
  );
  await expectRefusal(
    node,
    { resource: 'contact', operation: 'upsert', email: 'a@example.com', additionalFields: { name: 'A\nB' } },
    shown('Name'),
  );
});

test('a time that has passed, and a time that is none', async () => {
  const schedule = async (scheduledAt: string) => ({ ...on('schedule', await draft()), scheduledAt });
  await expectRefusal(node, await schedule('2001-01-01T09:00:00'), {
    code: 'SCHEDULE_IN_THE_PAST',
    message: /^Send At: 2001-.* has passed/,
    advice: /Choose a later time/,
  });
  await expectRefusal(node, await schedule('tomorrow'), {
    code: 'INVALID_INPUT',
    message: /^Send At: Give the time with its offset/,
    advice: /Correct the value/,
  });
});

test('a CSV file without an email column', async () => {
  const data = { mimeType: 'text/csv', data: Buffer.from('name\nAna\n').toString('base64') };
  const { error } = await executeNode(
    node,
    { resource: 'contact', operation: 'importCsv', binaryPropertyName: 'data' },
    { items: [{ json: {}, binary: { data } }] },
  );
  expect(error).toMatchObject({ type: 'CSV_INVALID', description: expect.stringMatching(/header row/) });
});
