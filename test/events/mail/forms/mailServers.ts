import { ANA, COPY, type Form } from './form';
import { RETURNED } from '../mails';

/** Programs that carry mail. */
export const mailServers: Record<string, Form> = {
  'Apache James': {
    from: 'postmaster@mx.example',
    subject: '[BOUNCE]',
    text: `Hi. This is the James mail server at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

Error message below:
550 - Requested action not taken: no such user here

Message details:
  Subject: News
  Sent date: Thu Jan 01 00:00:00 UTC 2026
  MAIL FROM: b-1-2@bounce.shop.example
  RCPT TO: ${ANA}
  From: Shop <news@shop.example>
  To: ${ANA}
  Size (in bytes): 1024`,
    bounceType: 'hard',
  },
  Courier: {
    from: '"Courier mail server at mx.example" <@>',
    subject: 'NOTICE: mail delivery status.',
    text: `This is a delivery status notification from mx.example,
running the Courier mail server, version 1.

---------------------

               UNDELIVERABLE MAIL

Your message to the following recipients cannot be delivered:

<${ANA}>:
    mx.example.com [192.0.2.1]:
>>> RCPT TO:<${ANA}>
<<< 550 5.1.1 <${ANA}>... User Unknown

---------------------

If your message was also sent to additional recipients, their delivery
status is not included in this report.`,
    bounceType: 'hard',
  },
  'Domino, in English': {
    from: 'Domino <x@mx.example>',
    subject: `DELIVERY FAILURE: User ana (${ANA}) not listed in Domino Directory`,
    text: `Your message

  Subject: News

was not delivered to:

  ${ANA}

because:

  User ana (${ANA}) not listed in Domino Directory
`,
    bounceType: 'hard',
  },
  'DragonFly Mail Agent': {
    from: 'MAILER-DAEMON <>',
    subject: 'Mail delivery failed',
    text: `This is the DragonFly Mail Agent v0.13 at mx.example.

There was an error delivering your mail to <${ANA}>.

mx.example.com [192.0.2.1] did not like our RCPT TO:
552 5.2.2 <${ANA}>: Recipient address rejected: Mailbox full

Original message follows.

${COPY}`,
    bounceType: 'soft',
  },
  'Exchange 2003': {
    from: 'System Administrator <postmaster@mx.example>',
    subject: 'Undeliverable: News',
    text: `Your message

  To:      list@other.example
  Subject: News
  Sent:    Thu, 1 Jan 2026 00:00:00 -0000

did not reach the following recipient(s):

c=US;a= ;p=EXAMPLE;o=HQ;dda:SMTP=${ANA}; on Thu, 1 Jan 2026 00:00:00 -0000
    The recipient name is not recognized
	The MTS-ID of the original message is: c=us;a= ;p=example;l=EXCH0101010000Z-1
    MSEXCH:IMS:EXAMPLE:HQ:EXCH 0 (000C05A6) Unknown Recipient`,
    bounceType: 'hard',
  },
  'Exchange 2007': {
    from: 'mailer-daemon@mx.example',
    subject: 'Undeliverable: News',
    headers: { 'Content-Language': 'en-US' },
    text: `Delivery has failed to these recipients or distribution lists:

Ana<mailto:${ANA}>
The recipient's e-mail address was not found in the recipient's e-mail system. Microsoft Exchange will not try to redeliver this message for you.

________________________________
Sent by Microsoft Exchange Server 2007

Diagnostic information for administrators:

Generating server: mx.example

${ANA}
#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##

Original message headers:

${RETURNED}`,
    bounceType: 'hard',
  },
  'IMail, unknown user': {
    from: '"Postmaster" <postmaster@mx.example>',
    subject: 'Undeliverable Mail',
    text: `Unknown user: ${ANA}


Original message follows.

${COPY}`,
    bounceType: 'hard',
  },
  'IMail, full mailbox': {
    from: '"Postmaster" <postmaster@mx.example>',
    subject: 'Undeliverable Mail',
    text: `User mailbox exceeds allowed size: ${ANA}

Help: help@mx.example, +1 415 555 0100, eve@mx.example

Original message follows.`,
    bounceType: 'soft',
  },
  'IMail, too many attempts': {
    from: '"Postmaster" <postmaster@mx.example>',
    subject: 'Undeliverable Mail',
    text: `Delivery failed 20 attempts: ${ANA}


Original message follows.

${COPY}`,
    bounceType: 'soft',
  },
  'Oracle Messaging Server': {
    from: 'Internet Mail Delivery <postmaster@mx.example>',
    subject: 'Delivery Notification: Delivery has failed',
    text: `This report relates to a message you sent with the following header fields:

  Message-id: <1.2@shop.example>
  Date: Thu, 01 Jan 2026 00:00:00 +0000
  From: Shop <news@shop.example>
  To: Ana <${ANA}>
  Subject: News

Your message cannot be delivered to the following recipients:

  Recipient address: ${ANA}
  Reason: Remote SMTP server has rejected address
  Diagnostic code: smtp;550 5.1.1 <${ANA}>... User Unknown
  Remote system: dns;mx.example.com (TCP|192.0.2.1|47323|192.0.2.2|25)`,
    bounceType: 'hard',
  },
  Notes: {
    from: 'NotesServer@mx.example',
    subject: 'Undeliverable message',
    text: `------- Failure Reasons  --------

User not listed in public Name & Address Book
${ANA}


------- Returned Message --------

${COPY}`,
    bounceType: 'hard',
  },
  OpenSMTPD: {
    from: 'Mailer Daemon <MAILER-DAEMON@mx.example>',
    subject: 'Delivery status notification: error',
    text: `    Hi!

    This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.

    An error has occurred while attempting to deliver a message for
    the following list of recipients:

${ANA}: 550 5.2.2 <${ANA}>... Mailbox Full

    Below is a copy of the original message:

${COPY}`,
    bounceType: 'soft',
  },
  'Sendmail 5': {
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.example>',
    subject: 'Returned mail: User unknown',
    text: `   ----- Transcript of session follows -----
While talking to mx.example.com:
>>> RCPT To:<${ANA}>
<<< 550 <${ANA}>, User Unknown
550 <${ANA}>... User unknown

   ----- Unsent message follows -----
${COPY}`,
    bounceType: 'hard',
  },
  'Sendmail 5, of a host that is down': {
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.example>',
    subject: 'Returned mail: Cannot send message for 5 days',
    text: `   ----- Transcript of session follows -----
421 example.com (smtp)... Deferred: Connection timed out during user open with example.com

   ----- Unsent message follows -----
${COPY}`,
    bounceType: 'soft',
  },
};
