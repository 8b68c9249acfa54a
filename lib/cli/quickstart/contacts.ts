import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { EmailMarketing, RejectedRow } from '../../model';
import type { Workspace } from './workspace';

export interface Imported {
  contacts: number;
  suppressed: number;
  rejected: RejectedRow[];
}

/** Brings in the example's people, and the addresses that must never be mailed again. */
export async function importContacts(engine: EmailMarketing, workspace: Workspace): Promise<Imported> {
  const { rejected } = await engine.contacts.import(open(workspace.contacts));
  const { rows: suppressed } = await engine.suppressions.import(open(workspace.suppressed));

  const { meta } = await engine.contacts.list({ perPage: 1 });
  return { contacts: meta.total, suppressed, rejected };
}

const open = (file: string) => Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
