import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import type { EmailMarketing, RejectedRow, SuppressionInput } from '../../model';
import type { Workspace } from './workspace';

export interface Imported {
  contacts: number;
  suppressed: number;
  rejected: RejectedRow[];
}

/** Brings in the example's people, and the addresses that must never be mailed again. */
export async function importContacts(engine: EmailMarketing, workspace: Workspace): Promise<Imported> {
  const csv = Readable.toWeb(createReadStream(workspace.contacts)) as ReadableStream<Uint8Array>;
  const { rejected } = await engine.contacts.import(csv);

  const rows = parse<SuppressionInput>(await readFile(workspace.suppressed), { columns: true, bom: true });
  for (const row of rows) await engine.suppressions.add(row);

  const { meta } = await engine.contacts.list({ perPage: 1 });
  return { contacts: meta.total, suppressed: rows.length, rejected };
}
