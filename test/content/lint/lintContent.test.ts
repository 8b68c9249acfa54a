import { type ContentFacts, lintContent } from '../../../lib/content';
import { factsWith, linksTo, mentions } from './facts';

const context = { senderName: 'Roastery', attachments: ['logo.png', 'a+b@x'] };
const lint = (facts?: Partial<ContentFacts>) => lintContent(factsWith(facts), context);
const codesOf = (facts?: Partial<ContentFacts>) => {
  const { errors, warnings } = lint(facts);
  return [...errors, ...warnings].map(({ code }) => code);
};

test('a campaign in order has no findings', () => {
  expect(lint()).toEqual({ errors: [], warnings: [] });
});

describe('links', () => {
  test.each(['', '  \n', 'https://', 'http:'])('lead nowhere: %j', (url) => {
    expect(codesOf(linksTo(url))).toEqual(['link_empty']);
  });

  test.each([
    'www.example.com',
    'www.{{domain}}/x',
    'example.com/page',
    'example.com:8080/page',
    '//example.com',
    '/page',
    'page.html',
    '?id={{id}}',
    'path/{{id}}',
    '\\\\example.com',
  ])('lack a scheme: %s', (url) => {
    expect(codesOf(linksTo(url))).toEqual(['link_relative']);
  });

  test.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript:{{code}}',
    'data:text/html,x',
    'ftp://example.com',
    'file:///etc/passwd',
    'cid:logo.png',
  ])('have a scheme that is not allowed: %j', (url) => {
    expect(codesOf(linksTo(url))).toEqual(['link_not_http']);
  });

  test.each([
    'https://example.com',
    'HTTP://example.com/{{path}}',
    'https://{{shop}}/x',
    'mailto:ana@roastery.example',
    'tel:+44123456',
    'SMS:+44123456',
    '#section',
    '#{{anchor}}',
    '{{shop_url}}',
    '{{shop_url}}/x:y',
    ' {{unsubscribe_url}}',
    'http{{#if secure}}s{{/if}}://example.com',
  ])('are fine, or may be: %j', (url) => {
    expect(codesOf(linksTo(url))).toEqual([]);
  });

  test('of a forbidden scheme are told which are allowed', () => {
    expect(lint(linksTo('ftp://x.example')).errors[0]!.message).toBe(
      'A link may begin with http:, https:, mailto:, tel:, or sms:, and with nothing else. Change: ftp://x.example.',
    );
  });

  test('with many blanks in them are judged at once', () => {
    const url = `https://x.example/${' '.repeat(500_000)}y`;
    expect(codesOf(linksTo(url, `${url}\u0001`))).toEqual([]);
  });

  test('only "#" is a warning', () => {
    expect(lint(linksTo('#', '#')).warnings).toEqual([
      {
        code: 'link_placeholder',
        message: '2 links are only "#", as if still to be filled in. Give each its URL.',
        field: 'body',
      },
    ]);
  });

  test('of one kind are one finding with five examples, each once, and their number', () => {
    const urls = [1, 2, 3, 4, 5, 6, 7].flatMap((number) => [`/p${number}`, `/p${number}`]);
    expect(lint(linksTo(...urls)).errors).toEqual([
      {
        code: 'link_relative',
        message:
          'In an email a link needs its full URL, beginning with https://. Complete: /p1, /p2, /p3, /p4, /p5 and 2 more.',
        field: 'body',
      },
    ]);
  });

  test('are quoted on one line and not in full length', () => {
    const [finding] = lint(linksTo(`/a\r\nb\u202e${'x'.repeat(5000)}`)).errors;
    expect(finding!.message).toMatch(/Complete: \/a b x{74}…\.$/);
  });
});

