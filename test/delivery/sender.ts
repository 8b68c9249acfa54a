/** A process that goes on with whatever is launched on a store, until it is killed; its clock is ahead by so many ms. */
import { startEngine } from '../../lib/engine';
import type { EngineOptions } from '../../lib/model';
import { laterClock } from '../support/laterClock';

const [options, aheadMs = '0'] = process.argv.slice(2);
void startEngine(JSON.parse(options!) as EngineOptions, { clock: laterClock(Number(aheadMs)) });
