import { deserializeError, MailtargetError, serializeError } from '../../lib/model';

test('an error has the HTTP status of its code', () => {
  expect(new MailtargetError('CONTACT_NOT_FOUND', 'There is no such contact.').status).toBe(404);
});

test('an error crosses as JSON with its code, status, sentence and details', () => {
  const error = new MailtargetError('TEMPLATE_INVALID', 'body, line 2, column 7: no.', {
    line: 2,
    column: 7,
  });
  const crossed = deserializeError(JSON.parse(JSON.stringify(serializeError(error))));
  expect(crossed).toBeInstanceOf(MailtargetError);
  expect(crossed).toMatchObject({
    name: 'MailtargetError',
    code: 'TEMPLATE_INVALID',
    status: 400,
    message: 'body, line 2, column 7: no.',
    details: { line: 2, column: 7 },
  });
});

test.each([
  ['an error', new RangeError('out of range')],
  ['anything else that was thrown', 'out of range'],
])('%s that is not ours crosses as INTERNAL with its message', (_, thrown) => {
  expect(serializeError(thrown)).toEqual({
    error: 'INTERNAL',
    message: 'Unexpected error in the campaign engine: out of range',
    details: {},
  });
});
