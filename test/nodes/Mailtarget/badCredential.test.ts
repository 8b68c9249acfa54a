import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import type { EngineCredential } from '../../../nodes/Mailtarget/engine';
import { expectRefusal } from '../../support/expectRefusal';
import {
  byId,
  credentialFor,
  type MailtargetNode,
  resultOf,
  useMailtargetNode,
} from '../../support/mailtargetNode';
import { startSmtpServer } from '../../support/smtpServer';

const node = useMailtargetNode();
const create: INodeParameters = {
  resource: 'campaign',
  operation: 'create',
  subject: 'Hello',
  body: '<p>Hello</p>',
};

const folder = mkdtempSync(join(tmpdir(), 'mailtarget-bad-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A node with another credential. */
const nodeWith = (credential: EngineCredential): MailtargetNode => ({ ...node, credential });

/** A store of its own with somebody to send to, on a relay that is not well. */
async function sendThrough(relay: Partial<EngineCredential>): Promise<[MailtargetNode, INodeParameters]> {
  const dataFolder = mkdtempSync(join(folder, 'store-'));
  const sender = nodeWith({ ...credentialFor(dataFolder, node.relay), ...relay });
  await resultOf(sender, { resource: 'contact', operation: 'upsert', email: 'ana@example.com' });
  const { id } = await resultOf(sender, { ...create, allContacts: true });
  return [sender, { resource: 'campaign', operation: 'send', campaignId: byId(id as string) }];
}

test('no default sender, for a campaign that names none', async () => {
  const dataFolder = mkdtempSync(join(folder, 'store-'));
  await expectRefusal(nodeWith({ ...credentialFor(dataFolder, node.relay), senderEmail: '' }), create, {
    code: 'SENDER_MISSING',
    message: /^Sender Email: /,
    advice: /Fill in Sender Email, or the default sender/,
  });
});

test('a default sender that is no address', async () => {
  await expectRefusal(nodeWith({ ...node.credential, senderEmail: 'ana@' }), create, {
    code: 'INVALID_EMAIL',
    message: /^Default Sender Email: "ana@"/,
    advice: /Correct the Mailtarget Engine credential/,
  });
});

test('an unsubscribe email that is no address', async () => {
  await expectRefusal(nodeWith({ ...node.credential, unsubscribeEmail: 'leave' }), create, {
    code: 'INVALID_EMAIL',
    message: /^Unsubscribe Email: "leave"/,
    advice: /Correct the Mailtarget Engine credential/,
  });
});

test.each([
  [{ host: '' }, /^SMTP Host: Name the SMTP host/],
  [{ trackingPort: 70_000 }, /^Tracking Port: /],
  [{ moreLimits: true, warmUp: true, warmUpStart: '' }, /^Warm-Up Start: Give the start/],
  [{ database: 'postgres' as const, postgresUrl: 'db.example.com' }, /^Postgres URL: A Postgres URL starts/],
])('a field that is wrong, by the name that the credential has for it (%j)', async (changes, message) => {
  await expectRefusal(nodeWith({ ...node.credential, ...changes }), create, {
    code: 'INVALID_INPUT',
    message,
    advice: /Correct the Mailtarget Engine credential/,
  });
});

test('a relay that refuses the login', async () => {
  const relay = await startSmtpServer({ refuseLogin: 535 });
  const [sender, send] = await sendThrough({ port: relay.port, user: 'ana', password: 'wrong' });
  await expectRefusal(sender, send, {
    code: 'RELAY_LOGIN_REFUSED',
    message: /refuses the login \(535/,
    advice: /Correct user and password/,
  });
  await relay.stop();
});

test('a relay that does not answer', async () => {
  const relay = await startSmtpServer();
  await relay.stop();
  const [sender, send] = await sendThrough({ port: relay.port });
  await expectRefusal(sender, send, {
    code: 'RELAY_UNREACHABLE',
    message: new RegExp(`127.0.0.1:${relay.port} does not answer`),
    advice: /Correct SMTP host and port/,
  });
});

test('a data folder that cannot be written', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  await expectRefusal(nodeWith(credentialFor(join(file, 'inside'), node.relay)), create, {
    code: 'DATA_FOLDER_NOT_WRITABLE',
    message: /inside cannot be written/,
    advice: /Name another data folder/,
  });
});
