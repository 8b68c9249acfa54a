import type { Component } from '../../model';
import { escapeHtml } from './markup';
import type { MjmlNode } from './mjml';

type Header = Extract<Component, { type: 'header' }>;

/** Logo, title and navigation, one beneath the other; those that are there. */
export const headerNodes = (header: Header): MjmlNode[] =>
  [logo(header), title(header), navigation(header)].filter((node) => node !== undefined);

function logo({ logoUrl, logoAlt, logoWidth, url }: Header): MjmlNode | undefined {
  if (logoUrl === undefined) return undefined;
  return {
    tagName: 'mj-image',
    attributes: {
      src: escapeHtml(logoUrl),
      alt: escapeHtml(logoAlt),
      width: `${logoWidth}px`,
      'css-class': 'mt-logo',
      ...(url !== undefined && { href: escapeHtml(url) }),
    },
  };
}

function title({ title, url }: Header): MjmlNode | undefined {
  if (title === undefined) return undefined;
  const text = escapeHtml(title);
  const linked = url === undefined ? text : `<a href="${escapeHtml(url)}" target="_blank">${text}</a>`;
  return {
    tagName: 'mj-text',
    attributes: { align: 'center', 'css-class': 'mt-title' },
    content: `<h1>${linked}</h1>`,
  };
}

function navigation({ links }: Header): MjmlNode | undefined {
  if (links.length === 0) return undefined;
  return {
    tagName: 'mj-navbar',
    attributes: { 'css-class': 'mt-nav' },
    children: links.map(({ text, url }) => ({
      tagName: 'mj-navbar-link',
      attributes: { href: escapeHtml(url) },
      content: escapeHtml(text),
    })),
  };
}
