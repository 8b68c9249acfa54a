import type { EmailMarketing, Filter } from '../../lib/model';
import { failure } from '../support/campaigns';
import { describeEachFace } from './eachFace';

describeEachFace('custom fields', (here) => {
  let api: EmailMarketing;
  beforeEach(() => {
    ({ api } = here);
  });

  test('are made once, listed by their tags, renamed and deleted', async () => {
    const city = await api.fields.create({ tag: 'home_city' });
    expect(city).toMatchObject({ tag: 'home_city', name: 'Home city', type: 'text' });
    const age = await api.fields.create({ tag: 'age', name: 'Age in years', type: 'number' });
    expect((await api.fields.list()).data).toEqual([age, city]);
    expect(await failure(api.fields.create({ tag: 'age' }))).toMatchObject({ code: 'FIELD_TAKEN' });
    expect(await api.fields.update('age', { name: 'Years' })).toEqual({ ...age, name: 'Years' });
    await api.contacts.upsert({ email: 'ana@example.com', fields: { age: 30, home_city: 'Leeds' } });
    await api.fields.delete('age');
    expect((await api.fields.list()).data).toEqual([city]);
    expect((await api.contacts.get('ana@example.com')).fields).toEqual({ home_city: 'Leeds' });
    expect(await failure(api.fields.delete('age'))).toMatchObject({ code: 'FIELD_NOT_FOUND' });
  });

  test('are not deleted while a segment names them, at any depth', async () => {
    await api.fields.create({ tag: 'age', type: 'number' });
    await api.contacts.upsert({ email: 'ana@example.com', fields: { age: 30 } });
    const old: Filter = { type: 'field', field: 'age', operator: 'greater_than', value: 40 };
    const { id } = await api.segments.create({
      name: 'Readers',
      filters: [{ type: 'any', filters: [{ type: 'all', filters: [old] }] }],
    });
    expect(await failure(api.fields.delete('age'))).toMatchObject({
      code: 'FIELD_IN_USE',
      message: expect.stringContaining('the segment "Readers"') as string,
    });
    expect((await api.contacts.get('ana@example.com')).fields).toEqual({ age: 30 });
    await api.segments.delete(id);
    await api.fields.delete('age');
  });

  test.each([
    ['First Name', /lower-case word/],
    ['email', /Choose another tag/],
    ['a'.repeat(65), /lower-case word/],
    ['a\0', /lower-case word/],
  ])('cannot have the tag %j', async (tag, sentence) => {
    expect(await failure(api.fields.create({ tag }))).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(sentence) as string,
    });
  });
});
