export { Reports } from './basicReport';
