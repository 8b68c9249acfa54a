import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CredentialTestContext } from 'n8n-core';
import { testEngine } from '../../../nodes/Mailtarget/methods/credentialTest';
import {
  searchCampaigns,
  searchContacts,
  searchTemplates,
} from '../../../nodes/Mailtarget/methods/listSearch';
import { getLabels } from '../../../nodes/Mailtarget/methods/loadOptions';
import { mailtargetNode, useMailtargetNode } from '../../support/mailtargetNode';
import { startSmtpServer } from '../../support/smtpServer';
import { editingContext } from '../../support/workflow';

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

test('labels are offered by name', async () => {
  const { id } = await node.engine.labels.create({ name: 'Newsletter' });
  expect(await getLabels.call(editor())).toEqual([{ name: 'Newsletter', value: id }]);
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

  test('says when the default sender is no address', async () => {
    expect(await run({ senderEmail: 'ana@' })).toEqual({
      status: 'Error',
      message: expect.stringMatching(/^Default sender: .*"ana@" is not an email address/),
    });
  });

  test('says when the unsubscribe email is no address', async () => {
    expect(await run({ unsubscribeEmail: 'leave' })).toEqual({
      status: 'Error',
      message: expect.stringMatching(/^Unsubscribe email: .*"leave" is not an email address/),
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
