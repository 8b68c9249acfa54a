import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import nodemailer from 'nodemailer';
import { fileName, startReceiver } from '../../../lib/cli/quickstart/receiver';

test('keeps each message byte for byte, a second one to the same person too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mailtarget-receiver-'));
  const receiver = await startReceiver(folder);
  const client = nodemailer.createTransport({ host: receiver.host, port: receiver.port });
  const send = (raw: string) =>
    client.sendMail({ envelope: { from: 'a@example.com', to: 'b@example.com' }, raw });

  await send('Subject: one\r\n\r\n.dotted\r\n');
  await send('Subject: two\r\n\r\nTwo\r\n');
  await receiver.close();

  const kept = await Promise.all(receiver.messages.map(({ file }) => readFile(file, 'utf8')));
  expect(kept).toEqual(['Subject: one\r\n\r\n.dotted\r\n', 'Subject: two\r\n\r\nTwo\r\n']);
  expect(receiver.messages.map(({ to, file }) => [to, basename(file)])).toEqual([
    ['b@example.com', '0001 b@example.com.eml'],
    ['b@example.com', '0002 b@example.com.eml'],
  ]);
  await rm(folder, { recursive: true });
});

test('an address cannot name another folder', () => {
  expect(fileName(7, '../../x/ñ{y}@example.com')).toBe('0007 .._.._x_ñ_y_@example.com.eml');
});
