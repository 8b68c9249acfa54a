import { addFooter, addPreheader } from '../../../lib/content/html/insertions';

const SENDER = { name: 'Roastery', email: 'news@roastery.example' };
const withFooter = (html: string) =>
  addFooter(html, SENDER).replace(/<p style="margin:32px.*?<\/p>/, 'FOOTER');
const withPreheader = (html: string) =>
  addPreheader(html, 'Fresh').replace(/<div style="display:none.*?<\/div>/, 'PREHEADER');

test.each([
  ['<body>x<!-- end of </body> --></body></html>', '<body>x<!-- end of </body> -->FOOTER</body></html>'],
  ['<body>x</body><!-- </body> -->', '<body>xFOOTER</body><!-- </body> -->'],
  ['x<!--[if mso]></body><![endif]-->', 'x<!--[if mso]></body><![endif]-->FOOTER'],
  ['<p>a</body>b</body>', '<p>a</body>bFOOTER</body>'],
  ['<script>"</body>"</script>x', '<script>"</body>"</script>xFOOTER'],
  ['x{{#if vip}}</body>{{else}}</body>{{/if}}', 'x{{#if vip}}</body>{{else}}</body>{{/if}}FOOTER'],
  ['x{{! </body> }}</html>', 'x{{! </body> }}FOOTER</html>'],
])('the footer comes last, where everybody sees it: %s', (html, expected) => {
  expect(withFooter(html)).toBe(expected);
});

test.each([
  ['<!-- <body> --><body>x', '<!-- <body> --><body>PREHEADERx'],
  [
    '<!--[if mso]><body a><![endif]--><!--[if !mso]><!--><body b><!--<![endif]-->x',
    '<!--[if mso]><body a><![endif]--><!--[if !mso]><!--><body b>PREHEADER<!--<![endif]-->x',
  ],
  ['<body title="{{x | default: ">"}}">x', '<body title="{{x | default: ">"}}">PREHEADERx'],
  ['<html><head></head>x', '<html><head></head>PREHEADERx'],
  ['<!doctype html>x', '<!doctype html>PREHEADERx'],
  [
    '</head>{{#if vip}}<body a>{{else}}<body b>{{/if}}x',
    '</head>PREHEADER{{#if vip}}<body a>{{else}}<body b>{{/if}}x',
  ],
])('the preview text comes first, where every inbox looks: %s', (html, expected) => {
  expect(withPreheader(html)).toBe(expected);
});
