import type { Delivery, Hit, TrackingRequest } from '../request';
import type { FindClient } from './client';
import { headerOf } from './header';

/** Agents are told apart by less. */
const LONGEST_AGENT = 400;

/** How browsers, and Apple's and Mozilla's before them, say that nobody looks yet. */
const PREFETCH = [
  ['sec-purpose', /prefetch|prerender/i],
  ['purpose', /prefetch|preview/i],
  ['x-purpose', /prefetch|preview/i],
  ['x-moz', /prefetch/i],
] as const;

export function hitOf(
  request: TrackingRequest,
  delivery: Delivery,
  findClient: FindClient,
  kind: Hit['kind'],
  link: number | null,
): Hit {
  const { headers } = request;
  return {
    campaign: delivery.campaign,
    contact: delivery.contact,
    kind,
    link,
    ip: findClient(request.ip, headerOf(request, 'x-forwarded-for')),
    userAgent: cleanAgent(headerOf(request, 'user-agent')),
    isHead: request.method === 'HEAD',
    isPrefetch: PREFETCH.some(([name, pattern]) => name in headers && pattern.test(headerOf(request, name)!)),
  };
}

/** Without control characters, which no database and no log should get from strangers. */
const cleanAgent = (agent: string | undefined): string | null =>
  agent
    ?.slice(0, LONGEST_AGENT)
    .replace(/\p{Cc}/gu, ' ')
    .toWellFormed() || null;
