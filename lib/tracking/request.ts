import type { CampaignKey, ContactKey } from '../model';

/** A request, whoever received it: our own server, or a webhook of n8n. */
export interface TrackingRequest {
  method: string;
  /** With or without a query. */
  path: string;
  /** By name in lower case. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As it came, not parsed; empty where there is none. */
  body: string;
  /** Of whoever is connected, be it a proxy. */
  ip: string | null;
}

export interface TrackingResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Empty in answer to HEAD, whose Content-Length is that of GET. */
  body: string | Buffer;
}

/** What a valid token names. */
export interface Delivery {
  campaign: CampaignKey;
  contact: ContactKey;
}

export interface Visitor {
  ip: string | null;
  userAgent: string | null;
}

/**
 * A request that names a delivery. An `open` asked for the pixel, a `click` for a link, a `view` for the message in the browser; a `page`
 * asked for one where people choose, which is no event, but tells scanners from people.
 */
export interface Hit extends Delivery, Visitor {
  kind: 'open' | 'click' | 'view' | 'page';
  /** Of a click. */
  link: number | null;
  /** With HEAD. */
  isHead: boolean;
  /** Whoever asked says that nobody looks yet. */
  isPrefetch: boolean;
}

/** Where a hit leads. */
export interface Destination {
  /** Null for a link that the campaign does not have, and for what is no click. */
  url: string | null;
  /** Not for this receiver alone. */
  isForAll: boolean;
}

export const NOWHERE: Destination = { url: null, isForAll: false };
