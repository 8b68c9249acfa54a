export { Events, recordEvents } from './eventLog';
