export { testComposerOf } from './campaignMessage';
export { listDeliveries } from './deliveries';
export { handOverEach } from './handOverEach';
export { handOverOne } from './handOverOne';
export { Pump } from './pump';
export { Relay, verifyTransport } from './relay';
export { openSmtpTransport } from './smtp/smtpTransport';
export { sampleUnsubscribeUrl, unsubscribeByMail } from './unsubscribeUrl';
export type { MessageTransport, OpenTransport, OutgoingMessage } from './transport';
