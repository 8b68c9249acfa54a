import { ANA, type Form } from './forms/form';
import { gateways } from './forms/gateways';
import { mailServers } from './forms/mailServers';
import { providers } from './forms/providers';
import { failuresIn, textMail } from './mails';

const forms: [string, Form][] = [mailServers, providers, gateways].flatMap((each) => Object.entries(each));

test.each(forms)('reads what %s writes', (_, { from, subject, text, bounceType, headers, charset }) => {
  const mail = textMail(
    {
      From: from,
      To: 'b-1-2@bounce.shop.example',
      Subject: `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
      'Content-Type': `text/plain; charset=${charset ?? 'us-ascii'}`,
      ...headers,
    },
    text,
  );
  expect(failuresIn(mail)).toMatchObject([{ recipient: ANA, bounceType }]);
});
