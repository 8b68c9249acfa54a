import { createSecretKey } from 'node:crypto';
import { readReturnPath, returnPathOf } from '../../lib/model';
import {
  type CampaignKey,
  type ContactKey,
  normalizeEmail,
  sendingDomainInputSchema,
  signDelivery,
} from '../../lib/model';

const key = createSecretKey('of this store', 'utf8');
const domain = 'bounces.example.com';
const delivery = { campaign: 42 as CampaignKey, contact: 1_000_000 as ContactKey };
const returnPath = returnPathOf({ ...delivery, domain }, key);

test('a return path is read back, also when servers changed its case', () => {
  expect(returnPath).toMatch(/@bounces\.example\.com$/);
  expect(readReturnPath(returnPath, key)).toEqual(delivery);
  expect(readReturnPath(returnPath.toUpperCase(), key)).toEqual(delivery);
});

/** So many characters. */
const domainOfLength = (length: number) => `${'long-label.'.repeat(20).slice(0, length - 4)}.com`;

test('the longest, in the longest domain, is an address that everybody takes', () => {
  const largest = Number.MAX_SAFE_INTEGER;
  const longest = { campaign: largest as CampaignKey, contact: largest as ContactKey };
  const { returnPathDomain } = sendingDomainInputSchema.parse({
    domain: 'example.com',
    returnPathDomain: domainOfLength(203),
  });
  const address = returnPathOf({ ...longest, domain: returnPathDomain! }, key);
  expect(address).toHaveLength(254);
  expect(normalizeEmail(address)).toBe(address);
  expect(readReturnPath(address, key)).toEqual(longest);
});

test('a longer domain is refused', () => {
  expect(() =>
    sendingDomainInputSchema.parse({ domain: 'example.com', returnPathDomain: domainOfLength(204) }),
  ).toThrow(/Choose a return path domain of 203 characters at most/);
});

test('nobody else can write one', () => {
  const token = signDelivery(key, delivery.campaign, delivery.contact);
  const [, campaign, contact, signature] = returnPath.split(/[-@]/);
  for (const address of [
    returnPathOf({ ...delivery, domain }, createSecretKey('of another', 'utf8')),
    `b-${campaign}-${Number(contact) + 1}-${signature}@${domain}`,
    `b-0${campaign}-${contact}-${signature}@${domain}`,
    `b-${campaign}-${contact}-${'0'.repeat(24)}@${domain}`,
    `b-${token}@${domain}`,
    `b-${campaign}-${contact}-${signature}`,
    `x${returnPath}`,
    'news@example.com',
    '@',
    '',
  ]) {
    expect(readReturnPath(address, key)).toBeUndefined();
  }
});
