export {
  compileContent,
  contentOf,
  type Content,
  type RenderContent,
  type RenderedContent,
} from './compileContent';
export { variablesOf } from './variables';
