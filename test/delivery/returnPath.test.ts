import { createSecretKey } from 'node:crypto';
import { readReturnPath, returnPathOf } from '../../lib/delivery/returnPath';
import { type CampaignKey, type ContactKey, normalizeEmail, signDelivery } from '../../lib/model';

const key = createSecretKey('of this store', 'utf8');
const domain = 'bounces.example.com';
const delivery = { campaign: 42 as CampaignKey, contact: 1_000_000 as ContactKey };
const returnPath = returnPathOf({ ...delivery, domain }, key);

test('a return path is read back, also when servers changed its case', () => {
  expect(returnPath).toMatch(/@bounces\.example\.com$/);
  expect(readReturnPath(returnPath, key)).toEqual(delivery);
  expect(readReturnPath(returnPath.toUpperCase(), key)).toEqual(delivery);
});

test('the longest is an address that everybody takes', () => {
  const largest = Number.MAX_SAFE_INTEGER;
  const longest = { campaign: largest as CampaignKey, contact: largest as ContactKey };
  const address = returnPathOf({ ...longest, domain }, key);
  expect(normalizeEmail(address)).toBe(address);
  expect(readReturnPath(address, key)).toEqual(longest);
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
