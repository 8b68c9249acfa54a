import { CAMPAIGN_EVENT_TYPES, type EventType, type MailtargetEvent } from '../../lib/model';

const BY_PERSON = {
  ip: '203.0.113.7',
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

/** What an event of a type looks like, to build a workflow with. */
export function sampleEvent(type: EventType, now: Date): MailtargetEvent {
  const isOfCampaign = CAMPAIGN_EVENT_TYPES.some((one) => one === type);
  const event: MailtargetEvent = {
    campaignId: '1',
    sequence: 1,
    type,
    contactId: isOfCampaign ? null : '42',
    email: isOfCampaign ? null : 'ana@example.com',
    reason: null,
    bounceType: null,
    link: null,
    url: null,
    machine: null,
    ip: null,
    userAgent: null,
    timestamp: now.toISOString(),
  };
  switch (type) {
    case 'open':
      return { ...event, ...BY_PERSON };
    case 'click':
      return { ...event, ...BY_PERSON, link: 0, url: 'https://example.com/harvest' };
    case 'bounce':
    case 'out_of_band':
      return { ...event, reason: '550 5.1.1 No such user', bounceType: 'hard' };
    case 'soft_bounce':
      return { ...event, reason: '452 4.2.2 The mailbox is full', bounceType: 'soft' };
    case 'health_warning':
      return { ...event, reason: '6 % of the messages bounced.' };
    default:
      return event;
  }
}
