import type { Addressee } from '../../lib/content';

/** To be tracked, in the HTML and again in the text. */
export const LINKS = 30;
export const SUBJECT = '{{first_name}}, {{points}} points and fourteen new things to read';
export const PREVIEW = 'What is on the table in {{city}} this week.';

const ARTICLES = 14;
const SENTENCES = [
  'We spent the week with the people who grow it, and came back with more notes than luggage.',
  'Dense, sweet and a little wild: it wants a coarser grind and a slower hand than the last one.',
  'There are forty seats, two long tables and one very patient dog; come early if you mind the dog.',
  'Nobody planned it that way, but the second batch turned out better than the first — so we kept it.',
];

const paragraph = (n: number): string =>
  [0, 1, 2, 3].map((offset) => SENTENCES[(n + offset) % SENTENCES.length]).join(' ');

const article = (n: number): string => `
        <tr>
          <td align="left" valign="top" style="padding:24px 32px 8px 32px;font-family:Helvetica,Arial,sans-serif;font-size:20px;line-height:28px;color:#2b1d14;">
            <a href="https://lanternstreet.example/journal/2026/issue-47/story-${n}" target="_blank" style="color:#2b1d14;text-decoration:none;font-weight:bold;">Story number ${n} from the roastery</a>
          </td>
        </tr>
        <tr>
          <td align="left" valign="top" style="padding:0 32px 8px 32px;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:24px;color:#4a4a4a;">
            ${paragraph(n)}
          </td>
        </tr>
        <tr>
          <td align="left" valign="top" style="padding:8px 32px 24px 32px;">
            <table role="presentation" border="0" cellpadding="0" cellspacing="0">
              <tr>
                <td align="center" bgcolor="#b4532a" style="border-radius:4px;">
                  <a href="https://lanternstreet.example/shop/product-${n}" target="_blank" style="display:inline-block;padding:12px 24px;font-family:Helvetica,Arial,sans-serif;font-size:16px;color:#ffffff;text-decoration:none;">Read on and taste</a>
                </td>
              </tr>
            </table>
          </td>
        </tr>`;

/** A newsletter of the ordinary kind: tables in tables, tracked links, six variables. */
export const BODY = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lantern Street Coffee</title>
</head>
<body style="margin:0;padding:0;background-color:#f4efe9;">
  <table role="presentation" width="100%" border="0" cellpadding="0" cellspacing="0" style="background-color:#f4efe9;">
    <tr>
      <td align="center" style="padding:24px 0;">
      <table role="presentation" width="600" border="0" cellpadding="0" cellspacing="0" style="background-color:#ffffff;">
        <tr>
          <td align="center" style="padding:32px;">
            <a href="https://lanternstreet.example/"><img src="https://lanternstreet.example/logo.png" width="160" alt="Lantern Street Coffee" style="border:0;display:block;"></a>
          </td>
        </tr>
        <tr>
          <td style="padding:0 32px 16px 32px;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:24px;color:#4a4a4a;">
            <p>Dear {{first_name}} {{last_name}},</p>
            <p>you have {{points}} points, and your {{plan}} box leaves for {{city}} on {{delivery_day}}.
            <a href="https://lanternstreet.example/account/box">Change your box</a></p>
          </td>
        </tr>${Array.from({ length: ARTICLES }, (_, n) => article(n + 1)).join('')}
        <tr>
          <td align="center" style="padding:24px 32px;font-family:Helvetica,Arial,sans-serif;font-size:12px;line-height:18px;color:#8a8a8a;">
            Lantern Street Coffee, 4 Lantern Street, Leeds &middot; <a href="{{unsubscribe_url}}">Unsubscribe</a>
          </td>
        </tr>
      </table>
      </td>
    </tr>
  </table>
</body>
</html>
`;

const FIRST_NAMES = ['Emma', 'Jürgen', 'Ayşe', 'Putri', 'Łukasz', 'Søren', 'María', 'John'];
const LAST_NAMES = ['Smith', 'Brown', 'Taylor', 'Lima', 'Nguyen'];
const CITIES = ['Leeds', 'Köln', 'Bandung', 'York', 'Málaga', 'Cork'];
const PLANS = ['filter', 'espresso', 'office'];

export const makeReaders = (count: number): Addressee[] =>
  Array.from({ length: count }, (_, n) => {
    const first = FIRST_NAMES[n % FIRST_NAMES.length]!;
    const last = LAST_NAMES[n % LAST_NAMES.length]!;
    return {
      email: `reader.${n}@example.com`,
      name: `${first} ${last}`,
      fields: {
        first_name: first,
        last_name: last,
        city: CITIES[n % CITIES.length]!,
        plan: PLANS[n % PLANS.length]!,
        points: n % 700,
      },
    };
  });

/** The campaign's own, beneath the fields of each reader. */
export const SUBSTITUTION_DATA = { delivery_day: 'Monday', plan: 'filter' };
