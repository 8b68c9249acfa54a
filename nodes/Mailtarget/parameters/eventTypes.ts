import type { INodePropertyOptions } from 'n8n-workflow';

/** What can happen to a campaign and its messages, in words. */
export const EVENT_TYPE_OPTIONS: INodePropertyOptions[] = [
  { name: 'Bounce', value: 'bounce', description: 'A message was refused for good' },
  { name: 'Campaign Cancelled', value: 'cancelled', description: 'Its schedule was cancelled' },
  { name: 'Campaign Launched', value: 'launched', description: 'It began to go out' },
  { name: 'Campaign Paused', value: 'paused', description: 'By somebody, or because too much bounced' },
  {
    name: 'Campaign Reported',
    value: 'reported',
    description: 'It was sent a day ago: most of what its report will say is known',
  },
  { name: 'Campaign Resumed', value: 'resumed', description: 'It goes on after a pause' },
  {
    name: 'Campaign Returned to Draft',
    value: 'returned_to_draft',
    description: 'It could not be launched when it was due',
  },
  { name: 'Campaign Scheduled', value: 'scheduled', description: 'It got a time to go out' },
  { name: 'Campaign Sent', value: 'sent', description: 'Nothing of it remains to be sent' },
  { name: 'Campaign Stopped', value: 'stopped', description: 'Somebody ended it for good' },
  { name: 'Click', value: 'click', description: 'Somebody followed a link' },
  { name: 'Complaint', value: 'complaint', description: 'Somebody reported a message as spam' },
  { name: 'Delivery', value: 'delivery', description: "The recipient's server took a message" },
  {
    name: 'Health Warning',
    value: 'health_warning',
    description: 'Too much of a campaign bounces, or too many complain',
  },
  { name: 'Open', value: 'open', description: 'Somebody opened a message' },
  {
    name: 'Out-of-Band Bounce',
    value: 'out_of_band',
    description: 'A failure that was reported after the message had been taken',
  },
  {
    name: 'Soft Bounce',
    value: 'soft_bounce',
    description: 'A message was refused for now, until the attempts were used up',
  },
  { name: 'Unsubscribe', value: 'unsubscribe', description: 'Somebody left' },
];
