/** A process that goes on with whatever is launched on a store, until it is killed. */
import { startEngine } from '../../lib/engine';
import type { EngineOptions } from '../../lib/model';

void startEngine(JSON.parse(process.argv[2]!) as EngineOptions);
