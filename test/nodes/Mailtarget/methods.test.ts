import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CredentialTestContext } from 'n8n-core';
import { testEngine } from '../../../nodes/Mailtarget/methods/credentialTest';
import * as listSearch from '../../../nodes/Mailtarget/methods/listSearch';
import * as loadOptions from '../../../nodes/Mailtarget/methods/loadOptions';
import { getCustomFields } from '../../../nodes/Mailtarget/methods/resourceMapping';
import { mailtargetNode, useMailtargetNode } from '../../support/mailtargetNode';
import { startSmtpServer } from '../../support/smtpServer';
import { editingContext } from '../../support/workflow';

const { searchCampaigns, searchCategories, searchContacts, searchFields } = listSearch;
const { searchLabels, searchSegments, searchSendingDomains, searchTemplates } = listSearch;
const { searchTransports, searchWebhooks } = listSearch;
const { getFieldOperators, getFilterFields, getImportColumns, getLabels, getSegments, getTopics } =
  loadOptions;

const node = useMailtargetNode();
const editor = () => editingContext(mailtargetNode({}), node.credential);

test('campaigns are listed with their status, searched, and paged', async () => {
  const { campaigns } = node.engine;
  for (let n = 1; n <= 60; n++) await campaigns.create({ subject: `Issue ${n}`, body: '<p>Hello</p>' });

  const first = await searchCampaigns.call(editor());
  expect(first.results[0]).toEqual({ name: 'Issue 60 (draft)', value: expect.any(String) });
  const second = await searchCampaigns.call(editor(), '', first.paginationToken);
  expect(second.paginationToken).toBeUndefined();
  const values = [...first.results, ...second.results].map(({ value }) => value);
  expect(new Set(values).size).toBe(60);

  const found = await searchCampaigns.call(editor(), 'issue 42');
  expect(found.results.map(({ name }) => name)).toEqual(['Issue 42 (draft)']);
});

test('contacts are listed by name and address', async () => {
  await node.engine.contacts.upsert({ email: 'ana@example.com', name: 'Ana Lima' });
  await node.engine.contacts.upsert({ email: 'ben@example.com' });
  const { results } = await searchContacts.call(editor());
  expect(results.map(({ name }) => name)).toEqual(['Ana Lima (ana@example.com)', 'ben@example.com']);
  expect((await searchContacts.call(editor(), 'lima')).results).toHaveLength(1);
});

test('templates are listed by name', async () => {
  for (const name of ['Welcome', 'Digest'])
    await node.engine.templates.create({ name, body: '<p>Hello</p>' });
  const { results } = await searchTemplates.call(editor());
  expect(results.map(({ name }) => name)).toEqual(['Digest', 'Welcome']);
  const { id } = (await node.engine.templates.list({ search: 'welc' })).data[0]!;
  expect((await searchTemplates.call(editor(), 'welc')).results).toEqual([{ name: 'Welcome', value: id }]);
});

test('transports are listed by ID, but for the one of the credential', async () => {
  const { settings } = node.engine;
  await settings.setTransport({ id: 'backup', host: 'smtp.example.com', port: 587 });
  await settings.setTransport({ id: 'cloud', type: 'transmission', apiKey: 'key' });
  const backup = { name: 'backup (smtp.example.com)', value: 'backup' };
  expect(await searchTransports.call(editor())).toEqual({
    results: [backup, { name: 'cloud (Mailtarget)', value: 'cloud' }],
  });
  expect(await searchTransports.call(editor(), 'Back')).toEqual({ results: [backup] });
  for (const id of ['backup', 'cloud']) await settings.removeTransport(id);
});

test('sending domains are listed by name', async () => {
  const { settings } = node.engine;
  for (const domain of ['example.org', 'example.com']) await settings.setSendingDomain({ domain });
  const org = { name: 'example.org', value: 'example.org' };
  expect(await searchSendingDomains.call(editor())).toEqual({
    results: [{ name: 'example.com', value: 'example.com' }, org],
  });
  expect(await searchSendingDomains.call(editor(), 'ORG')).toEqual({ results: [org] });
});

