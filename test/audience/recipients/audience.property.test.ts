import {
  type Audience,
  audienceQuery,
  contactsMatching,
  explainAudience,
  isAudienceEmpty,
  resolveAudience,
  resolveContactFilter,
  type Slice,
} from '../../../lib/audience';
import { freezeAudience } from '../../../lib/campaigns/freezeAudience';
import { systemClock } from '../../../lib/model';
import type { Store } from '../../../lib/store';
import { insertCampaign } from '../../support/crashedStore';
import { explainByHand, isTrueOf, receiversByHand, type World } from '../../support/evaluateAudience';
import { addRandomSegments, randomFilter, randomRecipients, randomWorld } from '../../support/randomAudience';
import { seededRandom } from '../../support/random';
import { describeEachStore } from '../../support/stores';

const SEGMENTS = 10;

describeEachStore('the audience of random contact books and filters', (open) => {
  describe.each([1, 2, 3])('(seed %i)', (seed) => {
    let store: Store;
    let world: World;
    beforeAll(async () => {
      const random = seededRandom(seed);
      store = await open();
      world = await randomWorld(store, random);
      await addRandomSegments(store, world, random, SEGMENTS);
    });

    test('is whom one finds by hand: in count, explanation, sample and launch', async () => {
      const random = seededRandom(seed + 100);
      const sizes = new Set<number>();
      for (let n = 0; n < 60; n++) {
        const recipients = randomRecipients(world, random);
        const audience = await resolveAudience(store.db, recipients, world.now);
        const expected = explainByHand(world, recipients);
        expect({ recipients, explained: await explainAudience(store, audience) }).toEqual({
          recipients,
          explained: expected,
        });
        expect(await isAudienceEmpty(store, audience)).toBe(expected.count === 0);
        const receivers = receiversByHand(world, recipients);
        expect(await inSlices(store, audience)).toEqual(receivers);
        expect(await frozen(store, JSON.stringify(audience))).toEqual(receivers);
        sizes.add(expected.count);
      }
      expect(sizes.size).toBeGreaterThan(10);
    });

    test('and whom a filter lists', async () => {
      const random = seededRandom(seed + 200);
      for (let n = 0; n < 150; n++) {
        const filter = randomFilter(world, random);
        const expected = world.people.filter((person) => isTrueOf(world, person, filter)).map(({ id }) => id);
        const resolved = await resolveContactFilter(store.db, { filters: [filter] });
        const rows = await contactsMatching(store, resolved, world.now).select('id').orderBy('id').execute();
        expect({ filter, found: rows.map(({ id }) => Number(id)) }).toEqual({ filter, found: expected });
      }
    });
  });
});

/** As a launch takes it, but a few contacts at a time. */
async function inSlices(store: Store, audience: Audience): Promise<number[]> {
  const ids: number[] = [];
  for (let after: Slice['after'] | undefined = 0; after !== undefined;) {
    const upTo: Slice['upTo'] = after > 12_000 ? undefined : ((after + 1000) as Slice['upTo']);
    const rows = await audienceQuery(store, audience, { after, upTo }).select('id').orderBy('id').execute();
    ids.push(...rows.map(({ id }) => id));
    after = upTo;
  }
  return ids;
}

async function frozen(store: Store, audience: string): Promise<number[]> {
  const campaign = await insertCampaign(store.db, { audience });
  await freezeAudience(store, campaign, systemClock, new AbortController().signal);
  const rows = await store.db
    .selectFrom('deliveries')
    .select('contact_id')
    .where('campaign_id', '=', campaign)
    .where('status', '=', 'pending')
    .orderBy('contact_id')
    .execute();
  return rows.map((row) => row.contact_id);
}
