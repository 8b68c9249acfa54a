export { Settings } from './settings';
export { DEFAULT_TRANSPORT } from './transports';
