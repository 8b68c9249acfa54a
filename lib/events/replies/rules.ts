import {
  BAD_DOMAIN,
  BAD_MAILBOX,
  CONTENT,
  DOUBTFUL_MAILBOX,
  FULL,
  GREYLISTED,
  type Meaning,
  POLICY,
  PROTOCOL,
  REPUTATION,
  TOO_FAST,
  TOO_LARGE,
  TOO_MUCH_FOR_ONE,
  UNKNOWN,
  UNWELCOME,
} from './meanings';

/** Holds when everything that it names does. */
export interface Rule {
  means: Meaning;
  /** Of the reply. */
  code?: readonly number[];
  /** The enhanced status code. */
  status?: RegExp;
  /** The words of the reply: lower case, without its codes and without addresses. */
  text?: RegExp;
  /** The domain of the recipient. */
  domain?: RegExp;
  source: string;
}

const GMAIL = 'support.google.com/a/answer/3726730';
const YAHOO = 'senders.yahooinc.com/smtp-error-codes';
const EXCHANGE_ONLINE = 'learn.microsoft.com: Email non-delivery reports in Exchange Online';
const OUTLOOK = 'sendersupport.olc.protection.outlook.com/pm/troubleshooting.aspx';
const ICLOUD = 'support.apple.com/102322 and replies seen';
const UNITED_INTERNET = 'postmaster.gmx.net, postmaster.web.de: error messages';
const COMCAST = 'postmaster.comcast.net: error codes';
const SEEN = 'replies seen';

const AT_OUTLOOK = /^(?:hotmail|outlook|live|msn|passport)\.[a-z.]{2,6}$/;
const AT_UNITED_INTERNET = /^(?:gmx\.[a-z.]{2,5}|web\.de|mail\.com|email\.de)$/;

/*
 * The first that holds counts. So: what a provider says in its own words; then words that are right whatever the code beside them;
 * then clear codes; then words beside a code that says little, or none; then what is left of the codes.
 *
 * No pattern has a quantifier without a bound: the texts are a stranger's.
 */
