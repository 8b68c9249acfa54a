export { Pace } from './pace';
export type { Group } from './paceState';
export type { Turn } from './turn';
