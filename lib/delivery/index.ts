export { type Identity, identityOf, testComposerOf } from './campaignMessage';
export { listDeliveries } from './deliveries';
export { Fleet, handOverEach, handOverOne, verifyTransport } from './fleet';
export { messageMaker } from './messageMaker';
export { openTransport } from './openTransport';
export { Pump } from './pump/pump';
export { settleOpen } from './settleOpen';
export { sampleUnsubscribeUrl, unsubscribeByMail } from './unsubscribeUrl';
export type { MessageTransport, OpenTransport, OutgoingMessage } from './transport';
