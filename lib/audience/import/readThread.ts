/** What runs beside the engine's thread while a file is imported: it reads the rows. */
import { parentPort, workerData } from 'node:worker_threads';
import { type FieldType, fieldNotFound, serializeError } from '../../model';
import type { ValidContact } from '../contacts/contactState';
import { similarTag } from '../fields/similarTag';
import { FileReader } from './fileReader';
import { isField, readHeadings } from './headings';
import { packContacts } from './packContacts';
import type { BatchOf, FromReader, Job, ToReader } from './protocol';
import { contactReader, type ReadRow } from './readContact';
import { type ReadSuppression, suppressionReader } from './readSuppression';
import type { SourceRow } from './rejections';

/** Rows in a transaction: some 30 ms, so that nobody else's write waits long, and many share the flush of a commit. */
const BATCH = 1500;
/** Of the file, where its rows are long. */
const MAX_BATCH_BYTES = 1024 * 1024;
/** Batches that may wait to be written. */
const MAX_AHEAD = 2;

// Each row that is refused was an error, and nobody sees where from: traces took a third of the time.
Error.stackTraceLimit = 0;

const port = parentPort!;
const post = (message: FromReader) => port.postMessage(message);
const job = workerData as Job;

const file = new FileReader<ValidContact | ReadSuppression>(job, BATCH, {
  onHeadings: readerOf,
  onBatch({ items, sources }) {
    unwritten.push(sources);
    bytesInBatch = 0;
    post({ type: 'batch', batch: pack(items) });
  },
});
/** What came and was not looked at yet. */
const inbox: Exclude<ToReader, { type: 'written' }>[] = [];
/** Where the items of batches come from that are not written yet. */
const unwritten: SourceRow[][] = [];
let ended = false;
let bytesInBatch = 0;
/** The time, as of the latest bytes. */
let now = 0;

port.on('message', (message: ToReader) => {
  if (message.type === 'written') {
    const sources = unwritten.shift()!;
    for (const { index, reason } of message.refused) file.reject(sources[index]!, reason);
  } else inbox.push(message);
  goOn();
});

function goOn(): void {
  try {
    while (inbox.length > 0 && unwritten.length < MAX_AHEAD) take(inbox.shift()!);
    if (ended && unwritten.length === 0) post({ type: 'end', summary: file.summary() });
  } catch (error) {
    inbox.length = 0;
    file.flush();
    post({ type: 'failed', error: serializeError(error) });
  }
}

function take(message: (typeof inbox)[number]): void {
  if (message.type === 'bytes') {
    now = message.now;
    bytesInBatch += message.bytes.length;
    file.take(message.bytes);
    if (bytesInBatch >= MAX_BATCH_BYTES) file.flush();
    post({ type: 'taken', bytes: message.bytes.length });
    return;
  }
  if (message.how === 'finished') file.finish();
  else file.breakOff();
  file.flush();
  ended = true;
}

const pack = (items: readonly (ValidContact | ReadSuppression)[]): BatchOf[Job['kind']] =>
  job.kind === 'contacts' ? packContacts(items, job, now) : items;

function readerOf(headings: readonly string[]): ReadRow<ValidContact | ReadSuppression> {
  if (job.kind === 'suppressions') return suppressionReader(headings);
  const targets = readHeadings(headings, job);
  const tags = targets.filter((target) => target !== null && isField(target)) as string[];
  const types = new Map<string, FieldType>();
  for (const tag of tags) {
    const type = job.types.get(tag) ?? (job.createFields ? 'text' : undefined);
    if (!type) throw fieldNotFound(tag, similarTag(tag, job.types.keys()));
    types.set(tag, type);
  }
  post({ type: 'fields', tags });
  return contactReader(targets, types);
}
