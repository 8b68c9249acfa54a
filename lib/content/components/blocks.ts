import type { Component } from '../../model';
import { escapeHtml, textToHtml } from './markup';
import type { MjmlNode } from './mjml';

/** What stands in a column. */
export type Block = Extract<Component, { type: 'text' | 'image' | 'button' | 'divider' | 'spacer' }>;

/** @param narrow in one of three or more columns */
export function blockNode(block: Block, narrow = false): MjmlNode {
  switch (block.type) {
    case 'text':
      return {
        tagName: 'mj-text',
        attributes: { align: block.align, 'css-class': 'mt-text' },
        content: textToHtml(block.text),
      };
    case 'image':
      return imageNode(block);
    case 'button':
      return {
        tagName: 'mj-button',
        attributes: {
          href: escapeHtml(block.url),
          align: block.align,
          'background-color': block.color,
          color: block.textColor,
          'css-class': 'mt-button',
          ...(narrow && { 'inner-padding': '13px 12px' }),
        },
        content: escapeHtml(block.text),
      };
    case 'divider':
      return {
        tagName: 'mj-divider',
        attributes: { 'border-color': block.color, 'css-class': 'mt-divider' },
      };
    case 'spacer':
      return { tagName: 'mj-spacer', attributes: { height: `${block.height}px` } };
  }
}

function imageNode({ src, alt, url, width, align }: Extract<Block, { type: 'image' }>): MjmlNode {
  return {
    tagName: 'mj-image',
    attributes: {
      src: escapeHtml(src),
      alt: escapeHtml(alt),
      align,
      'css-class': 'mt-image',
      ...(url !== undefined && { href: escapeHtml(url) }),
      // One without a width of its own is as wide as there is room, on a phone too.
      ...(width === undefined ? { 'fluid-on-mobile': true } : { width: `${width}px` }),
    },
  };
}
