export { audienceQuery, countAudience, isEligible } from './audienceQuery';
export { Contacts } from './contacts';
export { Labels } from './labels';
export { Suppressions } from './suppressions';
