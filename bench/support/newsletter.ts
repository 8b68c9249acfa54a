import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface BenchContact {
  email: string;
  first_name: string;
  city: string;
  plan: string;
}

export const SENDER = { name: 'Lantern Street Coffee', email: 'letters@lanternstreet.example' };
export const SUBJECT = '{{first_name}}, three new coffees are on the table';
/** Where clicks and unsubscriptions go. */
export const PUBLIC_URL = 'https://mail.lanternstreet.example';
/** To be tracked. */
const LINKS = 30;
/** With a list of pages at its end, so that it has that many. */
export const BODY = withLinks(readFileSync(join(__dirname, '../../examples/newsletter.html'), 'utf8'));

function withLinks(html: string): string {
  const missing = LINKS - html.match(/href="https:/g)!.length;
  const pages = Array.from({ length: missing }, (_, n) => n + 1).map(
    (n) => `<a href="https://lanternstreet.example/journal/${n}">Page ${n}</a>`,
  );
  return html.replace('</body>', `<p>${pages.join(' &middot; ')}</p></body>`);
}

/** Every link to a page of ours becomes a tracked one, as somebody without us would do it. */
export function withTracking(html: string): string {
  let number = 0;
  return html.replaceAll(/href="https:[^"]*"/g, () => `href="${PUBLIC_URL}/c/{{token}}/${number++}"`);
}

const FIRST_NAMES = ['Emma', 'Jürgen', 'Ayşe', 'Putri', 'Łukasz', 'Søren', 'María'];
const CITIES = ['Leeds', 'Köln', 'İzmir', 'Bandung', 'Łódź', 'Tromsø', 'Málaga', 'Cork', 'Huế'];
const PLANS = ['filter', 'espresso', 'office', ''];

export function makeContacts(count: number): BenchContact[] {
  return Array.from({ length: count }, (_, i) => ({
    email: `reader.${i}@example.com`,
    first_name: FIRST_NAMES[i % FIRST_NAMES.length]!,
    city: CITIES[i % CITIES.length]!,
    plan: PLANS[i % PLANS.length]!,
  }));
}

export function toCsv(contacts: readonly BenchContact[]): string {
  const rows = contacts.map(({ email, first_name, city, plan }) => [email, first_name, city, plan].join(','));
  return ['email,first_name,city,plan', ...rows].join('\n');
}
