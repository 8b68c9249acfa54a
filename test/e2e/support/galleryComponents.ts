import type { ComponentInput } from '../../../lib/model';

/** A picture that needs no network. */
const svg = (width: number, height: number, drawing: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawing}</svg>`,
  )}`;

/** Dark and without a background, as many logos are. */
const LOGO = svg(
  320,
  80,
  '<circle cx="40" cy="40" r="30" fill="#3b2314"/><text x="84" y="54" font-family="sans-serif" font-size="40" font-weight="bold" fill="#3b2314">Roastery</text>',
);
const BANNER = svg(
  600,
  200,
  '<rect width="600" height="200" fill="#c98b4b"/><circle cx="430" cy="120" r="90" fill="#8c5426"/><circle cx="180" cy="60" r="40" fill="#f2dcc3"/>',
);
const BEANS = svg(
  300,
  200,
  '<rect width="300" height="200" fill="#7a4a24"/><ellipse cx="150" cy="100" rx="70" ry="50" fill="#3b2314"/>',
);
const MISSING = 'data:image/png;base64,AA==';

const LONG_WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

/** Every component, also as people should not use it. */
export const GALLERY: ComponentInput[] = [
  {
    type: 'header',
    logoUrl: LOGO,
    logoAlt: 'Roastery',
    title: 'Fresh beans this week',
    url: 'https://roastery.example',
    links: [
      { text: 'Shop', url: 'https://roastery.example/shop' },
      { text: 'Stories', url: 'https://roastery.example/stories' },
      { text: 'Visit us', url: 'https://roastery.example/visit' },
    ],
  },
  { type: 'image', src: BANNER, alt: 'Beans', width: 600, url: 'https://roastery.example' },
  {
    type: 'text',
    text: 'Dear Ana,\n\nyour favourite is back.\nWe roasted it on Tuesday & packed it today.\n\nSee you soon',
  },
  { type: 'button', text: 'Order now', url: 'https://roastery.example/order' },
  { type: 'divider' },
  {
    type: 'text',
    text: '<h2>What is new</h2><p>A <a href="https://roastery.example">link</a>, <b>bold</b>, <span style="color:#333333">a dark span</span> and <span style="background:#fff7c2;color:#111111">a marked one</span>.</p><ul><li>Ethiopia</li><li>Peru</li></ul><blockquote style="border-left:3px solid #999999;margin:0;padding-left:12px">Quoted</blockquote>',
  },
  {
    type: 'columns',
    columns: [
      [
        { type: 'image', src: BEANS, alt: 'Dark beans' },
        { type: 'text', text: 'Two columns: a picture, a text and a button each.' },
        { type: 'button', text: 'Dark', url: 'https://roastery.example/dark', color: '#111111' },
      ],
      [
        { type: 'image', src: BEANS, alt: 'Light beans' },
        { type: 'text', text: 'The second one is shorter.' },
        {
          type: 'button',
          text: 'Light',
          url: 'https://roastery.example/light',
          color: '#f5d90a',
          textColor: '#111111',
        },
      ],
    ],
  },
  { type: 'divider', color: '#1f2328' },
  {
    type: 'columns',
    columns: ['Ethiopia', 'Peru', 'Sumatra'].map((name) => [
      { type: 'text', text: `<h3>${name}</h3><p>250 g</p>`, align: 'center' },
      { type: 'button', text: 'Subscribe', url: 'https://roastery.example' },
    ]),
  },
  {
    type: 'columns',
    columns: ['Fair', 'Organic', 'Local', 'Roasted'].map((word) => [
      { type: 'text', text: word, align: 'center' },
      { type: 'divider' },
      { type: 'text', text: `${word} since 1998`, align: 'center' },
    ]),
  },
  { type: 'spacer', height: 32 },
  { type: 'text', text: 'To the right', align: 'right' },
  { type: 'image', src: LOGO, alt: 'Roastery', width: 120, align: 'left' },
  { type: 'image', src: MISSING, alt: 'A picture that did not load says what it shows' },
  { type: 'text', text: `A long word: ${LONG_WORD}` },
  {
    type: 'columns',
    columns: [
      [{ type: 'text', text: LONG_WORD }],
      [{ type: 'button', text: LONG_WORD, url: 'https://roastery.example' }],
      [{ type: 'image', src: MISSING, alt: 'Missing' }],
    ],
  },
  { type: 'text', text: 'مرحبا بالعالم، هذا نص من اليمين إلى اليسار.', align: 'right' },
  {
    type: 'footer',
    address: 'Roastery Ltd\n1 Harbour Road, Leeds',
    text: 'You receive this because you bought coffee from us.',
    preferencesUrl: 'https://roastery.example/preferences',
  },
];
