import { z } from 'zod/v4';
import { checkCount, checkSize, notFrom, parseBody } from './body';
import { isTemporary, permanentType, typeByStatus } from './bounceTypes';
import { allOf, messageIdIn, metadata, text, textOrNumber } from './fields';
import { checkMailtarget } from './mailtargetSignature';
import type { Provider, ReportedEvent } from './provider';
import { idOf, instantOf, type Meaning, report } from './report';

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
type Item = z.output<typeof itemSchema>;

const batchSchema = z.object({ events: z.array(z.unknown()) });

export const mailtarget: Provider<'mailtarget'> = {
  name: 'mailtarget',
  async read(request, { authentication }, now) {
    checkSize(request.rawBody);
    checkMailtarget(request, authentication, now);
    return {
      events: itemsOf(parseBody(request.rawBody, 'Mailtarget')).flatMap((item) => eventsOf(item, now)),
    };
  },
};

function itemsOf(body: unknown): Item[] {
  const batch = batchSchema.safeParse(body).data;
  if (batch) {
    checkCount(batch.events);
    return allOf(itemSchema, batch.events);
  }
  const item = itemSchema.safeParse(body).data;
  if (item?.event === undefined) throw notFrom('Mailtarget');
  return [item];
}

function unwrapped(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
}

function eventsOf(item: Item, now: number): ReportedEvent[] {
  const detail = detailsOf(item);
  const reason = detail('rawReason', 'reason', 'bounceReason', 'description', 'response');
  const meaning = meaningOf(item.event ?? item.status, reason);
  if (!meaning) return [];
  const sent = item.transmissionId ?? item.messageId;
  const url = detail('targetLinkUrl', 'url', 'clickUrl', 'clickedUrl', 'link');
  return [
    report({
      ...meaning,
      id:
        item.eventId === undefined
          ? idOf('mailtarget', sent, meaning.type, item.timestamp, item.recipient, url)
          : idOf('mailtarget', item.eventId),
      at: instantOf(item.timestamp, now),
      recipient: item.recipient,
      messageId: messageIdIn(item.metadata) ?? messageIdIn(item.recipientMeta),
      url: meaning.type === 'click' ? url : undefined,
      userAgent: detail('userAgent'),
      ip: detail('ipAddress', 'ip'),
    }),
  ];
}

/** What belongs to a type is documented where only customers read it: it is looked for by its likely names, in either spelling. */
function detailsOf({ raw, ...beside }: Item): (...names: string[]) => string | undefined {
  const given: Readonly<Record<string, unknown>> = { ...beside, ...raw };
  return (...names) =>
    names
      .flatMap((name) => [given[name], given[snakeCase(name)]])
      .find((value): value is string => typeof value === 'string' && value !== '');
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What else there is (injection, delay) is no event of ours. */
function meaningOf(event: string | undefined, reason: string | undefined): Meaning | undefined {
  switch (event) {
    case 'delivery':
    case 'open':
    case 'click':
    case 'unsubscribe':
      return { type: event };
    case 'complaint':
      return { type: event, reason };
    case 'bounce':
      // A batch knows no other.
      return isTemporary(reason ?? '')
        ? { type: 'soft_bounce', bounceType: 'soft', reason }
        : { type: 'bounce', bounceType: permanentType(reason ?? ''), reason };
    case 'soft_bounce':
      return { type: event, bounceType: 'soft', reason };
    case 'out_of_band':
      return { type: event, bounceType: reason === undefined ? null : typeByStatus(reason), reason };
    default:
      return undefined;
  }
}
