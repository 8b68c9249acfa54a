export { contains, paginate } from './paginate';
export { openStore } from './openStore';
export type { Db, Store } from './store';
export * from './tables';
