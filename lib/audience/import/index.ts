export { importContacts } from './importContacts';
export { importSuppressions } from './importSuppressions';
