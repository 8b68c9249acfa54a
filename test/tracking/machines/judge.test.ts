import type { CampaignKey, ContactKey } from '../../../lib/model';
import { createJudge } from '../../../lib/tracking/machines/judge';
import { MACHINE_RULES } from '../../../lib/tracking/machines/rules';
import type { Hit } from '../../../lib/tracking/request';

const judge = createJudge();
const hit = (known: Partial<Hit>): Hit => ({
  campaign: 1 as CampaignKey,
  contact: 1 as ContactKey,
  kind: 'open',
  link: null,
  ip: '203.0.113.7',
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  isHead: false,
  isPrefetch: false,
  ...known,
});

test.each([
  ['Mozilla/5.0', 'apple-mpp'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0',
    'google-prefetch',
  ],
  ['Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)', null],
  ['YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html', null],
  ['Barracuda Sentinel (EE)', 'scanner'],
  ['Microsoft Office Existence Discovery', 'scanner'],
  ['curl/8.5.0', 'bot'],
  ['python-requests/2.31.0', 'bot'],
  ['Go-http-client/2.0', 'bot'],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'bot'],
  [
    'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36',
    'bot',
  ],
  [
    'Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36',
    null,
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
    null,
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Thunderbird/140.0', null],
  ['Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)', null],
])('an open by %s is by %s', (userAgent, machine) => {
  expect(judge(hit({ userAgent }))).toBe(machine);
});

test('a click without an agent is a program’s, an open may be a mail program’s', () => {
  expect(judge(hit({ kind: 'click', userAgent: null }))).toBe('bot');
  expect(judge(hit({ userAgent: null }))).toBeNull();
});

test('networks tell what an agent does not', () => {
  expect(judge(hit({ ip: '17.58.1.1' }))).toBe('apple-mpp');
  expect(judge(hit({ ip: '209.222.82.1', kind: 'click' }))).toBe('scanner');
  expect(judge(hit({ ip: '17.58.1.1', kind: 'click' }))).toBeNull();
  expect(judge(hit({ ip: '2001:db8::1' }))).toBeNull();
});

test('whoever only looks whether it is there, or fetches ahead, is no person', () => {
  expect(judge(hit({ isHead: true }))).toBe('head');
  expect(judge(hit({ isPrefetch: true }))).toBe('prefetch');
});

test('every rule says where it comes from, and by what it tells', () => {
  for (const { sources, agent, networks } of MACHINE_RULES) {
    expect(sources.length).toBeGreaterThan(0);
    expect(agent ?? networks).toBeDefined();
  }
});
