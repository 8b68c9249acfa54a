import { generateKeyPairSync } from 'node:crypto';
import type { EmailMarketing } from '../../lib/model';
import { failure } from '../support/campaigns';
import { describeEachFace } from './eachFace';

const pemOf = ({ privateKey }: ReturnType<typeof generateKeyPairSync>) =>
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const privateKey = pemOf(generateKeyPairSync('rsa', { modulusLength: 2048 }));

describeEachFace('sending domains', (here) => {
  let settings: EmailMarketing['settings'];
  beforeEach(() => ({ settings } = here.api));

  test('are listed by name, without their keys', async () => {
    const set = await settings.setSendingDomain({
      domain: 'roastery.example',
      dkim: { selector: 'news', privateKey },
      returnPathDomain: 'Bounces.Roastery.example',
    });
    await settings.setSendingDomain({ domain: 'Bücher.example' });
    expect(set).toEqual({
      domain: 'roastery.example',
      dkim: { selector: 'news', algorithm: 'rsa-sha256' },
      returnPathDomain: 'bounces.roastery.example',
    });
    expect(await settings.listSendingDomains()).toEqual([
      set,
      { domain: 'xn--bcher-kva.example', dkim: null, returnPathDomain: null },
    ]);
  });

  test('can be replaced and removed', async () => {
    await settings.setSendingDomain({ domain: 'roastery.example', dkim: { selector: 'news', privateKey } });
    const dkim = { selector: 'ed', privateKey: pemOf(generateKeyPairSync('ed25519')) };
    await settings.setSendingDomain({ domain: 'roastery.example', dkim });
    expect(await settings.listSendingDomains()).toMatchObject([
      { dkim: { selector: 'ed', algorithm: 'ed25519-sha256' }, returnPathDomain: null },
    ]);
    await settings.removeSendingDomain('Roastery.example');
    await settings.removeSendingDomain('roastery.example');
    expect(await settings.listSendingDomains()).toEqual([]);
  });

  test.each([
    [{ domain: 'roastery' }, 'INVALID_INPUT', 'domain'],
    [{ domain: 'x.example', returnPathDomain: 'a b' }, 'INVALID_INPUT', 'returnPathDomain'],
    [{ domain: 'x.example', dkim: { selector: 'a b', privateKey } }, 'INVALID_INPUT', 'dkim.selector'],
    [
      { domain: 'x.example', dkim: { selector: 'a', privateKey: 'x' } },
      'DKIM_KEY_INVALID',
      'dkim.privateKey',
    ],
  ])('%o is refused, and nothing stored', async (input, code, field) => {
    expect(await failure(settings.setSendingDomain(input))).toMatchObject({ code, details: { field } });
    expect(await settings.listSendingDomains()).toEqual([]);
  });
});