test('webhooks are listed by what they are for, and found by their URL', async () => {
  const create = (url: string, description = '') =>
    node.engine.webhooks.create({ url, description, events: ['click'] });
  const crm = await create('https://crm.example.com/hook', 'Clicks for the CRM');
  const plain = await create('https://alerts.example.com/hook');
  const listed = { name: 'Clicks for the CRM (https://crm.example.com/hook)', value: crm.id };
  expect((await searchWebhooks.call(editor())).results).toEqual([
    listed,
    { name: 'https://alerts.example.com/hook', value: plain.id },
  ]);
  for (const text of ['crm.example', 'for the crm']) {
    expect((await searchWebhooks.call(editor(), text)).results).toEqual([listed]);
  }
});

test('labels are offered by name, and those that are public as topics', async () => {
  const { id } = await node.engine.labels.create({ name: 'Newsletter', public: true });
  const internal = await node.engine.labels.create({ name: 'Internal' });
  const topic = { name: 'Newsletter', value: id };
  expect(await getLabels.call(editor())).toEqual([{ name: 'Internal', value: internal.id }, topic]);
  expect(await getTopics.call(editor())).toEqual([topic]);
  expect((await searchLabels.call(editor(), 'news')).results).toEqual([topic]);
});

test('segments and categories are offered by name', async () => {
  const filters = [{ type: 'status' as const, operator: 'is' as const, values: ['active' as const] }];
  const segment = await node.engine.segments.create({ name: 'Everybody', filters });
  const category = await node.engine.categories.create({ name: 'Digests' });
  const offered = [{ name: 'Everybody', value: segment.id }];
  expect(await getSegments.call(editor())).toEqual(offered);
  expect((await searchSegments.call(editor(), 'every')).results).toEqual(offered);
  expect((await searchCategories.call(editor())).results).toEqual([{ name: 'Digests', value: category.id }]);
});

describe('custom fields', () => {
  beforeAll(async () => {
    const { fields } = node.engine;
    await fields.create({ tag: 'age', type: 'number' });
    await fields.create({ tag: 'birthday', name: 'Day of birth', type: 'date' });
    await fields.create({ tag: 'city' });
    await fields.create({ tag: 'vip', name: 'VIP', type: 'boolean' });
  });

  test('are listed with their types, to choose one, to filter by one and to map a column to one', async () => {
    const age = { name: 'Age (number)', value: 'age' };
    expect((await searchFields.call(editor(), 'birth')).results).toEqual([
      { name: 'Day of birth (date)', value: 'birthday' },
    ]);
    const filterFields = await getFilterFields.call(editor());
    expect(filterFields).toContainEqual(age);
    expect(filterFields).toContainEqual({ name: 'Subscribed At (date)', value: 'subscribed_at' });
    const columns = await getImportColumns.call(editor());
    expect(columns).toContainEqual(age);
    expect(columns).toContainEqual({ name: 'Labels', value: 'labels' });
  });

  test('come to the mapper with inputs of their types, and none of them is required', async () => {
    const { fields } = await getCustomFields.call(editor());
    expect(fields.map(({ id, displayName, type }) => [id, displayName, type])).toEqual([
      ['age', 'Age', 'number'],
      ['birthday', 'Day of birth', 'dateTime'],
      ['city', 'City', 'string'],
      ['vip', 'VIP', 'boolean'],
    ]);
    expect(fields.some(({ required, canBeUsedToMatch }) => required || canBeUsedToMatch)).toBe(false);
  });

  test.each([
    ['age', ['equals', 'not_equals', 'greater_than', 'less_than', 'between', 'is_empty', 'is_not_empty']],
    [
      'created_at',
      ['equals', 'not_equals', 'greater_than', 'less_than', 'between', 'is_empty', 'is_not_empty'],
    ],
    ['email', ['equals', 'not_equals', 'contains', 'not_contains', 'is_empty', 'is_not_empty']],
    ['vip', ['equals', 'not_equals', 'is_empty', 'is_not_empty']],
  ])('%s is compared as its type can be', async (field, operators) => {
    const segment = mailtargetNode({
      resource: 'segment',
      operation: 'create',
      filters: { field: [{ field }] },
    });
    const context = editingContext(segment, node.credential, 'parameters.filters.field[0].operator');
    const offered = await getFieldOperators.call(context);
    expect(offered.map(({ value }) => value)).toEqual(operators);
  });
});