describe('images', () => {
  const image = (src: string, alt: string | null = '') => ({ images: [{ src, alt }] });

  test('a relative one is an error: mail clients know no place it could be relative to', () => {
    const images = ['tree.jpg', 'https://x.example/tree.jpg', 'cid:logo.png', '{{picture}}'].map((src) => ({
      src,
      alt: '',
    }));
    expect(lint({ images }).errors).toEqual([
      {
        code: 'link_relative',
        message: 'In an email an image needs its full URL, beginning with https://. Complete: tree.jpg.',
        field: 'body',
      },
    ]);
  });

  test.each([
    'cid:logo.png',
    'CID:logo.png',
    'cid:a+b@x',
    'cid:a%2Bb%40x',
    'cid:{{logo}}',
    'https://x.example/y',
  ])('that are there: %s', (src) => {
    expect(codesOf(image(src))).toEqual([]);
  });

  test.each(['cid:other.png', 'cid:LOGO.PNG', 'cid:'])('without their attachment are an error: %s', (src) => {
    expect(lint(image(src)).errors).toMatchObject([{ code: 'inline_image_missing', field: 'body' }]);
  });

  test('with many blanks in them are judged at once', () => {
    expect(codesOf(image(`cid:a${' '.repeat(500_000)}b`))).toEqual(['inline_image_missing']);
    expect(codesOf(image(`${' '.repeat(500_000)}cid:logo.png \n`))).toEqual([]);
  });

  test('without alt are a warning that names them; an empty alt says that it is on purpose', () => {
    const bare = { src: 'https://x.example/beans.png', alt: null };
    expect(lint({ images: [bare, { ...bare, src: 'y', alt: '' }, bare] }).warnings).toEqual([
      {
        code: 'image_without_alt',
        message:
          'Many read without images. Say in alt="…" what these show, or write alt="" where they are mere decoration: https://x.example/beans.png.',
        field: 'body',
      },
    ]);
  });
});

describe('variables without a fallback', () => {
  test('are one warning for each part of the campaign, each named once', () => {
    const { warnings } = lint({
      variables: [
        { name: 'city', field: 'subject', hasFallback: false },
        { name: 'city', field: 'body', hasFallback: false },
        { name: 'name', field: 'body', hasFallback: false },
        { name: 'city', field: 'body', hasFallback: false },
        { name: 'plan', field: 'body', hasFallback: true },
      ],
    });
    expect(warnings).toEqual([
      {
        code: 'variable_without_fallback',
        message:
          'Whoever has no value for city gets a gap in the subject. Give a default: {{city | default: "…"}}.',
        field: 'subject',
      },
      {
        code: 'variable_without_fallback',
        message:
          'Whoever has no value for city, name gets a gap in the body. Give a default: {{city | default: "…"}}.',
        field: 'body',
      },
    ]);
  });

  test('are no warning where everybody has a value', () => {
    const facts = factsWith(mentions('email', 'season'));
    expect(lintContent(facts, { ...context, given: new Set(['season']) }).warnings).toEqual([]);
  });
});

describe('the subject', () => {
  test.each([
    'BUY NOW',
    'BIG SALE: 50% OFF',
    'FREEBIES!',
    'ЛЕТНЯЯ РАСПРОДАЖА',
    'GROßE FREUDE',
    'ÉTÉ À PARIS',
    "DON'T MISS",
  ])('is shouted: %s', (subjectText) => {
    expect(codesOf({ subjectText })).toEqual(['subject_all_caps']);
  });

  test.each([
    'Fresh beans',
    'NASA',
    'Q&A',
    'IBM and us',
    'iPHONE SALE',
    'عرض خاص لك',
    '大安売り SALE',
    '10% – 50 €',
    '',
    'VIP 2026',
  ])('is not shouted: %s', (subjectText) => {
    expect(codesOf({ subjectText })).toEqual([]);
  });
});

test('a missing unsubscribe link is a warning that says what was added', () => {
  const [finding] = lint({ hasUnsubscribeLink: false }).warnings;
  expect(finding).toMatchObject({ code: 'unsubscribe_link_missing', field: 'body' });
  expect(finding!.message).toContain('a footer with one and with the sender was added');
});

test('a missing sender name is a warning', () => {
  expect(lintContent(factsWith(), { ...context, senderName: ' ' }).warnings).toMatchObject([
    { code: 'sender_name_missing', field: 'senderName' },
  ]);
});

test('tags of other systems are a warning that names them', () => {
  const tag = { tag: '*|FNAME|*', field: 'subject' as const };
  expect(lint({ foreignTags: [tag, tag] }).warnings).toEqual([
    {
      code: 'foreign_tag',
      message:
        'Tags of another system stay as they are in the subject: *|FNAME|*. Write variables like {{first_name}}.',
      field: 'subject',
    },
  ]);
});

test('HTML that Gmail clips is a warning from 102 KB on', () => {
  expect(codesOf({ htmlSize: 102 * 1024 })).toEqual([]);
  expect(lint({ htmlSize: 102 * 1024 + 1 }).warnings).toMatchObject([
    { code: 'html_clipped', message: expect.stringContaining('103 KB') },
  ]);
});
