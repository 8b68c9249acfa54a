import { createHmac } from 'node:crypto';
import Handlebars from 'handlebars';
import { htmlToText } from 'html-to-text';
import juice from 'juice';
import nodemailer from 'nodemailer';
import PQueue from 'p-queue';
import { type BenchContact, BODY, PUBLIC_URL, SENDER, SUBJECT, withTracking } from './newsletter';
import type { Target } from './line';
import { CONNECTIONS } from './sink';

/** Keeps every connection of the pool busy without building all messages at once. */
const UNDER_WAY = 10 * CONNECTIONS;

/** html-to-text writes headings in capitals, also the Handlebars tags in them. */
const HEADINGS = ['h1', 'h2', 'h3'].map((selector) => ({ selector, options: { uppercase: false } }));

const PIXEL = `<img src="${PUBLIC_URL}/o/{{token}}.gif" width="1" height="1" alt="">`;
const tokenOf = ({ email }: BenchContact): string =>
  `1-${createHmac('sha256', 'key').update(email).digest('base64url').slice(0, 18)}`;

/** What a careful person would write without us: templates compiled once, one `sendMail` per recipient, pooled. */
export function openPool({ host, port }: Target, contacts: readonly BenchContact[]) {
  const inlined = juice(withTracking(BODY).replace('</body>', `${PIXEL}</body>`));
  const subject = Handlebars.compile(SUBJECT, { noEscape: true });
  const html = Handlebars.compile(inlined);
  const text = Handlebars.compile(htmlToText(inlined, { wordwrap: false, selectors: HEADINGS }), {
    noEscape: true,
  });
  const messageTo = (contact: BenchContact) => {
    const values = { ...contact, token: tokenOf(contact) };
    return {
      from: { name: SENDER.name, address: SENDER.email },
      to: contact.email,
      subject: subject(values),
      html: html(values),
      text: text(values),
    };
  };
  const pool = nodemailer.createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
    host,
    port,
    ignoreTLS: true,
  });

  return {
    /** @returns messages a second, from the first rendering to the last reply */
    async send(): Promise<number> {
      const queue = new PQueue({ concurrency: UNDER_WAY });
      const start = performance.now();
      await queue.addAll(contacts.map((contact) => () => pool.sendMail(messageTo(contact))));
      return (1000 * contacts.length) / (performance.now() - start);
    },

    /** The bytes of one message as they go over the wire. */
    async messageSize(): Promise<number> {
      const composer = nodemailer.createTransport({
        streamTransport: true,
        buffer: true,
        newline: 'windows',
      });
      const { message } = await composer.sendMail(messageTo(contacts[0]!));
      return (message as Buffer).length;
    },

    close: () => pool.close(),
  };
}
