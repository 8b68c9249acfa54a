/** What may differ in a bounce. */
export interface BounceMail {
  recipient: string;
  /** Where the bounce was sent: the return path of the message that failed. */
  to: string;
  /** Of the message that failed. */
  messageId?: string;
  status?: string;
  /** What the message that failed is returned as: its headers, or whole. */
  returned?: 'text/rfc822-headers' | 'message/rfc822';
}

/** A delivery status notification (RFC 3464) as a mail server sends it. */
export const bounceMail = ({
  recipient,
  to,
  messageId = '<unknown@example.com>',
  status = '5.1.1',
  returned = 'text/rfc822-headers',
}: BounceMail): string =>
  `From: MAILER-DAEMON@mx.example.net
To: ${to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
 boundary="b"

--b
Content-Type: text/plain

It could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; ${recipient}
Action: failed
Status: ${status}
Diagnostic-Code: smtp; 550 ${status} Refused

--b
Content-Type: ${returned}

Message-ID: ${messageId}
Subject: Hello

--b--
`.replaceAll('\n', '\r\n');
