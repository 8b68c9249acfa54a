import type { KeyObject } from 'node:crypto';
import { readConfirmation, readDelivery } from '../../model';
import type { TrackingCounts } from '../counts';
import type { PageDesk } from '../pageDesk';
import { chooseLanguage } from '../pages/language';
import { PAGE_POLICY } from '../pages/layout';
import { type Notice, noticePage } from '../pages/pages';
import type { Language } from '../pages/texts';
import { type DeliveryTarget, isHome, readPath, type Target } from '../paths';
import type { Delivery, Hit, TrackingRequest, TrackingResponse } from '../request';
import type { FindClient } from './client';
import { answerConfirm, answerPreferences, answerUnsubscribe, type Exchange } from './exchanges';
import type { Gatherer } from './gatherer';
import { headerOf } from './header';
import { hitOf } from './hitOf';
import type { KnownLinks } from './knownLinks';
import { htmlPage, pixel, plainText, redirect } from './responses';
import { VIEW_POLICY } from './viewPolicy';

export interface FrontParts {
  /** Signs the tokens. */
  key: KeyObject;
  pages: PageDesk;
  opens: Pick<Gatherer, 'add'>;
  /** Clicks and visits of pages: what becomes of them has to be looked up, so that they keep no open waiting. */
  clicks: Pick<Gatherer, 'add'>;
  links: KnownLinks;
  counts: TrackingCounts;
  findClient: FindClient;
  /** Told why somebody was asked to try again. */
  onError: (error: unknown) => void;
  /** Absent, the one that the browser prefers. */
  language?: Language;
}

export type Front = (request: TrackingRequest) => Promise<TrackingResponse>;

const READ = ['GET', 'HEAD'];
const READ_AND_WRITE = [...READ, 'POST'];
const METHODS: Record<Target['kind'], readonly string[]> = {
  open: READ,
  click: READ,
  view: READ,
  unsubscribe: READ_AND_WRITE,
  preferences: READ_AND_WRITE,
  confirm: READ_AND_WRITE,
};

/** Answers requests: checks tokens by itself, and asks the engine only for what it cannot know. A GET changes nothing but the log. */
export function createFront(parts: FrontParts): Front {
  return async (request) => {
    parts.counts.requests++;
    const response = await answer(request, parts);
    return request.method === 'HEAD' ? { ...response, body: '' } : response;
  };
}

async function answer(request: TrackingRequest, parts: FrontParts): Promise<TrackingResponse> {
  const target = readPath(request.path);
  if (!target) {
    const isThere = READ.includes(request.method) && isHome(request.path);
    return isThere ? notice(request, parts, 200, 'home') : notice(request, parts, 404, 'gone');
  }
  const allowed = METHODS[target.kind];
  if (!allowed.includes(request.method)) {
    return plainText(405, 'Method not allowed.\n', { allow: allowed.join(', ') });
  }
  try {
    if (target.kind === 'confirm') {
      if (readConfirmation(parts.key, target.token)) {
        return await answerConfirm(target.token, exchangeOf(request, parts));
      }
    } else {
      const delivery = readDelivery(parts.key, target.token);
      if (delivery) return await answerFor(delivery, target, request, parts);
    }
  } catch (error) {
    parts.onError(error);
    // A mail provider that unsubscribes somebody does so.
    return notice(request, parts, 503, 'busy');
  }
  parts.counts.refused++;
  // In a message that somebody reads, no broken image.
  return target.kind === 'open' ? pixel : notice(request, parts, 404, 'gone');
}

async function answerFor(
  delivery: Delivery,
  target: DeliveryTarget,
  request: TrackingRequest,
  parts: FrontParts,
): Promise<TrackingResponse> {
  const { opens, clicks, links, pages, findClient } = parts;
  const hit = (kind: Hit['kind'], link: number | null = null) =>
    hitOf(request, delivery, findClient, kind, link);
  switch (target.kind) {
    case 'open':
      await opens.add(hit('open'));
      return pixel;
    case 'click': {
      const click = hit('click', target.link);
      const destination = await clicks.add(click);
      if (destination) links.learn(click, destination);
      const url = destination ? destination.url : links.find(click);
      if (url === undefined) return notice(request, parts, 503, 'busy');
      return url === null ? notice(request, parts, 404, 'gone') : redirect(url);
    }
    case 'view': {
      const message = await pages.view(delivery, target.token);
      if (message === null) return notice(request, parts, 404, 'gone');
      await clicks.add(hit('view'));
      return htmlPage(200, message, VIEW_POLICY);
    }
    case 'unsubscribe':
    case 'preferences': {
      const visit = hit('page');
      // It tells scanners from people; nobody waits for that.
      if (request.method !== 'POST') void clicks.add(visit);
      const answerPage = target.kind === 'unsubscribe' ? answerUnsubscribe : answerPreferences;
      return answerPage(delivery, visit, exchangeOf(request, parts));
    }
  }
}

function exchangeOf(request: TrackingRequest, { pages, language }: FrontParts): Exchange {
  return { request, pages, language: language ?? chooseLanguage(headerOf(request, 'accept-language')) };
}

/** In the words of a page that only says something. */
function notice(request: TrackingRequest, parts: FrontParts, status: number, name: Notice): TrackingResponse {
  const { language } = exchangeOf(request, parts);
  return htmlPage(status, noticePage(language, name), PAGE_POLICY, {
    'content-language': language,
    ...(status === 503 && { 'retry-after': '60' }),
  });
}
