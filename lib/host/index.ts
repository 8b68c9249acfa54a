export { closeEngines, openEngine } from './engines';
