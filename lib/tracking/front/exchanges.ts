import { PAGE_POLICY } from '../pages/layout';
import {
  confirmPage,
  noticePage,
  preferencesPage,
  resubscribedPage,
  unsubscribedPage,
  unsubscribePage,
  type Wish,
} from '../pages/pages';
import type { Language } from '../pages/texts';
import type { PageDesk } from '../pageDesk';
import type { Delivery, TrackingRequest, TrackingResponse, Visitor } from '../request';
import { htmlPage, plainText } from './responses';

/** A request with what its answer is made of. */
export interface Exchange {
  request: TrackingRequest;
  language: Language;
  pages: PageDesk;
}

/** As mail providers ask for it, in either encoding of forms (RFC 8058, section 3.1). */
const ONE_CLICK = /List-Unsubscribe[^]{0,40}?One-Click/i;

/** GET shows a button. POST unsubscribes, whatever else it says, unless it asks to come back. */
export async function answerUnsubscribe(
  delivery: Delivery,
  visitor: Visitor,
  { request, language, pages }: Exchange,
): Promise<TrackingResponse> {
  if (request.method === 'POST' && ONE_CLICK.test(request.body)) {
    await pages.unsubscribe(delivery, visitor);
    return plainText(200, 'You are unsubscribed.\n');
  }
  const sender = await pages.senderOf(delivery.campaign);
  if (sender === null) return page(language, noticePage(language, 'gone'), 404);
  if (request.method !== 'POST') return page(language, unsubscribePage(language, sender));
  if (readForm(request).wish === 'resubscribe') {
    return page(language, resubscribedPage(language, sender, await pages.resubscribe(delivery)));
  }
  await pages.unsubscribe(delivery, visitor);
  return page(language, unsubscribedPage(language, sender));
}

/** GET shows the topics. POST saves those that are ticked, or unsubscribes, or brings back. */
export async function answerPreferences(
  delivery: Delivery,
  visitor: Visitor,
  exchange: Exchange,
): Promise<TrackingResponse> {
  const { request, language, pages } = exchange;
  const { wish, topics: chosen } = readForm(request);
  if (request.method === 'POST' && wish !== 'save') {
    if (wish === 'unsubscribe' || wish === 'resubscribe')
      return answerUnsubscribe(delivery, visitor, exchange);
    return plainText(400, 'Nothing was asked for.\n');
  }
  const isSaved = request.method === 'POST';
  const sender = await pages.senderOf(delivery.campaign);
  const topics = await (isSaved ? pages.chooseTopics(delivery, chosen) : pages.topics(delivery));
  if (sender === null || topics === null) return page(language, noticePage(language, 'gone'), 404);
  return page(language, preferencesPage(language, sender, topics, isSaved));
}

/** GET shows a button: scanners follow links. POST confirms. */
export async function answerConfirm(
  token: string,
  { request, language, pages }: Exchange,
): Promise<TrackingResponse> {
  if (request.method !== 'POST') return page(language, confirmPage(language));
  return (await pages.confirm(token))
    ? page(language, noticePage(language, 'confirmed'))
    : page(language, noticePage(language, 'gone'), 404);
}

function readForm({ body }: TrackingRequest): { wish: Wish | null; topics: string[] } {
  const form = new URLSearchParams(body);
  return { wish: form.get('do') as Wish | null, topics: form.getAll('topic') };
}

const page = (language: Language, html: string, status = 200): TrackingResponse =>
  htmlPage(status, html, PAGE_POLICY, { 'content-language': language });
