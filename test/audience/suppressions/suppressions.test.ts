import { audienceOf } from '../../support/audience';
import { csvBytes } from '../../support/csvBytes';
import { ManualClock } from '../../support/manualClock';
import { describeEachStore } from '../../support/stores';

describeEachStore('the suppression list', (open) => {
  const make = async () => {
    const clock = new ManualClock('2026-01-01T00:00:00Z');
    return { ...audienceOf(await open(), clock), clock };
  };

  test('takes any spelling of an address; by hand, unless a reason is given', async () => {
    const { suppressions } = await make();
    expect(await suppressions.add({ email: ' Ana@BÜCHER.example' })).toEqual({
      email: 'ana@xn--bcher-kva.example',
      reason: 'manual',
      createdAt: '2026-01-01T00:00:00.000Z',
    });
    expect(await suppressions.add({ email: 'ben@example.com', reason: 'complaint' })).toMatchObject({
      reason: 'complaint',
    });
  });

  test('keeps the first reason and time when an address is added twice', async () => {
    const { clock, suppressions } = await make();
    const first = await suppressions.add({ email: 'ana@example.com', reason: 'complaint' });
    await clock.advanceBy(1000);
    expect(await suppressions.add({ email: 'ANA@example.com', reason: 'manual' })).toEqual(first);
    expect((await suppressions.list()).meta.total).toBe(1);
  });

  test.each(['unsubscribe', 'hard_bounce'] as const)(
    'keeps whoever complains away from what would bring back from %s',
    async (weaker) => {
      const { clock, suppressions } = await make();
      await suppressions.add({ email: 'ana@example.com', reason: weaker });
      await clock.advanceBy(1000);
      expect(await suppressions.add({ email: 'ana@example.com', reason: 'complaint' })).toMatchObject({
        reason: 'complaint',
        createdAt: '2026-01-01T00:00:01.000Z',
      });
      const csv = `email,reason\nana@example.com,${weaker}\nben@example.com,${weaker}\n`;
      expect(await suppressions.import(csvBytes(csv))).toMatchObject({ added: 1, unchanged: 1 });
      await suppressions.import(csvBytes('email,reason\nben@example.com,complaint\n'));
      const { data } = await suppressions.list({ reason: 'complaint' });
      expect(data.map(({ email }) => email)).toEqual(['ana@example.com', 'ben@example.com']);
    },
  );

  test('is listed newest first, in pages, and searched', async () => {
    const { clock, suppressions } = await make();
    for (const name of ['ana', 'cleo', 'ben']) {
      await suppressions.add({ email: `${name}@example.com` });
      if (name === 'ana') await clock.advanceBy(1000);
    }
    const emails = async (query: object) => (await suppressions.list(query)).data.map(({ email }) => email);
    expect(await emails({})).toEqual(['ben@example.com', 'cleo@example.com', 'ana@example.com']);
    expect(await emails({ page: 2, perPage: 2 })).toEqual(['ana@example.com']);
    expect(await emails({ search: 'CLE' })).toEqual(['cleo@example.com']);
  });

  test('loses an address that is removed, however it is written', async () => {
    const { suppressions } = await make();
    await suppressions.add({ email: 'ana@example.com' });
    await suppressions.remove('Ana@Example.com');
    expect((await suppressions.list()).data).toEqual([]);
    await expect(suppressions.remove('ana@example.com')).rejects.toMatchObject({
      code: 'SUPPRESSION_NOT_FOUND',
      message: expect.stringContaining('ana@example.com'),
    });
  });

  test('takes only email addresses', async () => {
    const { suppressions } = await make();
    await expect(suppressions.add({ email: 'example.com' })).rejects.toMatchObject({ code: 'INVALID_EMAIL' });
    await expect(suppressions.remove('example.com')).rejects.toMatchObject({ code: 'INVALID_EMAIL' });
  });
});
