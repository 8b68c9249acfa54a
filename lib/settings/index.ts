export { type MessageSettings, Settings } from './settings';
