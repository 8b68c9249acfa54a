import { ANA, COPY, type Form } from './form';
import { RETURNED } from '../mails';

/** Mailbox providers and services that send for others. */
export const providers: Record<string, Form> = {
  BIGLOBE: {
    from: 'postmaster@biglobe.example',
    subject: 'Returned mail: News',
    text: `   ----- The following addresses had delivery problems -----
${ANA}

   ----- Non-delivered information -----
The number of messages in recipient's mailbox exceeded the local limit.
`,
    bounceType: 'soft',
  },
  EZweb: {
    from: '<Postmaster@ezweb.example>',
    subject: 'Mail System Error - Returned Mail',
    text: `Each of the following recipients was rejected by a remote
mail server.

    Recipient: <${ANA}>
    >>> RCPT TO:<${ANA}>
    <<< 550 <${ANA}>: User unknown`,
    bounceType: 'hard',
  },
  'EZweb, of a mailbox that is shut': {
    from: '<Postmaster@ezweb.example>',
    subject: 'Mail System Error - Returned Mail',
    text: `The user(s) account is temporarily over quota.

<${ANA}>: mailbox`,
    bounceType: 'soft',
  },
  '1&1': {
    from: '"Mail Delivery System" <mailer-daemon@kundenserver.example>',
    subject: 'Mail delivery failed: returning message to sender',
    text: `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of
its recipients. The following addresses failed:

${ANA}:
SMTP error from remote server for TEXT command, host: mx.example.com (192.0.2.1)
reason: 552 5.2.2 mailbox full

--- The header of the original message is following. ---

${RETURNED}`,
    bounceType: 'soft',
  },
  GMX: {
    from: 'GMX Mailer Daemon <mailer-daemon@gmx.example>',
    subject: 'Mail delivery failed: returning message to sender',
    text: `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of
its recipients. This is a permanent error. The following address
failed:

"${ANA}":
SMTP error from remote server after RCPT command:
host: mx.example.com
5.1.1 <${ANA}>... User Unknown

--- The header of the original message is following. ---

${RETURNED}`,
    bounceType: 'hard',
  },
  'Google Groups': {
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    headers: { 'X-Failed-Recipients': ANA },
    text: `Hello news@shop.example,

We're writing to let you know that the group you tried to contact (ana) may not exist, or you may not have permission to post messages to the group.

----- Original message -----

${COPY}`,
    bounceType: 'soft',
  },
  'Google Workspace': {
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    text: `** Address not found **

Your message wasn't delivered to ${ANA} because the address couldn't be found, or is unable to receive mail.

The response from the remote server was:
550 5.1.1 User unknown`,
    bounceType: 'hard',
  },
  KDDI: {
    from: 'no-reply@mx.dion.example',
    subject: 'Mail Delivery Notification',
    headers: { 'Return-Path': '<>' },
    text: `Your mail sent on: Thu, 01 Jan 2026 00:00:00 +0900
    Could not be delivered to: <${ANA}>
    As their mailbox is full.`,
    bounceType: 'soft',
  },
  'Mail.ru': {
    from: 'mailer-daemon@corp.mail.example',
    subject: 'Mail failure.',
    text: `Это письмо создано автоматически сервером. Отвечать на него не нужно.

К сожалению, Ваше письмо не может
быть доставлено одному или нескольким получателям:

  ${ANA}
    host mx.example.com [192.0.2.1]: 550 5.1.1 <${ANA}>... User Unknown`,
    bounceType: 'hard',
    charset: 'utf-8',
  },
  'Smail, T-Online': {
    from: 'Mail Delivery System <Mailer-Daemon@t-online.example>',
    subject: 'mail failed, returning to sender',
    text: `|------------------------- Message log follows: -------------------------|
 no valid recipients were found for this message
|------------------------- Failed addresses follow: ---------------------|
 <${ANA}>
   552 5.2.2 <${ANA}> Quota exceeded (mailbox for user is full)

|------------------------- Message header follows: ----------------------|
${RETURNED}`,
    bounceType: 'soft',
  },
  SendGrid: {
    from: 'MAILER-DAEMON',
    subject: 'Undelivered Mail Returned to Sender',
    text: `This is an automatically generated message from SendGrid.

I'm sorry to have to tell you that your message was not able to be
delivered to one of its intended recipients.

If you require assistance with this, please contact SendGrid support.

shop:000000:<${ANA}> : 192.0.2.1 : mx.example.com:[192.0.2.2] :
  550 5.1.1 <${ANA}>... User Unknown  in RCPT TO
`,
    bounceType: 'hard',
  },
  Verizon: {
    from: 'post_master@vtext.example',
    subject: 'Undeliverable Message',
    text: `Error: 
550 - Requested action not taken: no such user here

Message details:
  Subject: News
  Sent date: Thu Jan 01 00:00:00 GMT 2026
  MAIL FROM: b-1-2@bounce.shop.example
  RCPT TO: ${ANA}`,
    bounceType: 'hard',
  },
  'Verizon, to a phone': {
    from: 'sysadmin@msg.vzwpix.example',
    subject: 'Undeliverable: News',
    text: `Message could not be delivered to mobile.
Error: No valid recipients for this MM

Original Message:
From: Shop <news@shop.example>
To: ${ANA}
Subject: News
Date:  Thu, 1 Jan 2026 00:00:00 +0000`,
    bounceType: 'soft',
  },
  Yahoo: {
    from: 'MAILER-DAEMON@yahoo.example',
    subject: 'Failure Notice',
    text: `Sorry, we were unable to deliver your message to the following address.

<${ANA}>:
Remote host said:
550 5.2.2 <${ANA}>... Mailbox Full
[RCPT_TO]

--- Below this line is a copy of the message.

${COPY}`,
    bounceType: 'soft',
  },
  Zoho: {
    from: 'mailer-daemon@mail.zoho.example',
    subject: 'Undelivered Mail Returned to Sender',
    text: `This message was created automatically by mail delivery software.
A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.

${ANA} Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <${ANA}>... User Unknown
`,
    bounceType: 'hard',
  },
  'Zoho, of a host that is down': {
    from: 'mailer-daemon@mail.zoho.example',
    subject: 'Undelivered Mail Returned to Sender',
    text: `This message was created automatically by mail delivery software.
A message that you sent could not be delivered to one or more of its recipients.

[Status: Error, Address: <${ANA}>, ResponseCode 421, , Host not reachable.]
`,
    bounceType: 'soft',
  },
};
