export { audienceQuery, countAudience, isEligible } from './audienceQuery';
export { countLacking, type RequiredVariable, variablesInAudience } from './audienceVariables';
export { Contacts } from './contacts';
export { Labels } from './labels';
export { refusedAddresses } from './refusedAddresses';
export { Suppressions } from './suppressions';
