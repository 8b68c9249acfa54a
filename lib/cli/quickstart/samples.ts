import { readFile } from 'node:fs/promises';
import PostalMime, { type Email } from 'postal-mime';
import { type Contact, type EmailMarketing, MAX_PER_PAGE } from '../../model';
import type { KeptMessage } from './receiver';

/** A received message beside the contact it was made for. */
export interface Sample {
  caption: string;
  contact: Contact;
  file: string;
  email: Email;
}

/** People who show what personalization does. */
const KINDS: ReadonlyArray<{ caption: string; fits: (contact: Contact) => boolean }> = [
  {
    caption: 'Everything is known',
    fits: ({ fields }) => Boolean(fields['first_name'] && fields['city'] && fields['plan']),
  },
  {
    caption: 'First name and city are missing',
    fits: ({ fields }) => !fields['first_name'] && !fields['city'],
  },
  {
    caption: 'A name in another script',
    fits: ({ fields }) => /^\P{Script=Latin}+$/u.test(String(fields['first_name'] ?? '')),
  },
];

/** One contact of each kind, as far as there are any. */
export function pickSamples(contacts: readonly Contact[]): { caption: string; contact: Contact }[] {
  const picked: { caption: string; contact: Contact }[] = [];
  for (const { caption, fits } of KINDS) {
    const contact = contacts.find((one) => fits(one) && !picked.some((pick) => pick.contact === one));
    if (contact) picked.push({ caption, contact });
  }
  return picked;
}

/** Reads the received messages of up to three people, parsed from what came over the wire. */
export async function readSamples(
  engine: EmailMarketing,
  messages: readonly KeptMessage[],
): Promise<Sample[]> {
  const fileOf = new Map(messages.map(({ to, file }) => [to, file]));
  const { data: contacts } = await engine.contacts.list({ perPage: MAX_PER_PAGE });
  const received = contacts.filter(({ email }) => fileOf.has(email));
  return Promise.all(
    pickSamples(received).map(async (pick) => {
      const file = fileOf.get(pick.contact.email)!;
      return { ...pick, file, email: await PostalMime.parse(await readFile(file)) };
    }),
  );
}
