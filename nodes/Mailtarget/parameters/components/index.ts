export { components } from './parameter';
export { readComponents } from './read';
