import { writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import type { Sample } from './samples';

/** Writes a page that shows messages as they would look on a phone. */
export async function writeSamplesPage(
  file: string,
  samples: readonly Sample[],
  sent: number,
): Promise<void> {
  const linkTo = (target: string) =>
    relative(dirname(file), target).split('/').map(encodeURIComponent).join('/');
  await writeFile(file, samplesPage(samples, sent, linkTo));
}

/**
 * The messages are strangers to the page: their frames run no scripts and belong to no origin, and the page's policy,
 * which they inherit, lets nothing be fetched.
 */
export function samplesPage(
  samples: readonly Sample[],
  sent: number,
  linkTo: (file: string) => string,
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mailtarget quickstart</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${samples.length} of ${sent} messages</h1>
<p>One newsletter, composed for each contact. The fields are what is known of the person; the rest adapts.</p>
</header>
<main>
${samples.map((sample) => figure(sample, linkTo)).join('\n')}
</main>
</body>
</html>
`;
}

function figure({ caption, contact, file, email }: Sample, linkTo: (file: string) => string): string {
  const fields = Object.entries(contact.fields).map(([tag, value]) => `${tag}: ${value}`);
  const known = fields.length > 0 ? fields.join(', ') : 'no fields';
  return `<figure>
<figcaption>
<h2>${escape(caption)}</h2>
<p>${escape(known)}</p>
<p class="subject">${escape(email.subject ?? '')}</p>
<p>to ${escape(contact.email)} &middot; <a href="${escape(linkTo(file))}">the .eml file</a></p>
</figcaption>
<iframe sandbox title="${escape(caption)}" srcdoc="${escape(email.html ?? '')}"></iframe>
</figure>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!);

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; padding: 32px; background: light-dark(#eef0f2, #14181b); color: light-dark(#1f2629, #dfe5e8); }
header { max-width: 40rem; margin: 0 auto 32px; text-align: center; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 8px; }
h2 { font-size: 17px; margin: 0; }
p { margin: 2px 0; }
main { display: flex; flex-wrap: wrap; gap: 36px; justify-content: center; }
figure { width: 375px; max-width: 100%; margin: 0; }
figcaption { min-height: 10.5em; padding: 0 6px 12px; font-size: 13px; color: light-dark(#59646a, #9aa7ad); }
figcaption h2, .subject { color: light-dark(#1f2629, #f2f5f6); }
.subject { margin-top: 8px; font-size: 15px; font-weight: 600; }
a { color: inherit; }
iframe { box-sizing: border-box; width: 100%; height: 760px; border: 9px solid light-dark(#22292d, #39434a); border-radius: 30px;
  background: #fff; box-shadow: 0 12px 34px rgb(0 0 0 / 18%); }
`;
