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
export const BODY = readFileSync(join(__dirname, '../../examples/newsletter.html'), 'utf8');

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
