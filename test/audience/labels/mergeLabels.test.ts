import { resolveAudience, Segments } from '../../../lib/audience';
import { upsertContacts } from '../../../lib/audience/contacts/upsertContacts';
import { type Filter, type Recipients, systemClock } from '../../../lib/model';
import { audienceOf, nobody } from '../../support/audience';
import { describeEachStore } from '../../support/stores';
import { whenWaiting } from '../../support/whenWaiting';

describeEachStore('merging a label into another', (open, type) => {
  const make = async () => {
    const store = await open();
    const audience = audienceOf(store);
    await audience.contacts.upsertMany([
      { email: 'ana@example.com', labels: ['Old'] },
      { email: 'ben@example.com', labels: ['Old', 'New'] },
      { email: 'cleo@example.com', labels: ['New'] },
      { email: 'dan@example.com', labels: ['Other'] },
    ]);
    const idOf = async (name: string) => (await audience.labels.create({ name })).id;
    const [old, into, other] = [await idOf('Old'), await idOf('New'), await idOf('Other')];
    const addCampaign = (
      status: 'draft' | 'scheduled' | 'sent' | 'sending',
      recipients: Partial<Recipients>,
    ) =>
      store.db
        .insertInto('campaigns')
        .values({
          status,
          subject: 'Spring',
          sender_name: '',
          sender_email: 'news@roastery.example',
          body: '',
          recipients: JSON.stringify({ ...nobody, ...recipients }),
          freeze_cursor: 0,
          created_at: 1,
          updated_at: 1,
        })
        .execute();
    const campaigns = async () =>
      (await store.db.selectFrom('campaigns').select(['recipients', 'revision']).orderBy('id').execute()).map(
        ({ recipients, revision }) => ({ recipients: JSON.parse(recipients) as unknown, revision }),
      );
    const segments = new Segments(store, systemClock);
    return { ...audience, store, segments, old, into, other, addCampaign, campaigns };
  };

  test('moves everyone, and the first is gone', async () => {
    const { contacts, labels, old, into } = await make();
    expect(await labels.merge(old, into)).toEqual({ id: into, name: 'New', public: false });
    const labelled = (await contacts.list()).data.map((contact) => contact.labels.map(({ name }) => name));
    expect(labelled).toEqual([['New'], ['New'], ['New'], ['Other']]);
    expect((await labels.list()).data.map(({ name }) => name)).toEqual(['New', 'Other']);
  });

  test('puts the second in the place of the first in campaigns, and says that they changed', async () => {
    const { labels, old, into, other, addCampaign, campaigns } = await make();
    await addCampaign('draft', { labelIds: [old, other], excludeLabelIds: [other] });
    await addCampaign('scheduled', { all: true, excludeLabelIds: [into, old] });
    await addCampaign('sent', { labelIds: [old] });
    await addCampaign('draft', { labelIds: [other], segmentIds: [old] });
    const before = await campaigns();
    await labels.merge(old, into);
    expect(await campaigns()).toEqual([
      {
        recipients: { ...nobody, labelIds: [into, other], excludeLabelIds: [other] },
        revision: before[0]!.revision + 1,
      },
      { recipients: { ...nobody, all: true, excludeLabelIds: [into] }, revision: before[1]!.revision + 1 },
      { recipients: { ...nobody, labelIds: [into] }, revision: before[2]!.revision + 1 },
      before[3],
    ]);
  });

  test('puts the second in the place of the first in segments, at any depth', async () => {
    const { labels, segments, old, into, other } = await make();
    const has = (...labelIds: string[]): Filter => ({ type: 'label', operator: 'contains', labelIds });
    const nested = (filter: Filter): Filter[] => [
      { type: 'any', filters: [{ type: 'all', filters: [filter, has(other)] }] },
      { type: 'status', operator: 'is', values: ['active'] },
    ];
    const one = await segments.create({ name: 'One', filters: nested(has(old, into)) });
    const two = await segments.create({ name: 'Two', filters: [has(other)] });
    await labels.merge(old, into);
    expect((await segments.get(one.id)).filters).toEqual(nested(has(into)));
    expect(await segments.get(two.id)).toEqual(two);
  });

  test('waits for a campaign that is being launched with it, and changes nothing meanwhile', async () => {
    const { contacts, labels, store, old, into, addCampaign, campaigns } = await make();
    await addCampaign('sending', { all: true, excludeLabelIds: [old] });
    const before = await campaigns();
    await expect(labels.merge(old, into)).rejects.toMatchObject({
      code: 'LABEL_IN_USE',
      message: expect.stringContaining('"Spring"'),
    });
    expect(await campaigns()).toEqual(before);
    expect((await contacts.list({ labelId: old })).meta.total).toBe(2);
    await store.db.updateTable('campaigns').set({ frozen_at: 1 }).execute();
    await labels.merge(old, into);
    expect((await labels.list({ search: 'Old' })).data).toEqual([]);
  });

  test('waits, too, for one that has the label in a segment, as that was at the launch', async () => {
    const { labels, segments, store, old, into, addCampaign } = await make();
    const has: Filter = { type: 'label', operator: 'contains', labelIds: [old] };
    const { id } = await segments.create({ name: 'Old ones', filters: [{ type: 'any', filters: [has] }] });
    const recipients = { ...nobody, all: true, excludeSegmentIds: [id] };
    await addCampaign('sending', recipients);
    const audience = JSON.stringify(await resolveAudience(store.db, recipients, 1));
    await store.db.updateTable('campaigns').set({ audience }).execute();
    await segments.update(id, { filters: [{ ...has, labelIds: [into] }] });
    await expect(labels.merge(old, into)).rejects.toMatchObject({ code: 'LABEL_IN_USE' });
    await expect(labels.delete(old)).rejects.toMatchObject({ code: 'LABEL_IN_USE' });
    await store.db.updateTable('campaigns').set({ frozen_at: 1 }).execute();
    await labels.delete(old);
  });

  test('of itself is refused', async () => {
    const { labels, old } = await make();
    await expect(labels.merge(old, old)).rejects.toThrow('cannot be merged into itself');
    expect((await labels.list({ search: 'Old' })).meta.total).toBe(1);
  });

  test('loses nobody who gets the first meanwhile', async () => {
    const { contacts, labels, old, into } = await make();
    const upserts = Array.from({ length: 30 }, (_, n) =>
      contacts.upsert({ email: `c${n}@example.com`, labels: ['Old'] }),
    );
    await Promise.all([labels.merge(old, into), ...upserts]);
    const names = (await contacts.list({ search: 'c', perPage: 100 })).data
      .filter(({ email }) => /^c\d/.test(email))
      .map((contact) => contact.labels.map(({ name }) => name));
    expect(names).toHaveLength(30);
    // Whoever came after the end made a label of the old name.
    for (const name of names.flat()) expect(['New', 'Old']).toContain(name);
    expect(names.every((one) => one.length > 0)).toBe(true);
  });

  if (type === 'postgres') {
    test('waits for those who are giving the first, and moves them too', async () => {
      const { contacts, labels, store, old, into } = await make();
      let merge = Promise.resolve<unknown>(undefined);
      await store.db.transaction().execute(async (tx) => {
        const input = { email: 'late@example.com', labels: ['Old'] };
        await upsertContacts(tx, store.dialect, [input], { now: 1, source: 'Upsert' });
        merge = labels.merge(old, into);
        await whenWaiting(store, merge);
      });
      await merge;
      expect(await contacts.get('late@example.com')).toMatchObject({ labels: [{ name: 'New' }] });
    });
  }

  test('of each into the other, at once, leaves one of them with everyone', async () => {
    const { contacts, labels, old, into } = await make();
    const merges = await Promise.allSettled([labels.merge(old, into), labels.merge(into, old)]);
    expect(merges.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const left = (await labels.list()).data.filter(({ id }) => id === old || id === into);
    expect(left).toHaveLength(1);
    expect((await contacts.list({ labelId: left[0]!.id })).meta.total).toBe(3);
  });
});
