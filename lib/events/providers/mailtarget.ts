import { checkSize } from './body';
import { messageIdIn } from './fields';
import { detailsOf, idOfItem, type MailtargetItem, meaningOf, readItems } from './mailtargetItems';
import { checkMailtarget } from './mailtargetSignature';
import type { Provider, ReportedEvent } from './provider';
import { instantOf, report } from './report';

export const mailtarget: Provider<'mailtarget'> = {
  name: 'mailtarget',
  async read(request, { authentication }, now) {
    checkSize(request.rawBody);
    checkMailtarget(request, authentication, now);
    const { items, isTest } = readItems(request.rawBody);
    return { events: isTest ? [] : items.flatMap((item) => eventsOf(item, now)) };
  },
};

function eventsOf(item: MailtargetItem, now: number): ReportedEvent[] {
  const meaning = meaningOf(item);
  if (!meaning) return [];
  const { url, userAgent, ip } = detailsOf(item);
  return [
    report({
      ...meaning,
      id: idOfItem(item, meaning.type),
      at: instantOf(item.timestamp, now),
      recipient: item.recipient,
      messageId: messageIdIn(item.metadata) ?? messageIdIn(item.recipientMeta),
      url: meaning.type === 'click' ? url : undefined,
      userAgent,
      ip,
    }),
  ];
}
