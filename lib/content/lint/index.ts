export { lintAudience } from './lintAudience';
export { type LintContext, lintContent } from './lintContent';
