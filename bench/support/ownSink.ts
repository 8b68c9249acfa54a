import { createServer, type Socket } from 'node:net';

/** The bare minimum of an SMTP server, so that it is never what a bench measures: `ownSink.ts <host> <port>`. */
const [host, port] = process.argv.slice(2);
const END_OF_MESSAGE = '\r\n.\r\n';
const PRINT_EVERY = 50;

let messages = 0;
let printed = 0;
setInterval(() => {
  if (messages > printed) process.stdout.write(`mesg=${messages}\n`);
  printed = messages;
}, PRINT_EVERY);

const REPLIES: Readonly<Record<string, string>> = {
  EHLO: '250-sink\r\n250-PIPELINING\r\n250 8BITMIME',
  DATA: '354 Go on',
  QUIT: '221 Bye',
};

createServer((socket) => {
  socket
    .setNoDelay()
    .setEncoding('latin1')
    .on('error', () => socket.destroy());
  socket.write('220 sink\r\n');
  converse(socket);
}).listen(Number(port), host);

function converse(socket: Socket): void {
  let unread = '';
  let inMessage = false;
  socket.on('data', (chunk: string) => {
    unread += chunk;
    for (;;) {
      const mark = inMessage ? END_OF_MESSAGE : '\r\n';
      const end = unread.indexOf(mark);
      if (end < 0) break;
      const command = unread.slice(0, Math.min(end, 4)).toUpperCase();
      unread = unread.slice(end + mark.length);
      if (inMessage) {
        inMessage = false;
        messages++;
        socket.write('250 Thanks\r\n');
      } else {
        inMessage = command === 'DATA';
        socket.write(`${REPLIES[command] ?? '250 OK'}\r\n`);
        if (command === 'QUIT') socket.end();
      }
    }
    // Of a message only the part that may hold the beginning of its end is kept.
    if (inMessage) unread = unread.slice(-END_OF_MESSAGE.length);
  });
}
