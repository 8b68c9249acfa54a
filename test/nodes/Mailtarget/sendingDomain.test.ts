import { generateKeyPairSync } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { expectRefusal } from '../../support/expectRefusal';
import { byId, executeNode, type NodeSetup, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const sendingDomain = (operation: string, parameters: object = {}): INodeParameters => ({
  resource: 'sendingDomain',
  operation,
  ...parameters,
});

const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
const dkim = (changes: object = {}): NodeSetup => ({
  credentials: { mailtargetDkim: { selector: 'n8n', privateKey, ...changes } },
});

describe('save', () => {
  test('sets where bounces return to, and signs only when told to', async () => {
    const save = sendingDomain('save', { domain: 'Plain.Example.com', returnPathDomain: 'b.example.com' });
    expect(await resultOf(node, save)).toEqual({
      domain: 'plain.example.com',
      dkim: null,
      returnPathDomain: 'b.example.com',
    });
  });

  test('takes the key from its credential, and shows it nowhere', async () => {
    const saved = await resultOf(node, sendingDomain('save', { domain: 'example.com', sign: true }), dkim());
    expect(saved).toEqual({
      domain: 'example.com',
      dkim: { selector: 'n8n', algorithm: 'ed25519-sha256' },
      returnPathDomain: null,
    });
  });

  test('messages from the domain are signed from then on', async () => {
    await resultOf(node, sendingDomain('save', { domain: 'example.com', sign: true }), dkim());
    const { id } = await node.engine.campaigns.create({ subject: 'Hello', body: '<p>Hello</p>' });
    await resultOf(node, {
      resource: 'campaign',
      operation: 'sendTest',
      campaignId: byId(id),
      to: 'ben@example.com',
    });
    const { headers } = await node.relay.messages.at(-1)!.parse();
    expect(headers.get('dkim-signature')).toMatchObject({ params: { d: 'example.com', s: 'n8n' } });
  });

  test('replaces what was saved for the domain before', async () => {
    await resultOf(node, sendingDomain('save', { domain: 'again.example', sign: true }), dkim());
    await resultOf(node, sendingDomain('save', { domain: 'again.example' }));
    expect(await node.engine.settings.listSendingDomains()).toContainEqual({
      domain: 'again.example',
      dkim: null,
      returnPathDomain: null,
    });
  });

  test('says what is wrong, and where to correct it', async () => {
    const refused = (parameters: object, message: RegExp, advice: RegExp, setup?: NodeSetup) =>
      expectRefusal(
        node,
        sendingDomain('save', { domain: 'example.com', ...parameters }),
        { code: 'INVALID_INPUT', message, advice },
        setup,
      );
    await refused({ domain: 'no domain' }, /^Domain: "no domain" is no domain/, /Correct the value/);
    await refused(
      { returnPathDomain: 'no domain' },
      /^Return Path Domain: "no domain" is no domain/,
      /Correct the value/,
    );
    await refused(
      { sign: true },
      /A DKIM selector is made of/,
      /DKIM Key credential/,
      dkim({ selector: 'No_1' }),
    );
    await expectRefusal(
      node,
      sendingDomain('save', { domain: 'example.com', sign: true }),
      { code: 'DKIM_KEY_INVALID', message: /^This is no key in PEM/, advice: /DKIM Key credential/ },
      dkim({ privateKey: 'MII…' }),
    );
  });

  test('asks for the credential when it is to sign', async () => {
    const { error } = await executeNode(node, sendingDomain('save', { domain: 'example.com', sign: true }));
    expect(error?.message).toMatch(/credentials set for "mailtargetDkim"/);
  });
});

test('get many lists them by name, and one that was removed no more', async () => {
  const listed = async (parameters: object) =>
    (await executeNode(node, sendingDomain('getAll', parameters))).json.map(({ domain }) => domain);
  for (const domain of ['a2.example', 'a1.example']) await resultOf(node, sendingDomain('save', { domain }));
  expect(await listed({ limit: 2 })).toEqual(['a1.example', 'a2.example']);

  const remove = sendingDomain('remove', {
    sendingDomain: { __rl: true, mode: 'name', value: 'A1.example' },
  });
  expect(await resultOf(node, remove)).toEqual({ deleted: true });
  expect(await listed({ limit: 1 })).toEqual(['a2.example']);
  expect(await resultOf(node, remove)).toEqual({ deleted: true });
  expect(await listed({ returnAll: true })).not.toContain('a1.example');
});
