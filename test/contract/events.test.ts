import type { EmailMarketing, EventListQuery } from '../../lib/model';
import { addSubscribers, failure, newsletter, whenSent } from '../support/campaigns';
import { describeEachFace } from './eachFace';

describeEachFace('the log of events', (here) => {
  let api: EmailMarketing;
  beforeEach(() => {
    ({ api } = here);
  });

  async function send(label: string): Promise<string> {
    const { id } = await api.campaigns.create(newsletter(label));
    await api.campaigns.send(id);
    await whenSent(api, id);
    return id;
  }
  const types = async (query?: EventListQuery) =>
    (await api.events.list(query)).data.map(({ campaignId, type }) => [campaignId, type]);

  test('is listed for all campaigns or one, by type and time, in either order and in parts', async () => {
    const label = await addSubscribers(api, 2);
    const [first, second] = [await send(label), await send(label)];
    const all = [
      [first, 'launched'],
      [first, 'sent'],
      [second, 'launched'],
      [second, 'sent'],
    ];
    expect(await types()).toEqual(all);
    expect(await types({ order: 'newest' })).toEqual(all.toReversed());
    expect(await types({ campaignId: second })).toEqual(all.slice(2));
    expect(await types({ types: ['sent'] })).toEqual([all[1], all[3]]);
    expect(await types({ contact: 'c1@example.com' })).toEqual([]);

    const { data, next } = await api.events.list({ limit: 3 });
    expect(await api.events.list({ limit: 3, after: next! })).toMatchObject({
      data: [{ campaignId: second, type: 'sent' }],
      next: null,
    });
    const launch = data[2]!.timestamp;
    expect(await types({ from: launch, campaignId: second })).toEqual(all.slice(2));
    expect(await types({ until: launch, campaignId: second })).toEqual([]);
  });

  test('of what cannot be is refused', async () => {
    const refused = async (query: EventListQuery) => {
      const { code, details } = (await failure(api.events.list(query)))!;
      return [code, details.field];
    };
    expect(await refused({ campaignId: '999' })).toEqual(['CAMPAIGN_NOT_FOUND', 'campaignId']);
    expect(await refused({ contact: 'nobody@example.com' })).toEqual(['CONTACT_NOT_FOUND', 'contactId']);
    expect(await refused({ types: [] })).toEqual(['INVALID_INPUT', 'types']);
    expect(await refused({ types: ['opened' as never] })).toEqual(['INVALID_INPUT', 'types.0']);
    expect(await refused({ from: 'yesterday' })).toEqual(['INVALID_INPUT', 'from']);
    const backwards = { from: '2026-02-01T00:00:00Z', until: '2026-01-01T00:00:00Z' };
    expect(await refused(backwards)).toEqual(['INVALID_INPUT', 'until']);
    expect(await refused({ order: 'random' as never })).toEqual(['INVALID_INPUT', 'order']);
    expect(await refused({ after: 'the beginning' })).toEqual(['INVALID_INPUT', 'after']);
    expect(await refused({ limit: 0 })).toEqual(['INVALID_INPUT', 'limit']);
  });
});
