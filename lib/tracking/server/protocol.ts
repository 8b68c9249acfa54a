import type { KeyObject } from 'node:crypto';
import type { TrackingCounts } from '../counts';
import type { PageQuestion } from '../pageDesk';
import type { Language } from '../pages/texts';

export interface ServerOptions {
  /** 0 for any that is free. */
  port: number;
  /** Absent, all addresses. */
  host?: string | undefined;
  /** Whose X-Forwarded-For is believed. */
  proxies: readonly string[];
  language?: Language | undefined;
}

/** What the thread is started with. */
export type ThreadData = ServerOptions & { key: KeyObject };

/** What the two threads say to each other. An answer has the id of what it answers. */
export type ToServer =
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'failed'; id: number }
  | { type: 'count'; id: number }
  | { type: 'close' };

export type FromServer =
  | { type: 'listening'; port: number }
  | { type: 'not listening'; code: string; message: string }
  /** In JSON: a copy of objects takes twice as long. */
  | { type: 'hits'; id: number; hits: string }
  | { type: 'ask'; id: number; question: PageQuestion; args: unknown[] }
  /** Something failed in the server itself. */
  | { type: 'trouble'; message: string }
  /** With 0 for an id, the last ones. */
  | { type: 'counts'; id: number; counts: TrackingCounts };
