/** An element of MJML. `content` is written out as it is; attributes are not escaped by MJML. */
export interface MjmlNode {
  tagName: string;
  attributes?: Record<string, string | boolean>;
  children?: MjmlNode[];
  content?: string;
}

interface MjmlCore {
  default: (tree: MjmlNode, options: object) => Promise<{ html: string }>;
}

/**
 * Renders a tree of MJML. The tree is ours and made of nodes, never parsed from text, so that nothing in it can
 * include a file. What MJML complains of is a bug of ours, and thrown.
 */
export async function renderMjml(tree: MjmlNode): Promise<string> {
  /* eslint-disable @typescript-eslint/no-require-imports -- 74 MB of memory: only for those who use components */
  const { default: mjmlToHtml } = require('mjml-core') as MjmlCore;
  const preset = require('mjml-preset-core') as object;
  /* eslint-enable */
  const { html } = await mjmlToHtml(tree, {
    presets: [preset],
    validationLevel: 'strict',
    ignoreIncludes: true,
    // No font is fetched from anywhere.
    fonts: {},
  });
  return html;
}
