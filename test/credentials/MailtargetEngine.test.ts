import { homedir } from 'node:os';
import { join } from 'node:path';
import { NodeHelpers } from 'n8n-workflow';
import { MailtargetEngine } from '../../credentials/MailtargetEngine.credentials';
import { engineOptionsSchema } from '../../lib/model';
import { type EngineCredential, relayOptions, storeOptions } from '../../nodes/Mailtarget/engine';
import { n8nFolder } from '../support/n8nSettings';

const { properties } = new MailtargetEngine();

/** What n8n hands to the node for a credential in which somebody has filled in only these fields. */
const filledIn = (fields: object): EngineCredential =>
  NodeHelpers.getNodeParameters(properties, fields as never, true, false, null, null) as never;

test('a host is enough: the rest has defaults that the engine takes', () => {
  const credential = filledIn({ host: 'smtp.example.com' });
  const options = { ...storeOptions(credential), relay: relayOptions(credential) };
  expect(engineOptionsSchema.parse(options)).toMatchObject({
    database: { type: 'sqlite', folder: join(n8nFolder, '.n8n', 'mailtarget') },
    relay: { host: 'smtp.example.com', port: 587, tls: 'starttls', user: '', messagesPerSecond: 10 },
  });
});

test('the data folder is beside the data of n8n, wherever that is', () => {
  process.env['N8N_USER_FOLDER'] = '/data';
  expect(storeOptions(filledIn({})).database).toEqual({ type: 'sqlite', folder: '/data/.n8n/mailtarget' });
  delete process.env['N8N_USER_FOLDER'];
  expect(storeOptions(filledIn({})).database).toMatchObject({
    folder: join(homedir(), '.n8n', 'mailtarget'),
  });
  process.env['N8N_USER_FOLDER'] = n8nFolder;
});

test('a data folder that is named is used', () => {
  expect(storeOptions(filledIn({ dataFolder: '/data/mail' })).database).toEqual({
    type: 'sqlite',
    folder: '/data/mail',
  });
});

test('Postgres takes its URL and key', () => {
  const credential = filledIn({
    database: 'postgres',
    postgresUrl: 'postgres://ana@db.example.com/mail',
    encryptionKey: 'a long phrase',
  });
  expect(storeOptions(credential)).toEqual({
    database: { type: 'postgres', url: 'postgres://ana@db.example.com/mail' },
    encryptionKey: 'a long phrase',
  });
});

test('port and rate may come from an expression, which yields text', () => {
  const credential = { ...filledIn({ host: 'smtp.example.com' }), port: '465', messagesPerSecond: '2.5' };
  expect(relayOptions(credential as never)).toMatchObject({ port: 465, messagesPerSecond: 2.5 });
});

test('limits and warm-up count only while More Limits shows them', () => {
  const limits = {
    host: 'smtp.example.com',
    messagesPerHour: 1000,
    messagesPerDay: 5000,
    maxConnections: 3,
    warmUp: true,
    warmUpStart: '2026-03-01T00:00:00',
    warmUpFirstDay: 100,
    warmUpGrowth: 25,
  };
  const relayOf = (fields: object) =>
    engineOptionsSchema.shape.relay.parse(relayOptions(filledIn({ ...limits, ...fields })));
  expect(relayOf({ moreLimits: true })).toMatchObject({
    messagesPerHour: 1000,
    messagesPerDay: 5000,
    maxConnections: 3,
    warmUp: { startedAt: '2026-03-01T00:00:00Z', firstDay: 100, growth: 1.25, days: 30 },
  });
  expect(relayOf({ moreLimits: true, messagesPerHour: 0, warmUp: false })).toMatchObject({
    messagesPerHour: null,
    warmUp: null,
  });
  expect(relayOf({ moreLimits: false })).toMatchObject({
    messagesPerHour: null,
    messagesPerDay: null,
    maxConnections: 5,
    warmUp: null,
  });
});

test('a warm-up without a start is refused with a sentence', () => {
  const relay = relayOptions(filledIn({ host: 'smtp.example.com', moreLimits: true, warmUp: true }));
  expect(engineOptionsSchema.shape.relay.safeParse(relay).error?.issues).toMatchObject([
    { path: ['warmUp', 'startedAt'], message: expect.stringContaining('Give the start') as string },
  ]);
});

test('the login may be an access token', () => {
  const relay = { host: 'smtp.example.com', login: 'xoauth2', user: 'ana', password: 'a token' };
  expect(relayOptions(filledIn(relay))).toMatchObject({ login: 'xoauth2', user: 'ana', password: 'a token' });
});

test('a credential saved before there were these fields still works', () => {
  const { login, moreLimits, ...older } = filledIn({ host: 'smtp.example.com' });
  expect([login, moreLimits]).toEqual(['password', false]);
  expect(engineOptionsSchema.shape.relay.parse(relayOptions(older))).toMatchObject({ login: 'password' });
});

test('every field is explained, and secrets are hidden', () => {
  for (const { name, description, typeOptions } of properties) {
    expect([name, description]).toEqual([name, expect.stringMatching(/^[A-Z]/)]);
    const secret = ['postgresUrl', 'encryptionKey', 'password'].includes(name);
    expect([name, typeOptions?.password ?? false]).toEqual([name, secret]);
  }
});
