export { answerLink, type LinkExchange } from './answerLink';
export { feedEvents } from './eventFeed';
export { closeEngines, type HeldEngine, holdEngine, openEngine } from './engines';
