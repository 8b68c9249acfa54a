import { Composers } from '../../../lib/delivery/pump/composers';
import type { CampaignKey, ContactKey } from '../../../lib/model';
import { Settings } from '../../../lib/settings';
import { insertCampaign } from '../../support/crashedStore';
import { describeEachStore } from '../../support/stores';

const ana = {
  campaign: 1 as CampaignKey,
  senderDomain: 'roastery.example',
  domain: 'example.com',
  contactId: 1 as ContactKey,
  contact: { email: 'ana@example.com', name: null, fields: {} },
};

describeEachStore('the composer of a campaign', (open) => {
  test('is made once, and anew when the settings have changed', async () => {
    const { db } = await open();
    const settings = await Settings.open(db, {
      database: { type: 'sqlite', folder: '' },
      encryptionKey: 'key',
    });
    const composers = new Composers(db, settings);
    const campaign = await insertCampaign(db);
    const before = await composers.of(campaign);
    expect(await composers.of(campaign)).toBe(before);

    await settings.update({ publicUrl: 'https://mail.roastery.example' });
    const after = await composers.of(campaign);
    const textOf = async (compose: typeof before) =>
      Buffer.concat((await compose(ana, 0, 'smtp')).content).toString();
    const [old, now] = [await textOf(before), await textOf(after)];
    expect(old).toContain('mailto:');
    expect(now).toContain('https://mail.roastery.example/u/');
    expect(await composers.of(campaign)).toBe(after);

    await settings.domains.set({ domain: 'roastery.example', returnPathDomain: 'bounces.roastery.example' });
    const bouncing = await composers.of(campaign);
    expect((await bouncing(ana, 0, 'smtp')).envelope.from).toMatch(/@bounces\.roastery\.example$/);
  });
});
