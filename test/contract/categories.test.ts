import type { EmailMarketing } from '../../lib/model';
import { failure, newsletter } from '../support/campaigns';
import { nobody } from '../support/audience';
import { describeEachFace } from './eachFace';

describeEachFace('categories', (here) => {
  let api: EmailMarketing;
  beforeEach(() => {
    ({ api } = here);
  });

  const draft = (categoryId?: string) =>
    api.campaigns.create(newsletter('', { recipients: nobody, ...(categoryId && { categoryId }) }));

  test('are listed by name, in either case, and renamed', async () => {
    for (const name of ['offers', ' News ', 'events']) await api.categories.create({ name });
    const { data, meta } = await api.categories.list();
    expect(data.map(({ name }) => name)).toEqual(['events', 'News', 'offers']);
    expect(meta.total).toBe(3);
    await api.categories.update(data[0]!.id, { name: 'Fairs' });
    expect((await api.categories.list({ search: 'fair' })).data).toEqual([{ ...data[0], name: 'Fairs' }]);
  });

  test('have names of their own', async () => {
    await api.categories.create({ name: 'News' });
    const { id } = await api.categories.create({ name: 'Offers' });
    const calls = [api.categories.create({ name: 'News' }), api.categories.update(id, { name: 'News' })];
    for (const refusal of await Promise.all(calls.map(failure))) {
      expect(refusal).toMatchObject({
        code: 'CATEGORY_NAME_TAKEN',
        details: { field: 'name' },
      });
    }
    expect(await api.categories.update(id, { name: 'Offers' })).toMatchObject({ name: 'Offers' });
    expect(await failure(api.categories.create({ name: ' ' }))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('a campaign has one, keeps it when it is duplicated, and can lose it', async () => {
    const { id: categoryId } = await api.categories.create({ name: 'News' });
    const campaign = await draft(categoryId);
    expect(campaign.categoryId).toBe(categoryId);
    expect(await api.campaigns.duplicate(campaign.id)).toMatchObject({ categoryId });
    expect(await api.campaigns.update(campaign.id, { subject: 'Other' })).toMatchObject({ categoryId });
    expect(await api.campaigns.update(campaign.id, { categoryId: null })).toMatchObject({
      categoryId: null,
    });
  });

  test('campaigns are listed by them', async () => {
    const { id: categoryId } = await api.categories.create({ name: 'News' });
    await draft();
    const { id } = await draft(categoryId);
    const { data, meta } = await api.campaigns.list({ categoryId });
    expect([data.map((one) => one.id), meta.total]).toEqual([[id], 1]);
  });

  test('one that does not exist is CATEGORY_NOT_FOUND everywhere', async () => {
    const { id } = await draft();
    for (const unknown of ['999', 'News']) {
      const calls = [
        draft(unknown),
        api.campaigns.update(id, { categoryId: unknown }),
        api.campaigns.list({ categoryId: unknown }),
        api.categories.update(unknown, { name: 'x' }),
        api.categories.delete(unknown),
      ];
      for (const refusal of await Promise.all(calls.map(failure))) {
        expect(refusal).toMatchObject({
          code: 'CATEGORY_NOT_FOUND',
          details: { field: 'categoryId' },
        });
      }
    }
  });

  test('one that a campaign or a segment has is not deleted, and names them', async () => {
    const { id: categoryId } = await api.categories.create({ name: 'News' });
    const campaign = await draft(categoryId);
    const segment = await api.segments.create({
      name: 'Readers',
      filters: [
        {
          type: 'any',
          filters: [{ type: 'campaign', operator: 'did', action: 'open', categoryId }],
        },
      ],
    });
    expect(await failure(api.categories.delete(categoryId))).toMatchObject({
      code: 'CATEGORY_IN_USE',
      message: expect.stringMatching(/"Hello \{\{first_name\}\}".*"Readers"/) as string,
    });
    await api.campaigns.delete(campaign.id);
    expect(await failure(api.categories.delete(categoryId))).toMatchObject({ code: 'CATEGORY_IN_USE' });
    await api.segments.delete(segment.id);
    await api.categories.delete(categoryId);
    expect(await api.categories.list()).toMatchObject({ meta: { total: 0 } });
  });
});
