import type { EngineOptions, SerializedError } from '../model';
import type { TrackingRequest } from '../tracking';
import type { Group } from './methods';

/** What a thread is started with. */
export interface ThreadData {
  options: EngineOptions;
  /** Its first cell is 1 when the thread ends. */
  ended: Int32Array;
}

/** What the two threads say to each other. Arguments and values are plain JSON, or a stream of bytes. */
export type ToThread =
  | { type: 'call'; id: number; group: Group; method: string; args: unknown[] }
  | { type: 'track'; id: number; request: TrackingRequest }
  | { type: 'close' };

export type FromThread =
  | { type: 'ready' }
  | { type: 'failed'; error: SerializedError }
  | { type: 'result'; id: number; value: unknown }
  | { type: 'error'; id: number; error: SerializedError };
