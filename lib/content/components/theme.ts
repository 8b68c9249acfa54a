import { darkStyles } from './darkMode';
import type { MjmlNode } from './mjml';

/** Pixels. */
export const WIDTH = 600;
/** What a full-width component leaves free at each side: half in its section, half in itself, as columns do. */
export const GUTTER = 12;
export const CONTENT_WIDTH = WIDTH - 4 * GUTTER;

export const LIGHT = {
  page: '#f3f4f6',
  card: '#ffffff',
  text: '#1f2937',
  muted: '#5b6472',
  link: '#1f5fd6',
} as const;

const FONT = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

const DEFAULTS: Record<string, Record<string, string>> = {
  'mj-all': { 'font-family': FONT },
  'mj-section': { padding: `6px ${GUTTER}px` },
  'mj-text': { padding: `8px ${GUTTER}px`, 'font-size': '16px', 'line-height': '1.5', color: LIGHT.text },
  'mj-image': { padding: `8px ${GUTTER}px`, 'font-size': '14px' },
  'mj-button': {
    padding: `12px ${GUTTER}px`,
    // With the padding, 45 pixels high: a finger needs 44.
    'inner-padding': '13px 28px',
    'font-size': '16px',
    'font-weight': '600',
    'line-height': '120%',
    'border-radius': '6px',
  },
  'mj-divider': { padding: `12px ${GUTTER}px`, 'border-width': '1px' },
  'mj-navbar-link': {
    padding: '8px 10px',
    'font-size': '15px',
    color: LIGHT.link,
    'text-transform': 'none',
  },
};

/** Rules for what MJML has no attribute for. They are inlined later. */
const STYLES = `
  .mt-card, .mt-footer { word-break: break-word; overflow-wrap: anywhere; }
  .mt-text p, .mt-text ul, .mt-text ol { margin: 0 0 16px; }
  .mt-text p:last-child { margin-bottom: 0; }
  .mt-text h1, .mt-title h1 { font-size: 26px; line-height: 1.25; }
  .mt-text h2 { font-size: 21px; line-height: 1.3; }
  .mt-text h3 { font-size: 18px; line-height: 1.35; }
  .mt-text h1, .mt-text h2, .mt-text h3 { margin: 0 0 12px; }
  .mt-text a { color: ${LIGHT.link}; }
  .mt-text img { max-width: 100%; }
  .mt-title h1 { margin: 0; }
  .mt-title a { color: ${LIGHT.text}; text-decoration: none; }
  .mt-image img, .mt-logo img { font-family: ${FONT}; line-height: 1.4; color: ${LIGHT.muted}; }
  .mt-footer p { margin: 0 0 8px; }
  .mt-footer a { color: ${LIGHT.muted}; text-decoration: underline; }
`;

export const head = (title: string): MjmlNode => ({
  tagName: 'mj-head',
  children: [
    ...(title === '' ? [] : [{ tagName: 'mj-title', content: title }]),
    {
      tagName: 'mj-attributes',
      children: Object.entries(DEFAULTS).map(([tagName, attributes]) => ({ tagName, attributes })),
    },
    { tagName: 'mj-style', content: STYLES },
    { tagName: 'mj-raw', content: darkStyles() },
  ],
});
