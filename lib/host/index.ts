export { closeEngines, type HeldEngine, holdEngine, openEngine } from './engines';
