export { Reports } from './basicReport';
export { progressOf } from './progress';
