import type { Db, Store } from '../store';
import { foundation } from './0001_foundation';
import { content } from './0002_content';
import { audience } from './0003_audience';
import { delivery } from './0004_delivery';
import { events } from './0005_events';
import { webhooks } from './0006_webhooks';
import { heldClicks } from './0007_held_clicks';

export type Migration = (tx: Db, dialect: Store['dialect']) => Promise<void>;

/** In order; a migration's version is its place, counted from 1. Never change one that was released. */
export const MIGRATIONS: readonly Migration[] = [
  foundation,
  content,
  audience,
  delivery,
  events,
  webhooks,
  heldClicks,
];
