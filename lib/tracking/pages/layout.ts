import { createHash } from 'node:crypto';
import { html, Markup } from './markup';
import type { Language } from './texts';

const STYLE = `
:root { color-scheme: light dark; --ink: #1f2933; --soft: #5b6773; --paper: #ffffff; --ground: #f2f4f6; --line: #d5dbe1; --main: #1d4ed8; --on-main: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaee; --soft: #9fabb7; --paper: #1d242b; --ground: #12171c; --line: #37424c; --main: #8fb2ff; --on-main: #0d1526; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px; background: var(--ground); color: var(--ink); font: 17px/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 460px; padding: 32px 28px; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; overflow-wrap: anywhere; }
h1 { margin: 0 0 12px; font-size: 24px; line-height: 1.25; }
p { margin: 0 0 20px; }
form { margin: 0; }
button { width: 100%; min-height: 48px; padding: 10px 20px; border: 1px solid var(--main); border-radius: 8px; background: var(--main); color: var(--on-main); font: inherit; font-weight: 600; cursor: pointer; }
button.quiet { background: transparent; color: var(--main); }
button:focus-visible, input:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
label { display: flex; gap: 12px; align-items: center; min-height: 48px; padding: 8px 0; border-bottom: 1px solid var(--line); }
input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--main); }
fieldset { margin: 0 0 24px; padding: 0; border: 0; }
.apart { margin-top: 28px; padding-top: 20px; border-top: 1px solid var(--line); }
.soft { margin-bottom: 10px; color: var(--soft); font-size: 15px; }
.done { padding: 10px 14px; border-radius: 8px; background: var(--ground); }
main > :last-child { margin-bottom: 0; }
`;

/** Nothing but this page's own style, and forms that go back to where they came from. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** A whole document around what is in `main`. */
export const layout = (language: Language, title: string, content: Markup): string =>
  `<!doctype html>\n${
    html`<html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${new Markup(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `.html
  }`;
