import { classify } from '../../../lib/events/replies';
import { RULES } from '../../../lib/events/replies/rules';
import { plainText, type Reply } from '../../../lib/model';

/** As a transport reads it. */
function replyOf(text: string): Reply {
  const [, code, enhanced] = /^(\d{3})[ -]([245]\.\d{1,3}\.\d{1,3}(?= ))?/.exec(text)!;
  return { code: Number(code), enhanced: enhanced ?? null, text: plainText(text) };
}
const verdictOf = (text: string, domain = 'example.com') => {
  const { bounceType, category, slowsDown } = classify(replyOf(text), domain);
  return `${bounceType} ${category}${slowsDown ? ', slower' : ''}`;
};

describe('what the big providers answer', () => {
  test.each([
    // support.google.com/a/answer/3726730
    [
      "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550 5.1.1 unnecessary spaces. a1-2 - gsmtp",
      'gmail.com',
      'hard mailbox',
    ],
    ['550 5.2.1 The email account that you tried to reach is disabled. - gsmtp', 'gmail.com', 'hard mailbox'],
    [
      '552-5.2.2 The email account that you tried to reach is over quota and inactive. - gsmtp',
      'gmail.com',
      'soft full',
    ],
    ['452-4.2.2 The email account that you tried to reach is over quota. - gsmtp', 'gmail.com', 'soft full'],
    [
      '450-4.2.1 The user you are trying to contact is receiving mail at a rate that 450-4.2.1 prevents additional messages from being delivered. - gsmtp',
      'gmail.com',
      'soft rate',
    ],
    ['550 5.4.5 Daily SMTP relay limit exceeded for user. - gsmtp', 'gmail.com', 'soft rate, slower'],
    [
      '421-4.7.28 Gmail has detected an unusual rate of email originating from your IP address. To protect our users from spam, email has been temporarily rate limited. - gsmtp',
      'gmail.com',
      'soft rate, slower',
    ],
    [
      '421-4.7.0 [192.0.2.1 15] Our system has detected an unusual rate of 421-4.7.0 unsolicited mail originating from your IP address. - gsmtp',
      'gmail.com',
      'block reputation, slower',
    ],
    [
      '550-5.7.1 [192.0.2.1 12] Our system has detected that this message is likely unsolicited mail. - gsmtp',
      'gmail.com',
      'block content',
    ],
    [
      '550-5.7.1 [192.0.2.1 19] Our system has detected that this message is 550-5.7.1 likely suspicious due to the very low reputation of the sending 550-5.7.1 domain. - gsmtp',
      'gmail.com',
      'block reputation, slower',
    ],
    [
      '550-5.7.26 Your email has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM. - gsmtp',
      'gmail.com',
      'block policy',
    ],
    [
      '421-4.7.30 This mail has been rate limited because DKIM does not pass. - gsmtp',
      'gmail.com',
      'block policy, slower',
    ],
    // senders.yahooinc.com/smtp-error-codes
    [
      '421 4.7.0 [TSS04] Messages from 192.0.2.25 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes',
      'yahoo.com',
      'block reputation, slower',
    ],
    [
      '553 5.7.2 [TSS09] All messages from 192.0.2.25 will be permanently deferred; Retrying will NOT succeed.',
      'yahoo.com',
      'block reputation, slower',
    ],
    [
      "554 delivery error: dd This user doesn't have a yahoo.com account (ana@yahoo.com) [-5]",
      'yahoo.com',
      'hard mailbox',
    ],
    [
      '554 30 Sorry, your message to ana@aol.jp cannot be delivered. This mailbox is disabled (554.30)',
      'aol.jp',
      'hard mailbox',
    ],
    ['552 1 Requested mail action aborted, mailbox not found', 'yahoo.com', 'hard mailbox'],
    ['553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.25', 'yahoo.com', 'block reputation'],
    ['554 Message not allowed - [PH01] Email not accepted for policy reasons.', 'yahoo.com', 'block content'],
    ['450 User is receiving mail too quickly', 'yahoo.com', 'soft rate'],
    ['421 Max message per connection reached, closing transmission channel', 'yahoo.com', 'soft rate'],
    // sendersupport.olc.protection.outlook.com, learn.microsoft.com
    [
      '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).',
      'hotmail.co.uk',
      'hard mailbox',
    ],
    [
      "550 5.7.1 Unfortunately, messages from [192.0.2.5] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
      'outlook.com',
      'block reputation',
    ],
    [
      "550 5.7.1 Unfortunately, messages from [192.0.2.5] weren't sent. (S3140).",
      'outlook.com',
      'block reputation',
    ],
    [
      '451 4.7.650 The mail server [192.0.2.5] has been temporarily rate limited due to IP reputation. (S775)',
      'outlook.com',
      'block reputation, slower',
    ],
    [
      '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.',
      'contoso.com',
      'block reputation',
    ],
    ['550 5.7.606 Access denied, banned sending IP [192.0.2.5].', 'contoso.com', 'block reputation'],
    [
      '550 5.7.515 Access denied, sending domain example.net does not meet the required authentication level.',
      'outlook.com',
      'block policy',
    ],
    ['550 5.4.1 Recipient address rejected: Access denied. AS(201806281)', 'contoso.com', 'hard mailbox'],
    [
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
      'contoso.com',
      'hard mailbox',
    ],
    ['550 5.4.310 DNS domain contoso.example does not exist', 'contoso.example', 'hard domain'],
    [
      '421 RP-001 (BAY004) Unfortunately, some messages from 192.0.2.5 were not sent. Please try again. We have limits for how many messages can be sent per hour and per day.',
      'hotmail.com',
      'soft rate, slower',
    ],
    // iCloud
    ['550 5.1.1 <ana@icloud.com>: inactive email address', 'icloud.com', 'hard mailbox'],
    ['550 5.1.6 recipient no longer on server: ana@icloud.com', 'icloud.com', 'hard mailbox'],
    ['552 5.2.2 <ana@icloud.com>: user is over quota', 'icloud.com', 'soft full'],
    ['550 5.7.1 [CS01] Message rejected due to local policy.', 'icloud.com', 'block policy'],
    [
      '421 4.7.1 Messages to ana@icloud.com deferred due to excessive volume. Try again later',
      'icloud.com',
      'soft rate, slower',
    ],
    [
      '550 5.7.1 Mail from IP 192.0.2.1 was rejected due to listing in Spamhaus SBL.',
      'me.com',
      'block reputation',
    ],
    // postmaster.gmx.net, postmaster.web.de
    ['550 <ana@gmx.de>: Requested action not taken: mailbox unavailable', 'gmx.de', 'hard mailbox'],
    ['550 Benutzer nicht bekannt/User unknown', 'web.de', 'hard mailbox'],
    [
      '550 Benutzer hat das Speichervolumen ueberschritten. / User has exhausted allowed storage space.',
      'web.de',
      'soft full',
    ],
    ['421 Rate limit reached. Please try again later', 'gmx.net', 'soft rate, slower'],
    ['450 Reject due to policy violations.', 'web.de', 'block reputation, slower'],
    [
      '554-gmx.net (mxgmx104) Nemesis ESMTP Service not available 554-No SMTP service 554-IP address is block listed. 554 For explanation visit https://postmaster.gmx.net/en/case?c=r0201',
      'gmx.net',
      'block reputation',
    ],
    // postmaster.comcast.net
    [
      '421 4.1.0 192.0.2.1 Throttled - try again later. Please see https://postmaster.comcast.net/smtp-error-codes.php#RL000001',
      'comcast.net',
      'soft rate, slower',
    ],
    [
      '554 resimta-po.comcast.net 192.0.2.1 Comcast block for spam. Please see https://postmaster.comcast.net/smtp-error-codes.php#BL000000',
      'comcast.net',
      'block reputation',
    ],
    // docs.aws.amazon.com/ses
    ['454 Throttling failure: Maximum sending rate exceeded.', 'example.com', 'soft rate, slower'],
  ])('%s', (text, domain, verdict) => expect(verdictOf(text, domain)).toBe(verdict));
});