const PROVIDERS: readonly Rule[] = [
  {
    code: [422],
    status: /^$/,
    means: POLICY,
    source: 'docs-mailtarget.pages.dev/concepts/errors-and-rate-limits: HTTP 422, a business rule',
  },

  {
    text: /receiving (?:mail|email) (?:too quickly|at a rate)/,
    means: TOO_MUCH_FOR_ONE,
    source: `${GMAIL} 4.2.1; ${YAHOO} 450`,
  },
  { text: /(?:daily|peak) .{0,30}limit exceeded/, means: TOO_FAST, source: `${GMAIL} 4.2.1, 5.4.5` },
  { text: /unusual rate of unsolicited/, means: UNWELCOME, source: `${GMAIL} 4.7.0, 4.7.28, 5.7.1` },
  { status: /^[45]\.7\.28$/, means: TOO_FAST, source: `${GMAIL} 4.7.28` },
  {
    status: /^[45]\.7\.(?:2[5-79]|3[0-2])$/,
    means: POLICY,
    source: `${GMAIL} 4.7.23 to 4.7.32, 5.7.25 to 5.7.32`,
  },
  { text: /low reputation of the sending/, means: UNWELCOME, source: `${GMAIL} 4.7.0, 5.7.1` },
  { text: /message is likely (?:unsolicited|suspicious)/, means: CONTENT, source: `${GMAIL} 5.7.1` },

  { text: /delivery error: dd /, means: BAD_MAILBOX, source: `${YAHOO} 554` },
  {
    code: [552, 554],
    text: /this mailbox is disabled|mailbox not found/,
    means: BAD_MAILBOX,
    source: `${YAHOO} 552, 554.30`,
  },
  { text: /\[ts{1,2}\d\d\]|permanently deferred/, means: UNWELCOME, source: `${YAHOO} TSS04, TS03` },
  { text: /\[bl\d\d\]/, means: REPUTATION, source: `${YAHOO} 553 5.7.1` },
  { text: /\[ph\d\d\]/, means: CONTENT, source: `${YAHOO} 554 5.7.9` },
  { text: /max(?:imum)? messages? per connection/, means: TOO_MUCH_FOR_ONE, source: `${YAHOO} 421` },

  { text: /mailbox unavailable/, domain: AT_OUTLOOK, means: BAD_MAILBOX, source: `${OUTLOOK} 550 5.5.0` },
  {
    text: /mailbox unavailable/,
    domain: AT_UNITED_INTERNET,
    means: BAD_MAILBOX,
    source: `${UNITED_INTERNET} 550`,
  },
  { text: /\((?:s3140|s3150|s844)\)|on our block list/, means: REPUTATION, source: `${OUTLOOK} 550 5.7.1` },
  {
    text: /rate limited due to ip reputation|\(s77[56]\)/,
    means: UNWELCOME,
    source: `${OUTLOOK} 4.7.650, 4.7.651`,
  },
  { text: /\brp-00[1-3]\b/, means: TOO_FAST, source: `${OUTLOOK} 421 RP-001` },
  {
    text: /recipient address rejected: access denied/,
    status: /^5\.4\.1$/,
    means: BAD_MAILBOX,
    source: `${EXCHANGE_ONLINE} 5.4.1`,
  },
  {
    text: /resolver\.adr\.|unknown recipient or mailbox unavailable/,
    means: BAD_MAILBOX,
    source: `${EXCHANGE_ONLINE} 5.1.10, 5.1.351`,
  },
  { status: /^5\.4\.310$/, means: BAD_DOMAIN, source: `${EXCHANGE_ONLINE} 5.4.310` },
  {
    status: /^5\.7\.(?:50[1-8]|51[1-3]|6[0-4]\d|70[58])$/,
    means: REPUTATION,
    source: `${EXCHANGE_ONLINE} 5.7.501 to 5.7.708`,
  },
  {
    status: /^4\.7\.(?:[56]\d\d|8[5-9]\d)$/,
    means: UNWELCOME,
    source: `${EXCHANGE_ONLINE} 4.7.500 to 4.7.899`,
  },

  { text: /due to excessive volume/, means: TOO_FAST, source: `${ICLOUD} 421 4.7.1` },
  { text: /\[cs01\]|\[hm[e\d]\d\]/, means: POLICY, source: `${ICLOUD} 5.7.1 CS01, HME1` },
  {
    text: /inactive email address|no longer on server/,
    means: BAD_MAILBOX,
    source: `${ICLOUD} 5.1.1, 5.1.6`,
  },

  {
    text: /reject due to policy (?:violations|restrictions)/,
    means: UNWELCOME,
    source: `${UNITED_INTERNET} 421, 450`,
  },

  { text: /\brl\d{6}\b|too many sessions opened/, means: TOO_FAST, source: `${COMCAST} RL000001, 421` },
  { text: /\b(?:bl|es)\d{6}\b/, means: REPUTATION, source: `${COMCAST} BL000000, ES000001` },
  { text: /\b(?:ph|cm)\d{6}\b/, means: CONTENT, source: `${COMCAST} PH000001` },

  {
    text: /throttling failure|maximum sending rate/,
    means: TOO_FAST,
    source: 'docs.aws.amazon.com/ses: SMTP response codes, 454',
  },
];

