import { audienceOf, defineFields } from '../../support/audience';
import { describeEachStore } from '../../support/stores';

describeEachStore('the audience', (open) => {
  const make = async () => {
    const audience = audienceOf(await open());
    await defineFields(audience, { note: 'text' });
    return audience;
  };

  test.each([[5], [undefined], [null], [{}], [['x']], [true], ['a\0b@example.com'], ['\0']])(
    'has no contact called %j',
    async (who) => {
      const { contacts } = await make();
      const calls = [
        () => contacts.get(who as never),
        () => contacts.delete(who as never),
        () => contacts.label(who as never, ['VIP']),
        () => contacts.unlabel(who as never, ['VIP']),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'CONTACT_NOT_FOUND' });
    },
  );

  test.each(['999', 'VIP', '', '\0'])('has no contacts with the label %j', async (labelId) => {
    const { contacts, labels } = await make();
    await labels.create({ name: 'VIP' });
    await expect(contacts.list({ labelId })).rejects.toMatchObject({
      code: 'LABEL_NOT_FOUND',
      details: { field: 'labelId' },
    });
  });

  test.each([
    ['too long', 'x'.repeat(10_001), /contact\.fields\.note: Use at most 10,000 characters/],
    ['no plain value', ['x'], /contact\.fields\.note: A field is text, a number, true, false or null/],
  ])('says what is wrong with a field that is %s', async (_, note, sentence) => {
    const { contacts } = await make();
    const call = contacts.upsert({ email: 'ana@example.com', fields: { note: note as never } });
    await expect(call).rejects.toThrow(sentence);
  });

  test('stores and searches no NUL character, which only one of the databases could', async () => {
    const { contacts, labels, suppressions } = await make();
    const email = 'ana@example.com';
    const refused = [
      contacts.list({ search: 'a\0' }),
      labels.list({ search: 'a\0' }),
      suppressions.list({ search: 'a\0' }),
      contacts.upsert({ email, fields: { note: 'a\0' } }),
    ];
    for (const call of refused) {
      await expect(call).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringContaining('NUL'),
      });
    }
    await expect(contacts.upsert({ email, name: 'a\0' })).rejects.toMatchObject({ status: 400 });
    await expect(contacts.upsert({ email, labels: ['a\0'] })).rejects.toMatchObject({ status: 400 });
    await expect(contacts.upsert({ email: 'ana@exa\0mple.com' })).rejects.toMatchObject({ status: 400 });
    expect((await contacts.list()).data).toEqual([]);
  });
});
