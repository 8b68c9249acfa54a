import type { Db, Store } from '../store';
import { foundation } from './0001_foundation';
import { content } from './0002_content';

export type Migration = (tx: Db, dialect: Store['dialect']) => Promise<void>;

/** In order; a migration's version is its place, counted from 1. Never change one that was released. */
export const MIGRATIONS: readonly Migration[] = [foundation, content];
