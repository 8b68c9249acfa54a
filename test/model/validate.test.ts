import { z } from 'zod/v4';
import { contactInputSchema, headerText, labelInputSchema, rule, validate } from '../../lib/model';

const check = (value: unknown) => () => validate(contactInputSchema, value, 'contact');

test('yields the value as the schema shapes it', () => {
  const contact = { email: ' Ana@Example.com', labels: [' VIP '] };
  expect(validate(contactInputSchema, contact, 'contact')).toEqual({
    email: 'ana@example.com',
    labels: ['VIP'],
  });
});

test('an error names the field, also inside a list', () => {
  expect(check({ email: 'ana@example.com', labels: ['VIP', 7] })).toThrow(
    expect.objectContaining({
      code: 'INVALID_INPUT',
      status: 400,
      message: expect.stringMatching(/^contact\.labels\.1: /),
      details: { field: 'labels.1' },
    }),
  );
});

test('an error of the whole value has no field', () => {
  expect(check('ana@example.com')).toThrow(
    expect.objectContaining({ message: expect.stringMatching(/^contact: /), details: { field: '' } }),
  );
});

test('a property that does not exist is refused by name', () => {
  expect(check({ email: 'ana@example.com', frist_name: 'Ana' })).toThrow(/"frist_name"/);
});

test('a rule gives the error a code and a sentence of its own', () => {
  expect(check({ email: 'ana at example.com' })).toThrow(
    expect.objectContaining({
      code: 'INVALID_EMAIL',
      message: 'contact.email: "ana at example.com" is not an email address. Write it like name@example.com.',
      details: { field: 'email' },
    }),
  );
});

test("a rule's sentence may be made from the value", () => {
  const even = z.number().superRefine(
    rule(
      (n: number) => n % 2 === 0,
      'NOT_SUPPORTED',
      (n) => `${n} is odd.`,
    ),
  );
  expect(validate(even, 2, 'n')).toBe(2);
  expect(() => validate(even, 3, 'n')).toThrow(
    expect.objectContaining({ code: 'NOT_SUPPORTED', message: 'n: 3 is odd.' }),
  );
});

describe('text for a mail header', () => {
  test.each(['\r', '\n', '\0', '\t', '\u007f', '\u2028', '\u2029'])('refuses %j', (character) => {
    expect(() => validate(headerText(20), `Hello${character}Bcc: x`, 'subject')).toThrow(
      expect.objectContaining({ code: 'LINE_BREAK_IN_HEADER' }),
    );
  });

  test('takes any other text up to its length', () => {
    expect(validate(headerText(8), 'Grüße 😀', 'subject')).toBe('Grüße 😀');
    expect(() => validate(headerText(8), 'Grüße 😀!', 'subject')).toThrow('Use at most 8 characters.');
  });
});

test('a label name is trimmed, and not empty', () => {
  expect(validate(labelInputSchema, { name: ' VIP ' }, 'label')).toEqual({ name: 'VIP' });
  expect(() => validate(labelInputSchema, { name: ' ' }, 'label')).toThrow('A label needs a name.');
});