const CLEAR_WORDS: readonly Rule[] = [
  { text: /gr[ae]y-?list|postgrey/, means: GREYLISTED, source: 'RFC 6647' },
  {
    text: /spamhaus|spamcop|barracudacentral|barracuda reputation|sorbs|dnsbl|\brbl\b|blocked using|blocked - see|csi\.cloudmark/,
    means: REPUTATION,
    source: 'RFC 5782; Spamhaus: what a mail server should answer',
  },
  {
    text: /(?:block|black|deny) ?list|access from ip address [^ ]{1,40} blocked/,
    means: REPUTATION,
    source: `${UNITED_INTERNET} 554; mail.ru 550`,
  },
  {
    text: /rate limit|too many (?:messages(?! on)|mails|emails|connections|concurrent)|sending too (?:fast|quickly)|throttl|(?:sending|hourly|daily) (?:message )?(?:quota|limit)/,
    means: TOO_FAST,
    source: `${UNITED_INTERNET} 421; Postfix anvil(8)`,
  },
  {
    text: /too many (?:[a-z]{1,12} )?(?:invalid|bad|unknown|unrecogni[sz]ed) (?:recipients|users|addresses|rcpts)/,
    means: TOO_FAST,
    source: 'guards against address harvesting: about others in the same connection',
  },
  {
    text: /mailbox .{0,40}\bfull\b|full mailbox|(?:inbox|mail ?folder) (?:is )?full|mail(?:box size limit| file size exceeds)|exceeding receiving limits|(?:not|n't) (?:have )?enough (?:storage )?space|space has been used up|too much mail data|\bdis[ck] quota|quota usage|over (?:the )?(?:storage |disk )?quota|quota (?:is )?(?:exceed|full)|quota (?:limit exceeded|violation)|exceed(?:s|ed|ing)? .{0,30}(?:quota|storage|disk space|allowed size)|storage (?:allocation|space) exceeded|too many messages on the server|number of messages .{0,30}mailbox/,
    means: FULL,
    source: `RFC 5321 552; ${SEEN}`,
  },
  {
    text: /speichervolumen|postfach .{0,30}voll|bo[iî]te .{0,30}pleine|casella .{0,30}piena|buz[oó]n .{0,30}lleno|caixa .{0,30}cheia|mailbox lleno/u,
    means: FULL,
    source: `${SEEN} in German, French, Italian, Spanish, Portuguese`,
  },
  {
    text: /message (?:size|too (?:large|big)|is too (?:large|big))|size (?:limit )?exceed/,
    means: TOO_LARGE,
    source: 'RFC 1870 section 6.1',
  },
  {
    text: /host not found, try again/,
    means: UNKNOWN,
    source: 'Postfix, of a name server that does not answer',
  },
];

const CLEAR_CODES: readonly Rule[] = [
  { status: /^[45]\.1\.[136]$/, means: BAD_MAILBOX, source: 'RFC 3463 X.1.1, X.1.3, X.1.6' },
  { status: /^[45]\.1\.2$/, means: BAD_DOMAIN, source: 'RFC 3463 X.1.2' },
  { status: /^[45]\.1\.[789]$/, means: POLICY, source: 'RFC 3463 X.1.7, X.1.8; RFC 5248 X.1.9' },
  { status: /^[45]\.1\.10$/, means: BAD_DOMAIN, source: 'RFC 7505 X.1.10' },
  { status: /^[45]\.2\.1$/, means: BAD_MAILBOX, source: 'RFC 3463 X.2.1' },
  { status: /^[45]\.2\.2$/, means: FULL, source: 'RFC 3463 X.2.2' },
  { status: /^[45]\.(?:2\.3|3\.4)$/, means: TOO_LARGE, source: 'RFC 3463 X.2.3, X.3.4' },
  { status: /^[45]\.3\.1$/, means: FULL, source: 'RFC 3463 X.3.1' },
  { status: /^[45]\.4\.4$/, means: BAD_DOMAIN, source: 'RFC 3463 X.4.4' },
  { status: /^[45]\.6\.(?:7|8)$/, means: PROTOCOL, source: 'RFC 6531 section 3.4' },
  { status: /^[45]\.6\./, means: CONTENT, source: 'RFC 3463 X.6' },
  { status: /^[45]\.7\.17$/, means: BAD_MAILBOX, source: 'RFC 7293 X.7.17' },
  { status: /^[45]\.7\.18$/, means: BAD_DOMAIN, source: 'RFC 7293 X.7.18' },
  { status: /^[45]\.7\.2\d$/, means: POLICY, source: 'RFC 7372 X.7.20 to X.7.26' },
];

const OTHER_WORDS: readonly Rule[] = [
  {
    text: /(?:sender|from|return-path|your) (?:e-?mail )?(?:address|domain|account)|sender (?:verify|verification|rejected|denied|is not|id)|(?:address|domain) of (?:the )?sender|sender's domain/,
    means: POLICY,
    source: 'Postfix reject_unknown_sender_domain',
  },
  {
    text: /\bspf\b|\bdkim\b|\bdmarc\b|unauthenticated|reverse (?:dns|hostname)|\bptr\b|\bhelo\b|\behlo\b|client host|relay(?:ing)? (?:access )?denied|unable to relay|not (?:allowed|permitted) to (?:send|relay)/,
    means: POLICY,
    source: `RFC 7372; Postfix reject_unauth_destination; ${SEEN}`,
  },
  {
    text: /\bspam(?:m(?:y|er|ing)|assassin|profiler)?\b|unsolicited|\bube\b|\bjunk\b|message content|content rejected|virus|malware|phish/,
    means: CONTENT,
    source: SEEN,
  },
  {
    text: /(?:unknown|no such|invalid|nonexistent|non-existent) (?:or (?:illegal|unknown|invalid) )?(?:virtual )?(?:user|recipient|mailbox|account|alias|(?:e-?mail )?address|local.part|person)/,
    means: BAD_MAILBOX,
    source: `Postfix reject_unlisted_recipient, Sendmail, Exim; ${SEEN}`,
  },
  {
    text: /(?:user|recipient|rcpt|addressee|mailbox|account|(?<!ip )address(?:es)?) (?:[^ ]{1,60} ){0,3}(?:unknown|not found|not known|(?:could not|cannot|can't) be found|not (?:present|active)|(?:does not|doesn't|do not|not) exist|is inactive|is disabled|(?:is )?no longer (?:valid|active|available|exists?)|has been (?:disabled|closed|deactivated|discontinued)|closed)/,
    means: BAD_MAILBOX,
    source: `Postfix reject_unlisted_recipient, Sendmail, Exim; ${SEEN}`,
  },
  {
    text: /account that you tried to reach (?:does not exist|is disabled|is inactive)|no mail ?box (?:here|found|available)|no (?:account|user|mailbox) by that name|bad[ _-]recipient|bad (?:destination mailbox )?address|no one at this address|no longer accepts mail|missing home directory|invalid final delivery userid|unrouteable address|badrcptto|not listed in (?:domino directory|(?:the )?(?:public )?name & address book)|not an? (?:known|valid|active) (?:user|mailbox|recipient|address)|is an? (?:deactivated|closed) (?:mailbox|account)|doesn't have an? .{1,40}account/,
    means: BAD_MAILBOX,
    source: `Exim, qmail, Domino; ${SEEN}`,
  },
  {
    text: /(?:benutzer|empf(?:ä|ae)nger|postfach) .{0,30}(?:nicht bekannt|unbekannt|existiert nicht|nicht gefunden)|unbekannte[rs]? (?:benutzer|empf(?:ä|ae)nger)/u,
    means: BAD_MAILBOX,
    source: `${SEEN} in German`,
  },
  {
    text: /ディレクトリ(?:に|の).{0,20}(?:見つかりません|ありません)|(?:收件人|邮箱|用户).{0,40}不存在/u,
    means: BAD_MAILBOX,
    source: `Domino in Japanese; ${SEEN} in Chinese`,
  },
  {
    text: /(?:utilisateur|destinataire|adresse) .{0,40}(?:inconnue?|invalide|n'existe pas)|no existe .{0,20}(?:usuario|persona|cuenta)|(?:usuario|cuenta|destinatario) .{0,20}(?:no existe|desconocid)|(?:utente|destinatario) .{0,20}(?:sconosciuto|inesistente)|usu[aá]rio .{0,20}(?:desconhecido|inexistente|n[aã]o existe)/u,
    means: BAD_MAILBOX,
    source: `${SEEN} in French, Spanish, Italian, Portuguese`,
  },
  {
    text: /(?:host|domain)(?: or domain)?(?: name)? (?:not found|unknown|does not exist|doesn't exist)|no such (?:domain|host)|unknown (?:domain|host)|(?:host|domain) does not accept mail/,
    means: BAD_DOMAIN,
    source: 'Postfix, Exim; RFC 7505',
  },
  { text: /\bpolic(?:y|ies)\b|access denied|\bbanned\b|administratively/, means: POLICY, source: SEEN },
];

const LEFT_OVER: readonly Rule[] = [
  { status: /^[45]\.[12]\.\d/, means: DOUBTFUL_MAILBOX, source: 'RFC 3463 X.1, X.2' },
  { status: /^[45]\.[34]\.\d/, means: UNKNOWN, source: 'RFC 3463 X.3, X.4' },
  { status: /^[45]\.5\.\d/, means: PROTOCOL, source: 'RFC 3463 X.5' },
  { status: /^[45]\.7\.\d/, means: POLICY, source: 'RFC 3463 X.7' },
  { code: [452, 552], means: FULL, source: 'RFC 5321 section 4.2.3' },
  { code: [500, 501, 502, 503, 504, 555], means: PROTOCOL, source: 'RFC 5321 section 4.2.3' },
  { code: [450, 551], means: DOUBTFUL_MAILBOX, source: 'RFC 5321 section 4.2.3' },
  { code: [556], means: BAD_DOMAIN, source: 'RFC 7504' },
  { means: UNKNOWN, source: 'Nothing is known of it, and least of all that the address is bad.' },
];

export const RULES: readonly Rule[] = [
  ...PROVIDERS,
  ...CLEAR_WORDS,
  ...CLEAR_CODES,
  ...OTHER_WORDS,
  ...LEFT_OVER,
];
