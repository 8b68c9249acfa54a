export { audienceQuery, countAudience, isAudienceEmpty, isEligible } from './audienceQuery';
export { Contacts } from './contacts';
export { countLacking, type RequiredVariable } from './countLacking';
export { Labels } from './labels';
export { refusedAddresses } from './refusedAddresses';
export { Suppressions } from './suppressions';
export { type Slice, sliceAfter } from './slices';
export { variablesInAudience } from './variablesInAudience';
