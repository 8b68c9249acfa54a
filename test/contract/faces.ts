import { closeEngines, openEngine } from '../../lib/host';
import type { EngineOptions } from '../../lib/model';
import { type Face, openItself } from '../support/eachEngine';

/** Every way to reach the product; what a caller sees must not depend on which it is. */
export const FACES: Record<string, (options: EngineOptions) => Promise<Face>> = {
  engine: openItself,
  async thread(options) {
    return { api: await openEngine(options), close: closeEngines };
  },
};
