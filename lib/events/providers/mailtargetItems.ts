import { z } from 'zod/v4';
import { checkCount, notFrom, parseBody } from './body';
import { isTemporary, permanentType, typeByStatus } from './bounceTypes';
import { flag, metadata, text, textOrNumber } from './fields';
import { idOf, type Meaning } from './report';

/**
 * One event, in either form: with `event`, and what belongs to its type in `raw` (docs-mailtarget.pages.dev/concepts/webhooks), or one
 * of a batch, with `status` and all else beside it (docs.mtarget.co: Webhook Overview).
 */
const itemSchema = z.looseObject({
  event: text,
  status: text,
  eventId: textOrNumber,
  transmissionId: text,
  /** The platform's own. */
  messageId: text,
  timestamp: textOrNumber,
  recipient: text,
  metadata,
  /** In a batch it is JSON in a text. */
  recipientMeta: z.preprocess(unwrapped, metadata),
  raw: metadata,
});
export type MailtargetItem = z.output<typeof itemSchema> & {
  /** As it came. */
  given: object;
};

const batchSchema = z.object({ events: z.array(z.unknown()), test: flag });

export interface MailtargetBody {
  items: MailtargetItem[];
  /** Nothing of it happened: somebody tries out the endpoint. */
  isTest: boolean;
}

/** @throws MailtargetError INVALID_INPUT */
export function readItems(rawBody: Buffer): MailtargetBody {
  const body = parseBody(rawBody, 'Mailtarget');
  const batch = batchSchema.safeParse(body).data;
  if (batch) {
    checkCount(batch.events);
    return { items: batch.events.flatMap(itemsIn), isTest: batch.test === true };
  }
  const [item] = itemsIn(body);
  if (item?.event === undefined) throw notFrom('Mailtarget');
  return { items: [item], isTest: item['test'] === true };
}

/** One, or none where it is no object. */
function itemsIn(given: unknown): MailtargetItem[] {
  const item = itemSchema.safeParse(given).data;
  return item ? [{ ...item, given: given as object }] : [];
}

function unwrapped(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
}

/** As it stands in the item, under Mailtarget's name. */
export const nameOf = ({ event, status }: MailtargetItem): string | undefined => event ?? status;

export interface ItemDetails {
  reason?: string;
  url?: string;
  userAgent?: string;
  ip?: string;
}

/** What belongs to a type is documented where only customers read it: it is looked for by its likely names, in either spelling. */
export function detailsOf({ raw, ...beside }: MailtargetItem): ItemDetails {
  const told: Readonly<Record<string, unknown>> = { ...beside, ...raw };
  const first = (...names: string[]) =>
    names
      .flatMap((name) => [told[name], told[snakeCase(name)]])
      .find((value): value is string => typeof value === 'string' && value !== '');
  return {
    reason: first('rawReason', 'reason', 'bounceReason', 'description', 'response'),
    url: first('targetLinkUrl', 'url', 'clickUrl', 'clickedUrl', 'link'),
    userAgent: first('userAgent'),
    ip: first('ipAddress', 'ip'),
  };
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The same for each repeat of the event, whoever repeats it. */
export function idOfItem(item: MailtargetItem, type: string): string {
  const { eventId, transmissionId, messageId, timestamp, recipient } = item;
  if (eventId !== undefined) return idOf('mailtarget', eventId);
  const sent = transmissionId ?? messageId;
  return idOf('mailtarget', sent, type, timestamp, recipient, detailsOf(item).url);
}

/** What else there is (injection, delay) is no event of ours. */
export function meaningOf(item: MailtargetItem): Meaning | undefined {
  const name = nameOf(item);
  const { reason } = detailsOf(item);
  switch (name) {
    case 'delivery':
    case 'open':
    case 'click':
    case 'unsubscribe':
      return { type: name };
    case 'complaint':
      return { type: name, reason };
    case 'bounce':
      // A batch knows no other.
      return isTemporary(reason ?? '')
        ? { type: 'soft_bounce', bounceType: 'soft', reason }
        : { type: 'bounce', bounceType: permanentType(reason ?? ''), reason };
    case 'soft_bounce':
      return { type: name, bounceType: 'soft', reason };
    case 'out_of_band':
      return { type: name, bounceType: reason === undefined ? null : typeByStatus(reason), reason };
    default:
      return undefined;
  }
}
