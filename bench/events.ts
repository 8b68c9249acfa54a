import { isDeepStrictEqual } from 'node:util';
import type { Bench, Report } from './main';
import { readCorpus } from './support/bounces';
import { benchIngest } from './support/ingest';
import { benchTracking } from './support/tracking';

/** What happens after a message left: reports that are read, events that are written down, links that are answered. */
export const bench: Bench = async (report) => {
  benchAccuracy(report);
  await benchIngest(report);
  await benchTracking(report);
};

/** How many mails of the corpus are read right: what they report, and of whom. */
function benchAccuracy(report: Report): void {
  const mails = readCorpus();
  const right = mails.filter(({ read, expected }) => isDeepStrictEqual(read, expected));
  report('bounces.accuracy', (100 * right.length) / mails.length, '%');
}
