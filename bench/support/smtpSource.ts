import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SENDER } from './newsletter';
import { findRival } from './rivals';
import { CONNECTIONS, type Sink } from './sink';

export const findSmtpSource = () => findRival('smtp-source', 'there is no comparison with it');

/**
 * Postfix's load generator, which sends one unchanging message: what the sink can take.
 * @returns messages a second
 */
export async function runSmtpSource(
  program: string,
  sink: Sink,
  messages: number,
  size: number,
): Promise<number> {
  const envelope = ['-f', SENDER.email, '-t', 'reader@example.com'];
  const load = ['-d', '-s', String(CONNECTIONS), '-m', String(messages), '-l', String(size)];
  const start = performance.now();
  await sink.expect(messages, () =>
    promisify(execFile)(program, [...load, ...envelope, `${sink.host}:${sink.port}`]),
  );
  return (1000 * messages) / (performance.now() - start);
}
