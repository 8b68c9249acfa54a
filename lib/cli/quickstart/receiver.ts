import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { SMTPServer } from 'smtp-server';

export interface KeptMessage {
  to: string;
  file: string;
}

export interface Receiver {
  host: string;
  port: number;
  /** In the order they were accepted. */
  messages: readonly KeptMessage[];
  close(): Promise<void>;
}

/** An SMTP server on a free loopback port that keeps each message as a file in `folder` and passes none on. */
export async function startReceiver(folder: string): Promise<Receiver> {
  const host = '127.0.0.1';
  const messages: KeptMessage[] = [];
  let arrivals = 0;
  const server = new SMTPServer({
    logger: false,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    authOptional: true,
    closeTimeout: 500,
    onData(stream, { envelope }, callback) {
      const to = envelope.rcptTo[0]?.address ?? '';
      const file = join(folder, fileName(++arrivals, to));
      pipeline(stream, createWriteStream(file), (error) => {
        if (!error) messages.push({ to, file });
        callback(error);
      });
    },
  });
  server.listen(0, host);
  await once(server.server, 'listening');
  return {
    host,
    port: (server.server.address() as AddressInfo).port,
    messages,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Numbered, so that a second message to the same person would show as one more file. */
export function fileName(number: number, address: string): string {
  return `${String(number).padStart(4, '0')} ${address.replaceAll(/[^\p{L}\p{N}@.+_-]/gu, '_')}.eml`;
}
