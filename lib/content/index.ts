export { attachmentInfos, attachmentsOf, copyAttachments, replaceAttachments } from './attachments';
export { bodyColumns } from './bodyColumns';
export { contentOf } from './campaignContent';
export { dataOf, variablesOf } from './campaignData';
export { compileContent, type CompiledContent, type Content, renderContent } from './compileContent';
export type { ContentFacts } from './facts';
export { lintAudience, lintContent } from './lint';
export { examples } from './lint/examples';
export { FIELD_NAMES, groupByField } from './lint/fields';
export {
  type CompiledMessage,
  compileMessage,
  compileTransmission,
  type Recipient,
  type SentContent,
  type TransmissionOptions,
} from './message';
export { type Program, runProgram } from './program';
export { type Supplied, supplied } from './supplied';
export { findTemplate } from './templateRows';
export { Templates } from './templates';
export { trackingOf } from './trackingOf';
export { type Addressee, isValue, SAMPLE_CONTACT, type Variables, variablesFor } from './variables';
