import type { Component } from '../../model';
import { escapeHtml, escapeLines, textToHtml } from './markup';
import type { MjmlNode } from './mjml';
import { LIGHT } from './theme';

type Footer = Extract<Component, { type: 'footer' }>;

/** @param unsubscribeUrl the tag that becomes the recipient's link */
export function footerNode(footer: Footer, unsubscribeUrl: string): MjmlNode {
  const { text, address, unsubscribeText, preferencesUrl, preferencesText } = footer;
  const links = [link(unsubscribeUrl, unsubscribeText)];
  if (preferencesUrl !== undefined) links.push(link(escapeHtml(preferencesUrl), preferencesText));
  return {
    tagName: 'mj-text',
    attributes: {
      align: 'center',
      'font-size': '13px',
      color: LIGHT.muted,
      'css-class': 'mt-footer',
    },
    content: `${text === undefined ? '' : textToHtml(text)}<p>${escapeLines(address)}</p><p>${links.join(' &nbsp;·&nbsp; ')}</p>`,
  };
}

const link = (url: string, text: string): string =>
  `<a href="${url}" target="_blank">${escapeHtml(text)}</a>`;
