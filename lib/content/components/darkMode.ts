const PAGE = '#14171a';
const CARD = '#1f2328';
const TEXT = '#e6e8eb';
const MUTED = '#a3abb5';
const LINK = '#8ab4ff';
const LINE = '#4a515b';

/**
 * Colours that authors gave to words are given up, with the backgrounds behind them: on a dark page one of the two
 * would be unreadable. A picture may be dark on nothing, so it gets a light plate. A button keeps its own colours.
 */
const RULES: readonly (readonly [selectors: readonly string[], declarations: string])[] = [
  [['.mt-page', '.mt-page > div'], `background: ${PAGE} !important;`],
  [['.mt-card', '.mt-card > table'], `background: ${CARD} !important;`],
  [['.mt-text div', '.mt-title div', '.mt-title a'], `color: ${TEXT} !important;`],
  [
    ['.mt-text div *', '.mt-footer div *'],
    'color: inherit !important; background: transparent !important; border-color: currentColor !important;',
  ],
  [['.mt-text div a', '.mt-text div a *', '.mt-nav a'], `color: ${LINK} !important;`],
  [['.mt-footer div', '.mt-footer div a'], `color: ${MUTED} !important;`],
  [['.mt-divider p'], `border-top-color: ${LINE} !important;`],
  [['.mt-button table td'], `border: 1px solid ${LINE} !important;`],
  [
    ['.mt-image img', '.mt-logo img', '.mt-text img'],
    'background: #ffffff !important; color: #333b45 !important;',
  ],
  [
    ['.mt-logo img'],
    'padding: 8px !important; border-radius: 6px !important; box-sizing: border-box !important;',
  ],
];

const rules = (scopes: readonly string[]): string =>
  RULES.map(([selectors, declarations]) => {
    const scoped = scopes.flatMap((scope) => selectors.map((selector) => scope + selector));
    return `${scoped.join(', ')} { ${declarations} }`;
  }).join('\n');

/**
 * Says that the message knows dark mode, and how it looks there. `data-embed` keeps juice from inlining it. Outlook.com
 * knows no media query, but marks what it darkened; that is a block of its own, for who drops a block they do not understand.
 */
export const darkStyles = (): string => `
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<style type="text/css" data-embed>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
${rules([''])}
}
</style>
<style type="text/css" data-embed>
${rules(['[data-ogsc] ', '[data-ogsb] '])}
</style>`;
