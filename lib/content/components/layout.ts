import type { Component } from '../../model';
import { type Block, blockNode } from './blocks';
import { footerNode } from './footer';
import { headerNodes } from './header';
import { escapeHtml } from './markup';
import type { MjmlNode } from './mjml';
import { CONTENT_WIDTH, head, LIGHT } from './theme';

/** The whole message as a tree of MJML, of components whose template tags are hidden. */
export function layOut(components: readonly Component[], unsubscribeUrl: string): MjmlNode {
  return {
    tagName: 'mjml',
    children: [
      head(titleOf(components)),
      {
        tagName: 'mj-body',
        attributes: { 'background-color': LIGHT.page, 'css-class': 'mt-page' },
        children: rowsOf(components).map((row) => sectionOf(row, unsubscribeUrl)),
      },
    ],
  };
}

/** What a screen reader announces. */
function titleOf(components: readonly Component[]): string {
  const header = components.find(({ type }) => type === 'header');
  return header?.type === 'header' ? escapeHtml(header.title ?? header.logoAlt) : '';
}

type Row = Block[] | Exclude<Component, Block> | Banner;
interface Banner {
  type: 'banner';
  image: Block;
}

/** Neighbouring blocks share a section: each section costs a kilobyte, and Gmail clips a message at 102. */
function rowsOf(components: readonly Component[]): Row[] {
  const rows: Row[] = [];
  for (const component of components) {
    const last = rows.at(-1);
    if (!isBlock(component)) rows.push(component);
    else if (isBanner(component)) rows.push({ type: 'banner', image: component });
    else if (Array.isArray(last)) last.push(component);
    else rows.push([component]);
  }
  return rows;
}

const isBlock = (component: Component): component is Block =>
  !['header', 'columns', 'footer'].includes(component.type);

/** An image that is asked to be wider than the text goes from edge to edge. */
const isBanner = (block: Block): boolean => block.type === 'image' && (block.width ?? 0) > CONTENT_WIDTH;

function sectionOf(row: Row, unsubscribeUrl: string): MjmlNode {
  if (Array.isArray(row)) return card([column(row.map((block) => blockNode(block)))]);
  switch (row.type) {
    case 'banner':
      return card([column([edgeToEdge(blockNode(row.image))])], { padding: '0' });
    case 'header':
      return card([column(headerNodes(row))], { padding: '16px 12px 8px' });
    case 'columns':
      return card(
        row.columns.map((blocks) => column(blocks.map((block) => blockNode(block, row.columns.length > 2)))),
      );
    case 'footer':
      return section([column([footerNode(row, unsubscribeUrl)])], { padding: '16px 12px 24px' });
  }
}

const section = (columns: MjmlNode[], attributes: Record<string, string>): MjmlNode => ({
  tagName: 'mj-section',
  attributes,
  children: columns,
});

const card = (columns: MjmlNode[], attributes: Record<string, string> = {}): MjmlNode =>
  section(columns, { 'background-color': LIGHT.card, 'css-class': 'mt-card', ...attributes });

const column = (children: MjmlNode[]): MjmlNode => ({ tagName: 'mj-column', children });

const edgeToEdge = (image: MjmlNode): MjmlNode => ({
  ...image,
  attributes: { ...image.attributes, padding: '0' },
});
