export { compileMessage, type CompiledMessage } from './compileMessage';
