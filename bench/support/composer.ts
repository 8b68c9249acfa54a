import Handlebars from 'handlebars';
import { htmlToText } from 'html-to-text';
import juice from 'juice';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Variables } from '../../lib/content';
import { BODY, PREVIEW, SUBJECT } from './longNewsletter';
import { SENDER, withTracking } from './newsletter';

/** What differs from one message to the next. */
export interface Recipient {
  messageId: string;
  to: { name: string; address: string };
  date: number;
  variables: Variables;
  token: string;
  unsubscribeUrl: string;
}

/** html-to-text writes headings in capitals, also the Handlebars tags in them. */
const HEADINGS = ['h1', 'h2', 'h3'].map((selector) => ({ selector, options: { uppercase: false } }));

/** The same message without us: Handlebars templates compiled once, nodemailer's MailComposer for each recipient. */
export function openComposer(headers: { listId: string; feedbackId: string }) {
  const inlined = juice(
    withTracking(BODY.replace(/<body[^>]*>/, `$&<div style="display:none">${PREVIEW}</div>`)),
  );
  const subject = Handlebars.compile(SUBJECT, { noEscape: true });
  const html = Handlebars.compile(inlined);
  const text = Handlebars.compile(htmlToText(inlined, { wordwrap: false, selectors: HEADINGS }), {
    noEscape: true,
  });
  return async ({ messageId, to, date, variables, token, unsubscribeUrl }: Recipient): Promise<Buffer> => {
    const values = { ...variables, token, unsubscribe_url: unsubscribeUrl };
    const composer = new MailComposer({
      from: { name: SENDER.name, address: SENDER.email },
      to,
      subject: subject(values),
      html: html(values),
      text: text(values),
      date: new Date(date),
      messageId,
      headers: {
        'List-Unsubscribe': `<${unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'List-Id': `<${headers.listId}>`,
        'Feedback-ID': headers.feedbackId,
        Precedence: 'bulk',
        'X-Auto-Response-Suppress': 'OOF, AutoReply',
      },
      newline: 'windows',
    });
    return composer.compile().build();
  };
}
