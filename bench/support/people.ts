import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

export const LABELS = Array.from({ length: 20 }, (_, n) => `Label ${n + 1}`);
export const FIELDS = {
  age: 'number',
  birthday: 'date',
  city: 'text',
  first_name: 'text',
  note: 'text',
  vip: 'boolean',
} as const;

export interface Person {
  email: string;
  domain: string;
  name: string;
  /** Into `LABELS`, ascending. */
  labels: number[];
  fields: Record<keyof typeof FIELDS, string | number | boolean>;
  funnelStatus: string | null;
}

const FIRST = [
  'ana',
  'budi',
  'citra',
  'dewi',
  'eka',
  'farid',
  'gita',
  'hana',
  'indra',
  'joko',
  'kartika',
  'lina',
];
const LAST = [
  'wijaya',
  'santoso',
  'lima',
  'pratama',
  'hartono',
  'nugroho',
  'siregar',
  'halim',
  'putri',
  'gunawan',
];
const DOMAINS = [
  'gmail.com',
  'gmail.com',
  'gmail.com',
  'yahoo.com',
  'outlook.com',
  'yahoo.co.id',
  'kopi.example',
];
const CITIES = ['Jakarta', 'Bandung', 'Surabaya', 'Medan', 'Yogyakarta', 'Denpasar', 'Makassar', 'Semarang'];
const FUNNEL = [null, null, 'aware', 'engaged', 'customer'];

/** The same person for the same number; one after the other they are in no order of their emails. */
export function person(n: number): Person {
  const hash = mix(n);
  const pick = <T>(list: readonly T[], salt: number): T => list[mix(hash + salt) % list.length]!;
  const [first, last, domain] = [pick(FIRST, 1), pick(LAST, 2), pick(DOMAINS, 3)];
  const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
  const labels = new Set([hash % 20, (hash >>> 5) % 20, ...(hash % 2 === 0 ? [(hash >>> 10) % 20] : [])]);
  return {
    // The number keeps it unique; what is before it, in no order.
    email: `${last}.${first}${(hash % 100_000).toString(36)}.${n.toString(36)}@${domain}`,
    domain,
    name: `${capital(first)} ${capital(last)}`,
    labels: [...labels].sort((a, b) => a - b),
    fields: {
      age: 18 + (hash % 60),
      birthday: `${1950 + (hash % 55)}-0${1 + (hash % 9)}-${10 + (hash % 18)}`,
      city: pick(CITIES, 4),
      first_name: capital(first),
      note: hash % 10 === 0 ? `likes coffee, black; calls it "kopi ${hash % 7}"` : 'prefers tea',
      vip: hash % 8 === 0,
    },
    funnelStatus: pick(FUNNEL, 5),
  };
}

/** An integer hash (lowbias32). */
function mix(n: number): number {
  let x = n | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

const HEADER = 'email,name,labels,funnel_status,age,birthday,city,first_name,note,vip\n';

function toLine({ email, name, labels, fields, funnelStatus }: Person): string {
  const note = String(fields.note);
  return [
    email,
    name,
    labels.map((label) => LABELS[label]).join(';'),
    funnelStatus ?? '',
    fields.age,
    fields.birthday,
    fields.city,
    fields.first_name,
    note.includes(',') ? `"${note.replaceAll('"', '""')}"` : note,
    fields.vip,
  ].join(',');
}

/** People from 0 on as the CSV that is imported. */
export async function writeCsv(file: string, count: number): Promise<void> {
  const out = createWriteStream(file);
  out.write(HEADER);
  for (let start = 0; start < count; start += 5000) {
    const lines = Array.from(
      { length: Math.min(5000, count - start) },
      (_, n) => `${toLine(person(start + n))}\n`,
    );
    if (!out.write(lines.join(''))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}
