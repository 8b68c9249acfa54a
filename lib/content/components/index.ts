export { renderComponents } from './renderComponents';
