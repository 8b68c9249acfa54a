import type { ConsentAction, ContactKey } from '../../model';
import type { Db } from '../../store';
import { chunks } from '../chunks';

interface ConsentChange {
  action: ConsentAction;
  source: string | null;
  at: number;
}

/** Puts on record what happened to the consent of these contacts, in the transaction in which it happens. */
export async function recordConsents(
  tx: Db,
  contacts: readonly ContactKey[],
  change: ConsentChange,
): Promise<void> {
  for (const part of chunks(contacts)) {
    await tx
      .insertInto('consents')
      .values(part.map((contact_id) => ({ contact_id, ...change })))
      .execute();
  }
}
