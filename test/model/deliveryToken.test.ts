import { createSecretKey } from 'node:crypto';
import { type CampaignKey, type ContactKey, readDelivery, signDelivery } from '../../lib/model';
import { seededRandom } from '../support/random';

const key = createSecretKey(Buffer.alloc(32, 7));
const sign = (campaign: number, contact: number) =>
  signDelivery(key, campaign as CampaignKey, contact as ContactKey);

describe('a delivery token', () => {
  test.each([
    [1, 1],
    [35, 36],
    [12, 1_000_000],
    [999_999_999_999_999, 999_999_999_999_999],
  ])('of campaign %i and contact %i names them again', (campaign, contact) => {
    expect(readDelivery(key, sign(campaign, contact))).toEqual({ campaign, contact });
  });

  test('fits into a URL and a mail header as it is, and is short', () => {
    expect(sign(12, 1_000_000)).toMatch(/^c-lfls-[\w-]{16}$/);
  });

  test('of another delivery, or another store, is another', () => {
    const other = createSecretKey(Buffer.alloc(32, 8));
    const tokens = [sign(1, 2), sign(2, 1), sign(1, 3), sign(11, 2)];
    expect(new Set(tokens.map((token) => token.slice(-16))).size).toBe(tokens.length);
    expect(readDelivery(other, sign(1, 2))).toBeUndefined();
  });

  test('is void as soon as one character of it is another', () => {
    const random = seededRandom(1);
    const token = sign(123_456, 789_012);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const at of token.split('').keys()) {
      const different = random.oneOf([...alphabet].filter((character) => character !== token[at]));
      const changed = token.slice(0, at) + different + token.slice(at + 1);
      expect([changed, readDelivery(key, changed)]).toEqual([changed, undefined]);
    }
  });

  test.each([
    ['nothing', ''],
    ['a leading zero', `0${sign(1, 2)}`],
    ['capitals', sign(11, 12).toUpperCase()],
    ['something behind it', `${sign(1, 2)}A`],
    ['something before it', `/${sign(1, 2)}`],
    ['a line break', `${sign(1, 2)}\n`],
    ['numbers too great to be keys', `zzzzzzzzzzz-zzzzzzzzzzz-${sign(1, 2).slice(-16)}`],
    ['other scripts', 'é-é-éééééééééééééééé'],
    ['a very long text', 'a'.repeat(100_000)],
  ])('%s is none', (_, text) => {
    expect(readDelivery(key, text)).toBeUndefined();
  });
});
