import type { IDataObject } from 'n8n-workflow';
import {
  detailsOf,
  idOf,
  idOfItem,
  instantOf,
  type MailtargetItem,
  meaningOf,
  nameOf,
  readItems,
} from '../../lib/events/providers';
import { EVENT_TYPES, type EventType, toIso } from '../../lib/model';
import type { Source } from './parameters';

/** An event as the workflow gets it: the same fields whoever told of it, null where it does not say. */
export interface TriggerEvent extends IDataObject {
  eventId: string | null;
  event: EventType;
  timestamp: string;
  recipient: string | null;
  contactId: string | null;
  campaignId: string | null;
  messageId: string | null;
  transmissionId: string | null;
  reason: string | null;
  bounceType: string | null;
  /** Of a click: the number of the link in its message, and where it led. */
  link: number | null;
  url: string | null;
  machine: string | null;
  ip: string | null;
  userAgent: string | null;
  /** What the message carried. */
  metadata: IDataObject;
  /** Nothing happened: somebody tries out the webhook. */
  test: boolean;
  /** As it came. */
  raw: IDataObject;
}

export interface ReadEvent {
  event: TriggerEvent;
  /** The same for each repeat. */
  id: string;
}

/**
 * What a webhook tells, in either form of its payload. What is no event (injection, delay) is left out.
 * @throws MailtargetError INVALID_INPUT
 */
export function readEvents(rawBody: Buffer, source: Source, now: number): ReadEvent[] {
  const { items, isTest } = readItems(rawBody);
  return items.flatMap((item) => {
    const meaning = source === 'engine' ? meaningByEngine(item) : meaningOf(item);
    if (!meaning) return [];
    const event = { ...eventOf(item, meaning, now), test: isTest };
    return [{ event, id: source === 'engine' ? idByEngine(item) : idOfItem(item, meaning.type) }];
  });
}

/** Another database, after the old one was thrown away perhaps, counts its events anew: the instant tells them apart. */
const idByEngine = ({ eventId, timestamp }: MailtargetItem): string => idOf('mailtarget', eventId, timestamp);

interface Meaning {
  type: EventType;
  bounceType?: string | null;
}

/** The engine says exactly what it was; what Mailtarget calls a bounce may be a temporary one. */
function meaningByEngine(item: MailtargetItem): Meaning | undefined {
  const type = EVENT_TYPES.find((one) => one === nameOf(item));
  return type && { type, bounceType: textOf(item.raw['bounceType']) };
}

function eventOf(item: MailtargetItem, { type, bounceType }: Meaning, now: number): TriggerEvent {
  const { reason, url, userAgent, ip } = detailsOf(item);
  const { link, machine } = item.raw;
  return {
    eventId: textOf(item.eventId),
    event: type,
    timestamp: toIso(instantOf(item.timestamp, now)),
    recipient: textOf(item.recipient),
    contactId: textOf(item['contactId']),
    campaignId: textOf(item['campaignId']),
    messageId: textOf(item.messageId),
    transmissionId: textOf(item.transmissionId),
    reason: reason ?? null,
    bounceType: bounceType ?? null,
    link: typeof link === 'number' ? link : null,
    url: url ?? null,
    machine: textOf(machine),
    ip: ip ?? null,
    userAgent: userAgent ?? null,
    metadata: { ...item.recipientMeta, ...item.metadata } as IDataObject,
    test: false,
    raw: item.given as IDataObject,
  };
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;
