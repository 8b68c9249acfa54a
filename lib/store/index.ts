export { byName } from './byName';
export { databaseClock } from './databaseClock';
export { findCampaign } from './findCampaign';
export { openStore } from './openStore';
export { contains, paginate } from './paginate';
export type { Db, Store } from './store';
export * from './tables';
export { transact } from './transact';
export { isForeignKeyViolation, isUniqueViolation } from './violations';
