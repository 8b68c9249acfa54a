import { variablesFor } from '../../lib/content';

const contact = { email: 'ana@example.com', name: 'Ana', fields: { city: 'Leeds', score: 0 } };

describe('the variables of a contact', () => {
  test('are its fields by tag, its email and its name', () => {
    expect(variablesFor(contact, null, null)).toEqual({
      city: 'Leeds',
      score: 0,
      email: 'ana@example.com',
      name: 'Ana',
    });
  });

  test("lie on the campaign's values, and beneath those of the send", () => {
    const campaign = { city: 'York', name: 'friend', season: 'spring' };
    expect(variablesFor(contact, campaign, { season: 'autumn', score: 9 })).toMatchObject({
      city: 'Leeds',
      name: 'Ana',
      season: 'autumn',
      score: 9,
    });
  });

  test('have no name where the contact has none, so that another can show', () => {
    expect(variablesFor({ ...contact, name: null }, null, null)).not.toHaveProperty('name');
    expect(variablesFor({ ...contact, name: null }, { name: 'friend' }, null)).toMatchObject({
      name: 'friend',
    });
  });

  test('stay harmless where a key is called __proto__', () => {
    const data = JSON.parse('{"__proto__": {"admin": true}}') as Record<string, never>;
    const variables = variablesFor(contact, data, data);
    expect(variables['admin']).toBeUndefined();
    expect(Object.getPrototypeOf(variables)).toBe(Object.prototype);
  });
});
