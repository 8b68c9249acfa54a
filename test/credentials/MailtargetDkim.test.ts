import { MailtargetDkim } from '../../credentials/MailtargetDkim.credentials';

const { properties } = new MailtargetDkim();

test('every field is explained, and the key is hidden and takes more than a line', () => {
  expect(properties.map(({ name, typeOptions }) => [name, typeOptions])).toEqual([
    ['selector', undefined],
    ['privateKey', { password: true, rows: expect.any(Number) }],
  ]);
  for (const { description } of properties) expect(description).toMatch(/^[A-Z]/);
});
