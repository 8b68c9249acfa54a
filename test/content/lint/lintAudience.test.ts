import { lintAudience } from '../../../lib/content';
import { factsWith, mentions } from './facts';

test('nothing is found where somebody knows each variable and nobody lacks a required one', () => {
  const required = [{ name: 'city', missing: 0 }];
  expect(lintAudience(factsWith(mentions('city', 'email')), new Set(['city']), required)).toEqual({
    errors: [],
    warnings: [],
  });
});

test('a variable that nobody has a value for is a warning, with a fallback too', () => {
  const facts = factsWith({
    variables: [
      { name: 'frist_name', field: 'subject', hasFallback: true },
      { name: 'city', field: 'subject', hasFallback: false },
      { name: 'frist_name', field: 'subject', hasFallback: true },
    ],
  });
  expect(lintAudience(facts, new Set(['city', 'first_name']), [])).toEqual({
    errors: [],
    warnings: [
      {
        code: 'variable_unknown',
        message:
          'No recipient has a value for frist_name. Check the spelling in the subject, or give substitution data.',
        field: 'subject',
      },
    ],
  });
});

test.each([
  [1, '1 recipient has no value'],
  [2500, '2500 recipients have no value'],
])('a required variable that %i recipients lack is an error with their number', (missing, words) => {
  const { errors } = lintAudience(factsWith(), new Set(), [{ name: 'plan', missing }]);
  expect(errors).toMatchObject([{ code: 'required_variable_missing', field: 'body' }]);
  expect(errors[0]!.message).toContain('requires plan');
  expect(errors[0]!.message).toContain(words);
});
