import type { BounceType, CampaignKey, ContactKey, DeliveryEventType } from '../../model';

/** What happened to a delivery after its message left. */
export interface Happening {
  campaign: CampaignKey;
  contact: ContactKey;
  type: DeliveryEventType;
  /** Milliseconds since the epoch. */
  at: number;
  /** The same for what is told again; one campaign's. */
  key: string;
  reason: string | null;
  /** Of a bounce. */
  bounceType: BounceType | null;
  /** Of a click: the number of the link, and where it led. */
  link: number | null;
  url: string | null;
  ip: string | null;
  userAgent: string | null;
  /** What kind of machine it was, as far as one can tell; null for a person. */
  machine: string | null;
}

/** With nothing known but what is given; without a key among the details it happens to a delivery once, whoever tells it. */
export const happening = (
  campaign: CampaignKey,
  contact: ContactKey,
  type: DeliveryEventType,
  at: number,
  details: Partial<Happening> = {},
): Happening => ({
  campaign,
  contact,
  type,
  at,
  key: onceKey(type, contact),
  reason: null,
  bounceType: null,
  link: null,
  url: null,
  ip: null,
  userAgent: null,
  machine: null,
  ...details,
});

/** For events of which a delivery has one at most. */
export const onceKey = (type: DeliveryEventType, contact: ContactKey): string => `${type} ${contact}`;
