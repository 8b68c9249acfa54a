export type { Audience } from './recipients/audience';
export { audienceQuery, isAudienceEmpty, isEligible } from './recipients/audienceQuery';
export { blankDeliveries } from './contacts/blankDeliveries';
export { Contacts } from './contacts/contacts';
export {
  contactsMatching,
  type ResolvedContactFilter,
  resolveContactFilter,
} from './contacts/contactsMatching';
export { countLacking, type RequiredVariable } from './recipients/countLacking';
export { explainAudience } from './recipients/explainAudience';
export { erasureHash } from './suppressions/erasures';
export { Fields } from './fields/fields';
export { resolveFilters } from './filters';
export { contactNotFound, findContact, readContact } from './contacts/findContact';
export { Labels } from './labels/labels';
export { lockContactWrites } from './contacts/lockContactWrites';
export { markHardBounced } from './contacts/markHardBounced';
export { markUnsubscribed } from './contacts/markUnsubscribed';
export { recordConsents } from './contacts/recordConsents';
export { describeUsers, findUsers, lockReferences } from './references';
export { refusedAddresses } from './suppressions/refusedAddresses';
export { resolveAudience } from './recipients/resolveAudience';
export { Segments } from './segments';
export { isWithin, nextSize, type Reader, type Slice, sliceAfter, slicesOf } from './slices';
export { suppressContacts } from './suppressions/suppressContacts';
export { Suppressions } from './suppressions/suppressions';
export { toContacts } from './contacts/toContacts';
export { variablesInAudience } from './recipients/variablesInAudience';
