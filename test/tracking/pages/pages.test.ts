import { createHash } from 'node:crypto';
import { chooseLanguage } from '../../../lib/tracking/pages/language';
import { PAGE_POLICY } from '../../../lib/tracking/pages/layout';
import {
  confirmPage,
  noticePage,
  preferencesPage,
  resubscribedPage,
  unsubscribedPage,
  unsubscribePage,
} from '../../../lib/tracking/pages/pages';
import { LANGUAGES } from '../../../lib/tracking/pages/texts';

const STRANGE = '<script>alert(1)</script>" onload="x" \'&amp;';
const topics = [{ labelId: '1', name: STRANGE, subscribed: true }];

const pagesIn = (language: (typeof LANGUAGES)[number]) => [
  unsubscribePage(language, STRANGE),
  unsubscribedPage(language, STRANGE),
  resubscribedPage(language, STRANGE, true),
  resubscribedPage(language, STRANGE, false),
  preferencesPage(language, STRANGE, topics, true),
  preferencesPage(language, STRANGE, [], false),
  confirmPage(language),
  noticePage(language, 'confirmed'),
  noticePage(language, 'gone'),
  noticePage(language, 'home'),
  noticePage(language, 'busy'),
];

test.each(LANGUAGES)('pages in %s name their language, and need nothing from elsewhere', (language) => {
  for (const page of pagesIn(language)) {
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).not.toMatch(/<script|<link|<img|src=|https?:|onload="/i);
    expect(page).not.toContain('undefined');
  }
});

test('the policy of pages allows their style, and no other', () => {
  const style = /<style>([^]*?)<\/style>/.exec(confirmPage('en'))![1]!;
  const hash = createHash('sha256').update(style).digest('base64');
  expect(PAGE_POLICY).toContain(`style-src 'sha256-${hash}'`);
});

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['ja, fr;q=0.5, es;q=0.7', 'es'],
  ['id-ID', 'id'],
  ['de;q=0, fr;q=0.1', 'fr'],
  ['*', 'en'],
  ['q=;;;,,,', 'en'],
  ['de;q=x, es;q=0.2', 'es'],
])('a browser that prefers %j reads %s', (header, language) => {
  expect(chooseLanguage(header)).toBe(language);
});