describe('the test of the credential', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mailtarget-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (changes: object) =>
    testEngine.call(new CredentialTestContext(), {
      id: 'test',
      name: 'Mailtarget Engine',
      type: 'mailtargetEngine',
      data: { ...node.credential, ...changes },
    });

  test('says that database and relay work', async () => {
    expect(await run({})).toEqual({ status: 'OK', message: expect.stringContaining('SMTP relay') });
  });

  test('says when it is the database that fails, and why', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const dataFolder = join(file, 'inside');
    expect(await run({ dataFolder })).toEqual({
      status: 'Error',
      message: expect.stringMatching(/^Database: .*inside/),
    });
  });

  test('says when it is the relay that fails, and why', async () => {
    const relay = await startSmtpServer({ login: { user: 'ana', password: 'right' } });
    expect(await run({ port: relay.port, user: 'ana', password: 'right' })).toMatchObject({ status: 'OK' });
    expect(await run({ port: relay.port, user: 'ana', password: 'wrong' })).toEqual({
      status: 'Error',
      message: expect.stringMatching(/^SMTP relay: /),
    });
    await relay.stop();
  });

  test.each([
    [{ host: '' }, /^SMTP Host: Name the SMTP host/],
    [{ user: '', password: 'secret' }, /^SMTP User: /],
    [{ publicUrl: 'mail' }, /^Public URL: /],
    // The node shows it first.
    [{ publicUrl: 'https://n8n.example.com/webhook-test/x/y' }, /^Public URL: .*production URL/],
    [{ publicUrl: 'https://mail.example.com', trackingPort: 70_000 }, /^Tracking Port: /],
    [
      { privateWebhookNetworks: '10.0.0.0/8, no network' },
      /^Private Webhook Networks, no\. 2: This is no network/,
    ],
  ])('says which field is wrong, by the name that it has there (%j)', async (changes, message) => {
    expect(await run(changes)).toEqual({ status: 'Error', message: expect.stringMatching(message) });
  });

  test('takes a public URL that has no port of its own, as n8n answers there, and no port that nobody comes to', async () => {
    const publicUrl = 'https://n8n.example.com/webhook/x/y';
    expect(await run({ publicUrl, trackingPort: 0 })).toMatchObject({ status: 'OK' });
    expect(await run({ publicUrl: '', trackingPort: 8080 })).toEqual({
      status: 'Error',
      message: expect.stringContaining('Enter the public URL that leads to this port'),
    });
  });

  test('says when the default sender is no address', async () => {
    expect(await run({ senderEmail: 'ana@' })).toEqual({
      status: 'Error',
      message: expect.stringMatching(/^Default Sender Email: "ana@" is not an email address/),
    });
  });

  test('says when the unsubscribe email is no address', async () => {
    expect(await run({ unsubscribeEmail: 'leave' })).toEqual({
      status: 'Error',
      message: expect.stringMatching(/^Unsubscribe Email: "leave" is not an email address/),
    });
  });

  test('never replaces the relay and the sender that campaigns use', async () => {
    await getLabels.call(editor());
    const before = await node.engine.settings.get();
    await run({ host: 'relay.invalid', port: 1, senderEmail: 'other@example.com' });
    expect(await node.engine.settings.get()).toEqual(before);
    expect(before.transports).toMatchObject([{ id: 'default', port: node.relay.port }]);
  });
});
