import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type MailReport, readMailReport } from '../../lib/events/mail';

const FOLDER = join(__dirname, '../../test/corpus/bounces');

/** What a person reads in a mail: what it reports, and of whom. */
interface Expected {
  kind: MailReport['kind'];
  recipients: (string | null)[];
}

const bounce = (...recipients: string[]): Expected => ({ kind: 'bounce', recipients });
const complaint = (recipient: string | null): Expected => ({ kind: 'complaint', recipients: [recipient] });
const none: Expected = { kind: 'none', recipients: [] };

const EXPECTED: Readonly<Record<string, Expected>> = {
  'arf-01': complaint('redacted@example.net'),
  'arf-02': complaint('this-local-part-does-not-exist-on-yahoo@yahoo.com'),
  // To: <Undisclosed Recipients>
  'arf-11': complaint(null),
  'arf-12': complaint('user@example.com'),
  'arf-14': complaint('kijitora@y.example.com'),
  // To: "undisclosed"
  'arf-15': complaint(null),
  'lhost-amazonses-01': bounce('shironeko@example.co.jp'),
  'lhost-amazonses-02': bounce('this-local-part-does-not-exist-on-the-server@docomo.ne.jp'),
  'lhost-amazonses-03': bounce('kijitora@example.jp'),
  'lhost-amazonses-05': bounce('bounce@simulator.amazonses.com'),
  'lhost-amazonses-06': bounce('bounce@simulator.amazonses.com'),
  'lhost-amazonses-07': bounce('6@neko.nyaan.example.org'),
  'lhost-exim-01': bounce('kijitora@example.ed.jp'),
  'lhost-exim-02': bounce('kijitora@example.jp', 'sabatora@example.jp'),
  'lhost-exim-03': bounce('kijitora@example.jp'),
  'lhost-exim-04': bounce('kijitora@example.ed.jp'),
  'lhost-exim-05': bounce('kijitora@neko.example.co.jp'),
  'lhost-exim-06': bounce('kijitora@example.com'),
  'lhost-gmail-01': bounce('userunknown@example.jp'),
  'lhost-gmail-03': bounce('kijitora@example.co.jp'),
  'lhost-gmail-04': bounce('kijitora@example.com'),
  'lhost-gmail-05': bounce('shironeko@example.jp'),
  // A delay: "THIS IS A WARNING MESSAGE ONLY."
  'lhost-gmail-06': none,
  'lhost-gmail-07': bounce('kijitora@example.ed.jp'),
  'lhost-office365-01': bounce('kijitora@example.com'),
  'lhost-office365-02': bounce('kijitora@example.onmicrosoft.com'),
  'lhost-office365-03': bounce('kijitora@example.com'),
  'lhost-office365-04': bounce('otsu-sakaba-hunter-neko-nyaaaaaaan@ezweb.ne.jp'),
  'lhost-office365-05': bounce('kijitora@example.jp'),
  'lhost-office365-06': bounce('neko@libsisimai.org'),
  // Forwarded to r@p351355.pool.example.ne.jp.
  'lhost-postfix-01': bounce('kijitora@example.org'),
  'lhost-postfix-02': bounce('filtered@example.co.jp', 'userunknown@example.co.jp'),
  'lhost-postfix-03': bounce('kijitora@example.net'),
  'lhost-postfix-04': bounce('kijitora@example.co.jp'),
  'lhost-postfix-05': bounce('kijitora@example.org'),
  'lhost-postfix-06': bounce('kijitora@neko.example.jp'),
  'lhost-qmail-01': bounce('kijitora@example.ne.jp'),
  'lhost-qmail-02': bounce('userunknown@example.jp', 'filtered@example.jp'),
  'lhost-qmail-03': bounce('kijitora@example.org'),
  'lhost-qmail-04': bounce('kijitora@example.net'),
  'lhost-qmail-05': bounce('kijitora@example.net'),
  'lhost-qmail-06': bounce('kijitora@example.jp'),
  'lhost-sendmail-01': bounce('userunknown@bouncehammer.jp'),
  'lhost-sendmail-02': bounce('userunknown@example.org', 'filtered@example.com'),
  // Forwarded to userunknown@example.co.jp.
  'lhost-sendmail-03': bounce('bounce0@example.org'),
  'lhost-sendmail-04': bounce('kijitora@example.com'),
  'lhost-sendmail-05': bounce('kijitora@example.org'),
  'lhost-sendmail-06': bounce('kijitora@example.org'),
  'rfc3464-01': bounce('userunknown@bouncehammer.jp'),
  'rfc3464-03': bounce('kijitora@example.com'),
  'rfc3464-04': bounce('kijitora@mailx-53.neko.example.edu'),
  'rfc3464-06': bounce('kijitora@example.net'),
  // A delay: "The server will continue trying for up to 21 hours."
  'rfc3464-07': none,
  'rfc3464-08': bounce('kijitora@example.net'),
  'rfc3834-01': none,
  'rfc3834-02': none,
  'rfc3834-03': none,
  'rfc3834-04': none,
  'rfc3834-05': none,
  'rfc3834-06': none,
};

/** Each mail of the corpus: what is read in it, and what a person does. */
export function readCorpus(): { name: string; read: Expected; expected: Expected | undefined }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.eml'))
    .map((file) => basename(file, '.eml'))
    .map((name) => ({
      name,
      read: summary(readMailReport(readFileSync(join(FOLDER, `${name}.eml`)))),
      expected: EXPECTED[name],
    }));
}

function summary(report: MailReport): Expected {
  switch (report.kind) {
    case 'bounce':
      return bounce(...report.failures.map(({ recipient }) => String(recipient)));
    case 'complaint':
      return complaint(report.recipient);
    case 'none':
      return none;
  }
}
