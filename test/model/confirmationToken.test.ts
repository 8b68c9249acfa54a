import { createSecretKey } from 'node:crypto';
import {
  type CampaignKey,
  type ContactKey,
  readConfirmation,
  readDelivery,
  signConfirmation,
  signDelivery,
} from '../../lib/model';
import { seededRandom } from '../support/random';

const key = createSecretKey(Buffer.alloc(32, 7));
const requestedAt = Date.parse('2026-11-23T09:00:00Z');
const sign = (contact: number, at = requestedAt) =>
  signConfirmation(key, { contact: contact as ContactKey, requestedAt: at });

describe('a confirmation token', () => {
  test.each([1, 36, 1_000_000, 999_999_999_999_999])(
    'of contact %i names them and the instant',
    (contact) => {
      expect(readConfirmation(key, sign(contact))).toEqual({ contact, requestedAt });
    },
  );

  test('fits into a URL as it is, and is short', () => {
    expect(sign(1_000_000)).toMatch(/^lfls-[0-9a-z]{8}-[\w-]{16}$/);
  });

  test('of another contact, another instant or another store is another', () => {
    const other = createSecretKey(Buffer.alloc(32, 8));
    const tokens = [sign(1), sign(2), sign(1, requestedAt + 1)];
    expect(new Set(tokens.map((token) => token.slice(-16))).size).toBe(tokens.length);
    expect(readConfirmation(other, sign(1))).toBeUndefined();
  });

  test('is no delivery token, and a delivery token is none, though the same key signs both', () => {
    const delivery = signDelivery(key, 12 as CampaignKey, requestedAt as ContactKey);
    expect(readDelivery(key, sign(12))).toBeUndefined();
    expect(readConfirmation(key, delivery)).toBeUndefined();
    expect(readDelivery(key, delivery)).toEqual({ campaign: 12, contact: requestedAt });
  });

  test('is void as soon as one character of it is another', () => {
    const random = seededRandom(1);
    const token = sign(789_012);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const at of token.split('').keys()) {
      const different = random.oneOf([...alphabet].filter((character) => character !== token[at]));
      const changed = token.slice(0, at) + different + token.slice(at + 1);
      expect([changed, readConfirmation(key, changed)]).toEqual([changed, undefined]);
    }
  });

  test.each([
    ['nothing', ''],
    ['a leading zero', `0${sign(1)}`],
    ['capitals', sign(11).toUpperCase()],
    ['something behind it', `${sign(1)}A`],
    ['a line break behind it', `${sign(1)}\n`],
    ['numbers too great to be keys', `zzzzzzzzzzz-zzzzzzzzzzz-${sign(1).slice(-16)}`],
    ['other scripts', 'é-é-éééééééééééééééé'],
    ['a very long text', 'a'.repeat(100_000)],
  ])('%s is none', (_, text) => {
    expect(readConfirmation(key, text)).toBeUndefined();
  });
});
