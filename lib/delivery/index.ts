export { listDeliveries } from './deliveries';
export { Pump } from './pump';
export { Relay, verifyTransport } from './relay';
export { openSmtpTransport } from './smtp/smtpTransport';
export { sendTests } from './sendTests';
export { sampleUnsubscribeUrl } from './unsubscribeUrl';
export type { MessageTransport, OpenTransport, OutgoingMessage } from './transport';
