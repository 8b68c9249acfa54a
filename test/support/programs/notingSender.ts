/** A process that delivers what is launched on a store, and tells its parent when it wrote the content of each message. */
import { Socket } from 'node:net';
import { startEngine } from '../../../lib/engine';
import type { EngineOptions } from '../../../lib/model';

const writes: number[] = [];
const write = Socket.prototype.write;
Socket.prototype.write = function (this: Socket, ...args: Parameters<Socket['write']>) {
  const [chunk] = args;
  if (chunk instanceof Uint8Array && Buffer.from(chunk).includes('\r\nMessage-ID: ')) writes.push(Date.now());
  return write.apply(this, args);
} as Socket['write'];

setInterval(() => process.send?.(writes.splice(0)), 50);
void startEngine(JSON.parse(process.argv[2]!) as EngineOptions);
