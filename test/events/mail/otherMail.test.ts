import { multipart, read, RETURNED, textMail } from './mails';

const PERSON = { From: 'Ana <ana@example.com>', To: 'b-1-2@bounce.shop.example', Subject: 'Hello' };
const NULL_SENDER = { 'Return-Path': '<>' };
const autoReply = { kind: 'none', why: 'auto-reply' };
const notAReport = { kind: 'none', why: 'not a report' };

describe('an answering machine is not a bounce:', () => {
  test.each([
    ['Auto-Submitted', 'auto-replied'],
    ['Auto-Submitted', 'auto-replied (vacation)'],
    ['X-Autoreply', 'yes'],
    ['X-Autorespond', 'Hello'],
    ['X-Auto-Response-Suppress', 'All'],
    ['Precedence', 'auto_reply'],
    ['X-Apple-Action', 'VACATION'],
  ])('%s: %s', (name, value) => {
    const mail = textMail({ ...NULL_SENDER, ...PERSON, [name]: value }, 'I am away.');
    expect(read(mail)).toEqual(autoReply);
  });

  test.each([
    'Out of Office: News',
    'Automatic reply: News',
    'Auto: News (out of the office until Monday)',
    'Automatische Antwort: News',
    'Abwesenheitsnotiz',
    'Réponse automatique : News',
    'Absence du bureau',
    'Respuesta automática: News',
    'Fuera de la oficina',
    'Risposta automatica: News',
    'Resposta automática: News',
    'Automatisch antwoord: News',
    'Autosvar: News',
    'Automatická odpověď: News',
    'Autoodpowiedź: News',
    'Автоответ: News',
    '自動返信: News',
    '自动回复: News',
    '자동 회신: News',
  ])('subject %s', (subject) => {
    const Subject = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
    expect(read(textMail({ ...PERSON, Subject }, 'I am away.'))).toEqual(autoReply);
  });

  test('that says that an address is not used any more', () => {
    const text = 'This mailbox is no longer in use. Your message was not delivered to ana@example.com.';
    const mail = textMail({ ...NULL_SENDER, ...PERSON, 'Auto-Submitted': 'auto-replied' }, text);
    expect(read(mail)).toEqual(autoReply);
  });

  test('that sends our message back', () => {
    const mail = multipart({ ...NULL_SENDER, ...PERSON, Subject: 'Out of office' }, [
      ['text/plain', 'I am away.'],
      ['message/rfc822', `${RETURNED}\n\nHello`],
    ]);
    expect(read(mail)).toEqual(autoReply);
  });

  test('that says that our message was read (RFC 8098)', () => {
    const mail = textMail(
      {
        ...PERSON,
        Subject: 'Read: News',
        'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b',
      },
      '--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;ana@example.com\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b--',
    );
    expect(read(mail)).toEqual(autoReply);
  });
});

describe('ordinary mail is not a report:', () => {
  test.each([
    ['a question', 'Hello', 'When do you open?'],
    [
      'somebody who tells of a bounce',
      'Problem',
      'My mail to ben@example.com was returned: 550 5.1.1 User unknown.',
    ],
    [
      'somebody who answers one',
      'Re: Undelivered Mail Returned to Sender',
      'Which mail was that? 550 5.1.1 it says.',
    ],
    ['a request to unsubscribe', 'unsubscribe', ''],
    ['nothing at all', '', ''],
  ])('%s', (_, Subject, text) => {
    expect(read(textMail({ ...PERSON, Subject }, text))).toEqual(notAReport);
  });

  test('a campaign that somebody forwarded', () => {
    const mail = multipart({ ...PERSON, Subject: 'Fwd: News' }, [
      ['text/plain', 'Look at this'],
      ['message/rfc822', `${RETURNED}\n\nYour order could not be delivered in time.`],
    ]);
    expect(read(mail)).toEqual(notAReport);
  });

  test('no mail at all', () => {
    for (const mail of ['', '\r\n', 'hello', '\0\0\0', '--', '{', '{"mail":'])
      expect(read(mail)).toEqual(notAReport);
  });
});
