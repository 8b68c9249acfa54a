export { listDeliveries } from './deliveries';
export { Pump } from './pump';
export { Relay, verifyTransport } from './relay';
export { openSmtpTransport } from './smtp/smtpTransport';
export type { MessageTransport, OpenTransport, OutgoingMessage } from './transport';
