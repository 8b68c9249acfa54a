import { startEngine } from '../../lib/engine';
import { closeEngines, openEngine } from '../../lib/host';
import type { EmailMarketing, EngineOptions } from '../../lib/model';

export interface Face {
  api: EmailMarketing;
  close(): Promise<void>;
}

/** Every way to reach the product; what a caller sees must not depend on which it is. */
export const FACES: Record<string, (options: EngineOptions) => Promise<Face>> = {
  async engine(options) {
    const engine = await startEngine(options);
    return { api: engine, close: () => engine.close() };
  },
  async thread(options) {
    return { api: await openEngine(options), close: closeEngines };
  },
};
