import { createHmac, type KeyObject } from 'node:crypto';
import { MailtargetError } from '../../model';
import type { Db } from '../../store';

/**
 * What stays of a person who was erased.
 * @param key the store's delivery key
 * @param email normalized
 */
export const erasureHash = (key: KeyObject, email: string): string =>
  createHmac('sha256', key).update(`erasure:${email}`).digest('base64url');

/** So that nobody has to be hashed as long as nobody was erased. */
export async function anyErasures(db: Db): Promise<boolean> {
  const row = await db.selectFrom('erasures').select('hash').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** @param hashes at most some thousands */
export async function findErased(db: Db, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db.selectFrom('erasures').select('hash').where('hash', 'in', hashes).execute();
  return new Set(rows.map((row) => row.hash));
}

/** Which of these people, by their normalized addresses, were erased. */
export async function erasedAmong(db: Db, key: KeyObject, emails: readonly string[]): Promise<Set<string>> {
  if (!(await anyErasures(db))) return new Set();
  const hashOf = new Map(emails.map((email) => [email, erasureHash(key, email)]));
  const erased = await findErased(db, [...hashOf.values()]);
  return new Set(emails.filter((email) => erased.has(hashOf.get(email)!)));
}

export const contactErased = (email: string): MailtargetError =>
  new MailtargetError(
    'CONTACT_ERASED',
    `${email} was erased at their request and is not added again. If they ask for it themselves, remove the address from the suppressions first.`,
    { field: 'email' },
  );
