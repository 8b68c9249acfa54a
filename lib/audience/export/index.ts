export { exportContacts } from './exportContacts';