describe('what other servers answer', () => {
  test.each([
    // Delivery status notifications that sisimai/set-of-emails collected
    ['550 5.1.1 <kijitora@example.co.jp>... User Unknown', 'hard mailbox'],
    ['550 5.2.1 <filtered@example.co.jp>... User Unknown', 'hard mailbox'],
    ['550 5.1.1 Address rejected', 'hard mailbox'],
    ['553 5.1.1 unknown or illegal user: kijitora@example.co.jp', 'hard mailbox'],
    ['550 Unknown user kijitora@example.net', 'hard mailbox'],
    [
      '550 5.1.351 Remote server returned unknown recipient or mailbox unavailable -> 550 : User unknown',
      'hard mailbox',
    ],
    ['450 4.2.2 <kijitora@example.jp>... Mailbox Full', 'soft full'],
    [
      "550 5.1.0 192.0.2.222 is not allowed to send from <example.net> per it's SPF Record. Please inspect your SPF settings, and try again. IB508",
      'block policy',
    ],
    ['501 5.1.8 Sender address rejected', 'block policy'],
    [
      '553 5.1.8 <httpd@host1.mx.example.jp>... Domain of sender address httpd@host1.mx.example.jp does not exist',
      'block policy',
    ],
    ['554 Mail from nekonyaan@example.net rejected for policy', 'block policy'],
    ['550 5.7.1 <root@nijo.example.jp>... Access denied', 'block policy'],
    ['550 5.7.6 Failed to delivery', 'block policy'],
    ['550 5.7.1 Message content rejected, UBE, id=00000-00-000', 'block content'],
    ['550 5.6.9 improper use of 8-bit data in message header', 'block content'],
    ['552 5.2.3 Message size exceeds fixed maximum message size (10485760)', 'block size'],
    ['501 5.0.0 Invalid domain name', 'block protocol'],
    ['503 5.0.0 Need RCPT (recipient)', 'block protocol'],
    ['554 5.0.0 Service unavailable', 'soft unknown'],
    ['550 5.4.312 Message expired, DNS query failed', 'soft unknown'],
    ['450 4.4.312 DNS query failed', 'soft unknown'],
    [
      '554 5.7.1 Service unavailable; Client host [192.0.2.49] blocked using bl.spamcop.net',
      'block reputation',
    ],
    // Postfix, Exim, qmail, Sendmail
    [
      '550 5.1.1 <ana@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
      'hard mailbox',
    ],
    ['554 5.7.1 <ana@example.com>: Recipient address rejected: User unknown', 'hard mailbox'],
    ['550 Unrouteable address', 'hard mailbox'],
    ['554 Sorry, no mailbox here by that name. (#5.1.1)', 'hard mailbox'],
    ['550 5.7.1 No such user here', 'hard mailbox'],
    ['550 #5.1.0 Address rejected.', 'soft unknown'],
    [
      '450 4.1.1 <ana@example.com>: Recipient address rejected: unverified address: Host or domain name not found',
      'soft mailbox',
    ],
    ['550 5.1.2 <ana@nowhere.example>: Recipient address rejected: Domain not found', 'hard domain'],
    [
      '556 5.1.10 <ana@example.com>: Recipient address rejected: Domain example.com does not accept mail (nullMX)',
      'hard domain',
    ],
    ['554 5.7.1 <ana@example.com>: Relay access denied', 'block policy'],
    [
      '450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.1]',
      'block policy, slower',
    ],
    ['421 4.7.0 mx.example.com Error: too many connections from 192.0.2.1', 'soft rate, slower'],
    ['421 4.3.2 Service not available, closing transmission channel', 'soft unknown, slower'],
    ['451 4.3.0 Temporary lookup failure', 'soft unknown'],
    ['452 4.3.1 Insufficient system storage', 'soft full'],
    ['552 Requested mail action aborted: exceeded storage allocation', 'soft full'],
    ['552 5.2.2 Over STORAGE quota', 'soft full'],
    ['571 5.7.1 message classified as spam (Nachricht als Spam eingestuft)', 'block content'],
    ['550 Requested action not taken: mailbox unavailable', 'soft unknown'],
    // RFC 6647, Postgrey
    [
      '450 4.2.0 <ana@example.com>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/',
      'soft greylisted',
    ],
    ['451 4.7.1 Greylisting in action, please come back later', 'soft greylisted'],
    // What libraries that read bounces collected
    ['550 RCPT TO:<ana@example.com> 5.1.1 max message size exceeded', 'block size'],
    ['452 <ana@example.com> Mailbox size limit exceeded', 'soft full'],
    ['550 5.7.0 The recipient mailbox has exceeded its disk space limit.', 'soft full'],
    ["550 The number of messages in recipient's mailbox exceeded the local limit.", 'soft full'],
    ['550 552 Quota violation for ana@example.com', 'soft full'],
    ['550 Name service error for domain example.com: Host not found, try again', 'soft unknown'],
    ['553 5.3.0 <ana@example.com>... Addressee unknown', 'hard mailbox'],
    ['550 ** No mail box available for this user **', 'hard mailbox'],
    ['550 5.7.1 No mailbox found', 'hard mailbox'],
    ['550 Recipient Rejected: No account by that name here', 'hard mailbox'],
    ['554 Rcpt <ana@example.com> does not exist', 'hard mailbox'],
    ['550-ana@example.com is not an active address at this host', 'hard mailbox'],
    ['551 <ana@example.com> is a deactivated mailbox', 'hard mailbox'],
    ['550 Invalid final delivery userid: ana@example.com', 'hard mailbox'],
    ['550 User not listed in public Name & Address Book', 'hard mailbox'],
    ['550 #5.1.1 bad address', 'hard mailbox'],
    ['550 BAD_RECIPIENT', 'hard mailbox'],
    ['550 Destination addresses were unknown', 'hard mailbox'],
    ['550 The email account that you tried to reach does not exist', 'hard mailbox'],
    ['550 Your email address could not be found', 'block policy'],
    ['550 The email address could not be found', 'hard mailbox'],
    ['550 This address no longer accepts mail', 'hard mailbox'],
    ['550 Unknown e-mail address', 'hard mailbox'],
    ['550 User missing home directory', 'hard mailbox'],
    ['550 Domino ディレクトリには見つかりません', 'hard mailbox'],
    ['550 Account disabled temporarly for exceeding receiving limits', 'soft full'],
    ['550 ana@example.com does not have enough space', 'soft full'],
    ['550 Mailfolder is full', 'soft full'],
    ['550 Recipient reached disk quota', 'soft full'],
    ["550 The user's space has been used up", 'soft full'],
    ['550 User suspended', 'soft unknown'],
    ['550 Spamming not allowed', 'block content'],
    ['554 email rejected due to security policies', 'block policy'],
    ['550 Access from ip address 192.0.2.1 blocked.', 'block reputation'],
    // In other languages
    ['550 <ana@example.com>: Destinatario desconocido o mailbox lleno', 'soft full'],
    ['550 Unbekannter Empfänger', 'hard mailbox'],
    ['550 收件人地址不存在', 'hard mailbox'],
    ['550 El usuario no existe', 'hard mailbox'],
    ['550 Destinataire inconnu', 'hard mailbox'],
    ['550 La casella del destinatario risulta piena', 'soft full'],
  ])('%s', (text, verdict) => expect(verdictOf(text)).toBe(verdict));
});

