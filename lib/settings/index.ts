export type { SenderDomain } from './sendingDomains';
export { type MessageSettings, Settings } from './settings';
