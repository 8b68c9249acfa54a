import type { BounceType, DeliveryEventType, ProviderName, SecretOf } from '../../model';

export interface ProviderRequest {
  /** Under lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  /** As it came: signatures are over these bytes. */
  rawBody: Buffer;
}

/**
 * What can be reported of a message. bounce = refused for good; soft_bounce = temporarily, and it is not tried again; out_of_band = its
 * server had accepted it, and reported a failure later.
 */
export type ReportedType = DeliveryEventType;

/** What somebody else reports of a message. */
export interface ReportedEvent {
  type: ReportedType;
  /** As contacts' addresses are spelled. */
  recipient: string | null;
  /** Ours, without angle brackets, where the provider carries it. */
  messageId: string | null;
  /** Milliseconds since the epoch, and never in the future. */
  at: number;
  /** The same for each repeat of the event, whoever repeats it; 43 characters. */
  id: string;
  /** On one line. */
  reason: string | null;
  bounceType: BounceType | null;
  /** That was clicked. */
  url: string | null;
  userAgent: string | null;
  ip: string | null;
  /** Whether a machine opened it, where the provider says so. */
  isMachine: boolean | null;
}

export type ProviderResult =
  | { events: ReportedEvent[] }
  /** The URL to fetch so that Amazon SNS begins to send: https, and at sns.<region>.amazonaws.com. */
  | { confirm: string };

/** Fetches with limits of time and size, and follows no redirect. What it throws leaves `read` as it is. */
export type FetchText = (url: string) => Promise<string>;

export interface Provider<Name extends ProviderName = ProviderName> {
  name: Name;
  /**
   * What a webhook reports. Events that are none of ours, or not known, are left out.
   * @param now milliseconds since the epoch
   * @throws MailtargetError WEBHOOK_SIGNATURE_INVALID, WEBHOOK_STALE, INVALID_INPUT
   */
  read(
    request: ProviderRequest,
    secret: SecretOf<Name>,
    now: number,
    fetchText: FetchText,
  ): Promise<ProviderResult>;
}
