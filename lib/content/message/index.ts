export { compileMessage, type CompiledMessage, type SentContent } from './compileMessage';
export { compileTransmission, type TransmissionOptions } from './compileTransmission';
export type { Recipient } from './headerValues';
