import { ANA, COPY, type Form } from './form';
import { RETURNED } from '../mails';

/** What stands in front of mail servers, and what nobody knows by name. */
export const gateways: Record<string, Form> = {
  'Active!hunter': {
    from: '"MAILER-DAEMON" <MAILER-DAEMON@mx.example>',
    subject: 'FAILURE NOTICE :News',
    text: `  ----- The following addresses had permanent fatal errors -----

>>> ${ANA} <${ANA}>

  ----- Transcript of session follows -----
550 sorry, no mailbox here by that name (#5.1.1)`,
    bounceType: 'hard',
  },
  InterScan: {
    from: '"InterScan MSS" <scan@mx.example>',
    subject: 'Mail could not be delivered',
    text: `Sent <<< RCPT TO:<${ANA}>
Received >>> 550 5.1.1 <${ANA}>... user unknown

Could not deliver your mail.`,
    bounceType: 'hard',
  },
  'Trend Micro, in Japanese': {
    from: '"InterScan Notification" <scan@mx.example>',
    subject: 'メール配信に失敗しました',
    text: `メールの配信に失敗しました。
Unable to deliver message to <${ANA}>: 550 5.1.1 unknown user.`,
    bounceType: 'hard',
    charset: 'utf-8',
  },
  'MX Logic': {
    from: 'Mail Delivery System <postmaster@mx.example>',
    subject: 'Mail delivery failed: returning message to sender',
    text: `This message was created automatically by mail delivery software.

A message that you have sent could not be delivered to one or more
recipients.  This is a permanent error.  The following address failed:

  <${ANA}>: 550 5.1.1 No such user

Included is a copy of the message header:
-----------------------------------------
${RETURNED}`,
    bounceType: 'hard',
  },
  MailFoundry: {
    from: 'MAILER-DAEMON@mx.example',
    subject: 'Message delivery has failed',
    text: `Unable to deliver message to: <${ANA}>
Delivery failed for the following reason:
Server mx.example.com[192.0.2.1] failed with: 550 <${ANA}> No such user here

This has been a permanent failure.  No further delivery attempts will be made.`,
    bounceType: 'hard',
  },
  MailMarshal: {
    from: 'MailMarshal <x@mx.example>',
    subject: 'Undeliverable Mail: "News"',
    text: `Your message:
   From:    news@shop.example
   Subject: News

Could not be delivered because of

550 5.1.1 User unknown

The following recipients were affected: 
    ${ANA}

Additional Information
======================
Original Sender:    <b-1-2@bounce.shop.example>
Sender-MTA:         <192.0.2.1>`,
    bounceType: 'hard',
  },
  McAfee: {
    from: 'postmaster@mx.example',
    subject: 'Delivery Status',
    text: `   --- The following addresses had delivery problems ---

<${ANA}>   (User unknown ${ANA})
`,
    bounceType: 'hard',
  },
  Mimecast: {
    from: 'Mail Delivery Subsystem <postmaster@mimecast.example>',
    subject: '[Postmaster] Email Delivery Failure',
    text: `An email that you attempted to send to the following address could not be delivered:
-- ${ANA}

The problem appears to be :
-- Recipient email address is possibly incorrect

Additional information follows :
-- 5.4.1 Recipient address rejected: Access denied.

This condition occurred after 1 attempt(s) to deliver over a period of 0 hour(s).`,
    bounceType: 'hard',
  },
  SurfControl: {
    from: 'Administrator@mx.example',
    subject: 'Message delivery failed: News',
    headers: { 'X-Mailer': 'SurfControl E-mail Filter' },
    text: `Your message could not be sent.
A transcript of the attempts to send the message follows.
The number of attempts made: 1
Addressed To: ${ANA}

Thu 1 Jan 2026 00:00:00 +0000
Failed to send to identified host,
${ANA}: [192.0.2.1], 550 ${ANA}... No such user
--- Message non-deliverable.`,
    bounceType: 'hard',
  },
  'an error in square brackets': {
    from: '"Mail Deliver System" <MAILER-DAEMON@mx.example>',
    subject: 'Returned Mail: News',
    text: `The original message was received at Thu, 1 Jan 2026 00:00:00 +0900
from news@shop.example

---The following addresses had delivery errors---

${ANA} [User unknown]
`,
    bounceType: 'hard',
  },
  'an account that somebody does not have': {
    from: 'MAILER-DAEMON@mx.example',
    subject: 'failed delivery',
    text: `Message from example.com.
Unable to deliver message to the following address(es).

<${ANA}>:
This user doesn't have a example.com account (${ANA}) [0]

--- Original message follows.

${COPY}`,
    bounceType: 'hard',
  },
  'an asterisk, and details below': {
    from: 'Mail Delivery System <x@mx.example>',
    subject: 'Delivery status notification',
    text: `============================================================================
      This is an automatically generated Delivery Status Notification.

Delivery to the following recipients failed permanently:

  * ${ANA}


============================================================================
                            Technical details:

SMTP:RCPT host 192.0.2.8: 553 5.3.0 <${ANA}>... No such user here
`,
    bounceType: 'hard',
  },
  'a reply in square brackets': {
    from: 'noreply@mx.example',
    subject: 'There was an error sending your mail',
    text: `We had trouble delivering your message. Full details follow:

Subject: 'News'
Date: 'Thu, 1 Jan 2026 00:00:00 +0000'

1 error(s):

SMTP Server <mx.example.com> rejected recipient <${ANA}> 
  (Error following RCPT command). It responded as follows: [550 5.1.1 User unknown]`,
    bounceType: 'hard',
  },
  'm-FILTER': {
    from: 'mfilter@mx.example',
    subject: 'failure notice',
    headers: { 'X-Mailer': 'm-FILTER' },
    text: `このメールは自動的に生成して送信しています。
以下のメールアドレスへの送信に失敗しました。
${ANA}


-------server message
550 5.1.1 unknown user <${ANA}>

-------SMTP command
DATA

-------original message
${COPY}`,
    bounceType: 'hard',
    charset: 'utf-8',
  },
};
