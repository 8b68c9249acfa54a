import { NodeHelpers } from 'n8n-workflow';
import { MailtargetTransmission } from '../../credentials/MailtargetTransmission.credentials';
import { transportInputSchema } from '../../lib/model';

const { properties } = new MailtargetTransmission();

test('a key is enough: the engine takes it with the URL that is filled in already', () => {
  const credential = NodeHelpers.getNodeParameters(properties, { apiKey: 'a-key' }, true, false, null, null);
  expect(transportInputSchema.parse({ id: 'cloud', type: 'transmission', ...credential })).toMatchObject({
    apiKey: 'a-key',
    url: expect.stringMatching(/^https:\/\/transmission\.mailtarget\.co\//),
  });
});

test('every field is explained, and the key is hidden', () => {
  expect(properties.map(({ name, typeOptions }) => [name, typeOptions?.password ?? false])).toEqual([
    ['apiKey', true],
    ['url', false],
  ]);
  for (const { description } of properties) expect(description).toMatch(/^[A-Z]/);
});
