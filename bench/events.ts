import { isDeepStrictEqual } from 'node:util';
import type { Bench } from './main';
import { readCorpus } from './support/bounces';

/** How many mails of the corpus are read right: what they report, and of whom. */
export const bench: Bench = (report) => {
  const mails = readCorpus();
  const right = mails.filter(({ read, expected }) => isDeepStrictEqual(read, expected));
  report('bounces.accuracy', (100 * right.length) / mails.length, '%');
  return Promise.resolve();
};
