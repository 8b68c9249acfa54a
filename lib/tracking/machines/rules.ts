import type { Hit } from '../request';

/** Who asks, if not a person. */
export type Machine = 'apple-mpp' | 'google-prefetch' | 'prefetch' | 'scanner' | 'bot' | 'head';

export interface MachineRule {
  /** Null for what people read their mail through: they are people. */
  machine: Machine | null;
  agent?: RegExp;
  networks?: readonly string[];
  /** Absent, every kind. */
  kinds?: readonly Hit['kind'][];
  /** Where that is written, or was seen. */
  sources: readonly string[];
}

/** In their order; the first that fits decides. Where a rule names an agent and networks, either is enough. */
export const MACHINE_RULES: readonly MachineRule[] = [
  {
    // It fetches when the message is shown, and caches: the first open is a person's.
    machine: null,
    agent: /GoogleImageProxy/,
    sources: [
      'https://www.scientiamobile.com/what-is-google-image-proxy/',
      'https://wordtothewise.com/2013/12/gmail-deploys-image-proxy-servers/',
    ],
  },
  {
    // As Google's: on demand, and cached.
    machine: null,
    agent: /YahooMailProxy/,
    sources: [
      'https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html',
      'https://www.litmus.com/blog/yahoo-mail-introduces-image-caching-what-marketers-must-know',
    ],
  },
  {
    // Images of a message that arrives while its receiver is logged in, before it is shown.
    machine: 'google-prefetch',
    agent: /Chrome\/42\.0\.2311\.135 Safari\/537\.36 Edge\/12\.246 Mozilla\/5\.0$/,
    sources: ['https://www.sparkpost.com/blog/gmail-prefetching-images/'],
  },
  {
    // Nothing behind it: Apple's relays tell no more. People who open such a message are not seen.
    machine: 'apple-mpp',
    agent: /^Mozilla\/5\.0$/,
    kinds: ['open'],
    sources: [
      'https://help.socketlabs.com/docs/identifying-apple-mpp-opens-in-notification-api-events',
      'https://docs.sendgrid.com/for-developers/tracking-events/understanding-apple-mail-privacy-protection-and-open-events',
    ],
  },
  {
    machine: 'apple-mpp',
    networks: ['17.0.0.0/8'],
    kinds: ['open'],
    sources: ['Assigned to Apple: https://www.iana.org/assignments/ipv4-address-space'],
  },
  {
    machine: 'scanner',
    agent: /Barracuda/i,
    networks: ['64.235.144.0/20', '209.222.80.0/21'],
    sources: [
      'https://campus.barracuda.com/product/emailgatewaydefense/doc/96023004/ip-analysis-inbound/',
      'https://university.act-on.com/Product_Features/Reports/Sent_Email_Reports/Identifying_False_Positives_in_Email_Clicks',
    ],
  },
  {
    machine: 'scanner',
    agent:
      /Proofpoint|Mimecast|CiscoSecureEmail|IronPort|\bTMES\b|Trend ?Micro|Sophos|FortiMail|FortiGuard|Symantec|MessageLabs|Cloudmark|Forcepoint|Websense|ZScaler|SpamExperts|Vade ?Secure|urlscan/i,
    sources: ['https://check.live-direct-marketing.online/blog/bot-clicks-security-scanners-detect'],
  },
  {
    // What Office asks whether a link exists with, before the browser is opened.
    machine: 'scanner',
    agent: /Microsoft Office Existence Discovery|Microsoft Office Protocol Discovery|SafeLinks|BingPreview/i,
    sources: ['Names of Microsoft’s own programs, as logs of link clicks show them'],
  },
  {
    // What shows a card of the page in a chat.
    machine: 'bot',
    agent:
      /facebookexternalhit|WhatsApp\/|TelegramBot|Slackbot|Discordbot|SkypeUriPreview|MicrosoftPreview|Iframely/i,
    sources: [
      'https://developers.facebook.com/docs/sharing/webmasters/web-crawlers',
      'https://api.slack.com/robots',
    ],
  },
  {
    // They say so (RFC 9110, section 10.1.5), or are what programs are written with.
    machine: 'bot',
    agent:
      /(?<!cu)bot\b|crawl|spider|slurp|headless|phantomjs|puppeteer|playwright|selenium|^curl\/|^wget|python|aiohttp|httpx|^java\/|okhttp|apache-httpclient|go-http-client|libwww|^ruby|^node|axios|node-fetch|undici|^php|guzzle|lua-resty|monitor|preview|scan(?:ner)?\b/i,
    sources: [
      'https://github.com/mautic/mautic/pull/12750',
      'https://github.com/putyourlightson/craft-campaign/issues/546',
    ],
  },
  {
    // A click comes from a browser, which says what it is.
    machine: 'bot',
    agent: /^$/,
    kinds: ['click', 'view', 'page'],
    sources: ['https://check.live-direct-marketing.online/blog/bot-clicks-security-scanners-detect'],
  },
];
