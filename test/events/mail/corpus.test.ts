import { readCorpus } from '../../../bench/support/bounces';

const mails = readCorpus();

test('the corpus is there', () => {
  expect(mails.length).toBeGreaterThanOrEqual(60);
});

test.each(mails)('$name is read as a person reads it', ({ read, expected }) => {
  expect(read).toEqual(expected);
});
