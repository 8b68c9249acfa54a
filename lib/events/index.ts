export { recordEvents } from './eventLog';
export { Events } from './events';
export { forgetAddresses } from './forgetAddresses';
export { type Happening, happening, onceKey } from './log/happening';
export { lockContacts } from './log/lockContacts';
export { recordHappenings } from './log/recordHappenings';
export { classify, type Verdict } from './replies';
export { WebhookDispatcher, Webhooks } from './webhooks';