test('a temporary refusal is never hard, whatever it says', () => {
  expect(verdictOf('450 4.1.1 User unknown')).toBe('soft mailbox');
  expect(verdictOf('450 no such user')).toBe('soft mailbox');
});

test('what an address happens to be called says nothing', () => {
  expect(verdictOf('550 <user-unknown@spam.example> was refused, no such-user@example.com')).toBe(
    'soft unknown',
  );
});

test.each([
  '550 IP address 192.0.2.1 was not found in our records',
  '554 5.7.1 Your account has been disabled',
  '550 5.7.1 <mail.example.com>: Helo command rejected: Host not found',
  '554 From address domain does not exist',
  '550 Sender verify failed: mailbox not found',
  '550 5.1.1 Blocked using zen.spamhaus.org; see https://check.spamhaus.org',
  '550 User has too many messages on the server.',
  '550 5.5.3 Too many invalid recipients',
  '550 Too many unknown users in this session',
  '550 Address of the sender was not found',
  '550 Hourly sending quota exceeded for this user',
])('%s is no word on the address', (text) => expect(verdictOf(text)).not.toMatch(/hard/));

test('nothing that is not clear gives an address up', () => {
  for (const code of [500, 501, 502, 503, 504, 521, 541, 550, 551, 552, 553, 554, 571]) {
    expect(verdictOf(`${code} Rejected`)).not.toMatch(/hard/);
    expect(classify({ code, enhanced: null, text: '' }, 'example.com').bounceType).not.toBe('hard');
  }
});

test('no pattern can be made to take long by a stranger', () => {
  for (const { text, status } of RULES) {
    for (const pattern of [text, status]) expect(pattern?.source ?? '').not.toMatch(/[*+]|,\}/);
  }
});
