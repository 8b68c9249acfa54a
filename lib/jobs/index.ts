export type { JobHandler, Jobs } from './jobs';
export { LocalJobs } from './localJobs';
