/** Asks a server for pixels over many connections, one request at a time on each: `httpLoad.ts <port> <seconds>`, with the paths sent by the parent. */
import { connect } from 'node:net';

const CONNECTIONS = 256;
const PIXEL_BYTES = 42;
const AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

const [port, seconds] = process.argv.slice(2).map(Number);
let answered = 0;
let next = 0;
let over = false;

process.once('message', (paths: string[]) => {
  const requests = paths.map(
    (path) =>
      `GET ${path} HTTP/1.1\r\nHost: mail.example.com\r\nUser-Agent: ${AGENT}\r\nAccept: image/*\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: en\r\n\r\n`,
  );
  for (let i = 0; i < CONNECTIONS; i++) askOn(requests);
  setTimeout(() => {
    over = true;
    process.send!({ answered }, () => process.exit());
  }, seconds! * 1000);
});

function askOn(requests: readonly string[]): void {
  const socket = connect(port!, '127.0.0.1').setNoDelay().setEncoding('latin1');
  const ask = () => void socket.write(requests[next++ % requests.length]!);
  let received = '';
  socket.on('connect', ask);
  socket.on('data', (chunk: string) => {
    received += chunk;
    const end = received.indexOf('\r\n\r\n');
    if (end < 0 || received.length < end + 4 + PIXEL_BYTES) return;
    if (!received.startsWith('HTTP/1.1 200')) throw new Error(received.slice(0, 100));
    received = '';
    if (over) return;
    answered++;
    ask();
  });
}
