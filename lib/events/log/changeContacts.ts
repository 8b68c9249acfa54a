import { markHardBounced, markUnsubscribed, suppressContacts } from '../../audience';
import { type CampaignKey, type ContactKey, toId } from '../../model';
import type { Db } from '../../store';
import type { Happening } from './happening';

/** Who left, complained, or cannot be reached, is not mailed again. */
export async function changeContacts(tx: Db, happened: readonly Happening[], now: number): Promise<void> {
  const ofType = (...types: Happening['type'][]) => happened.filter(({ type }) => types.includes(type));
  const hard = contactsOf(ofType('bounce', 'out_of_band').filter(({ bounceType }) => bounceType === 'hard'));
  await markHardBounced(tx, hard, now);

  const leave = async (left: readonly Happening[], source: (campaign: CampaignKey) => string) => {
    for (const [campaign, ones] of Map.groupBy(left, (one) => one.campaign)) {
      await markUnsubscribed(tx, contactsOf(ones), source(campaign), now);
    }
  };
  const unsubscribed = ofType('unsubscribe');
  await leave(unsubscribed, (campaign) => `Unsubscribed from campaign ${toId(campaign)}`);
  await suppressContacts(tx, contactsOf(unsubscribed), { reason: 'unsubscribe', created_at: now });

  const complained = ofType('complaint');
  await leave(complained, (campaign) => `Complained about campaign ${toId(campaign)}`);
  await suppressContacts(tx, contactsOf(complained), { reason: 'complaint', created_at: now });
}

/** Each once, in order. */
const contactsOf = (happened: readonly Happening[]): ContactKey[] =>
  [...new Set(happened.map(({ contact }) => contact))].sort((a, b) => a - b);
