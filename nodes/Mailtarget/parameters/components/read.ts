import type { IExecuteFunctions } from 'n8n-workflow';
import type { Component, ComponentInput } from '../../../../lib/model';
import { readNumber } from '../read';
import { readTemplate } from '../template';

type Content = Extract<ComponentInput, { type: 'columns' }>['columns'][number][number];
type Align = Extract<ComponentInput, { type: 'text' }>['align'];

/** The components at a parameter's path. Which fields an item has is up to its type; what others left behind is not read. */
export function readComponents(context: IExecuteFunctions, path: string, item: number): ComponentInput[] {
  return itemsAt(context, `${path}.component`, item).map((component) =>
    readComponent(fieldsAt(context, component, item)),
  );
}

function readComponent(fields: Fields): ComponentInput {
  const { text, optional, number, list } = fields;
  const type = text('type') as Component['type'];
  switch (type) {
    case 'header':
      return {
        type,
        title: optional('title'),
        logoUrl: optional('logoUrl'),
        logoAlt: optional('options.logoAlt'),
        logoWidth: number('options.logoWidth'),
        url: optional('options.url'),
        links: list('options.links.link').map((link) => ({ text: link.text('text'), url: link.text('url') })),
      };
    case 'columns':
      return {
        type,
        columns: list('columns.column').map((column) => column.list('contents.component').map(readContent)),
      };
    case 'footer':
      return {
        type,
        address: text('address'),
        text: optional('text'),
        unsubscribeText: optional('options.unsubscribeText'),
        preferencesUrl: optional('options.preferencesUrl'),
        preferencesText: optional('options.preferencesText'),
      };
    default:
      return readContent(fields);
  }
}

/** What can also stand in a column. */
function readContent({ text, optional, number }: Fields): Content {
  const type = text('type') as Content['type'];
  switch (type) {
    case 'image':
      return {
        type,
        src: text('src'),
        alt: text('alt'),
        url: optional('options.url'),
        width: number('options.width'),
        align: optional('options.align') as Align,
      };
    case 'button':
      return {
        type,
        text: text('text'),
        url: text('url'),
        color: optional('options.color'),
        textColor: optional('options.textColor'),
        align: optional('options.align') as Align,
      };
    case 'divider':
      return { type, color: optional('color') };
    case 'spacer':
      return { type, height: number('height') };
    default:
      return { type, text: text('text'), align: optional('align') as Align };
  }
}

/** The fields of one item of a list. */
interface Fields {
  text: (name: string) => string;
  /** An empty field is left to the default. */
  optional: (name: string) => string | undefined;
  number: (name: string) => number | undefined;
  list: (name: string) => Fields[];
}

const fieldsAt = (context: IExecuteFunctions, path: string, item: number): Fields => {
  const text = (name: string) => readTemplate(context, `${path}.${name}`, item);
  return {
    text,
    optional: (name) => text(name) || undefined,
    number: (name) => readNumber(context, `${path}.${name}`, item),
    list: (name) => itemsAt(context, `${path}.${name}`, item).map((entry) => fieldsAt(context, entry, item)),
  };
};

/** The paths of the items of a list. It is taken raw, or n8n would try to resolve the contact variables in it. */
function itemsAt(context: IExecuteFunctions, path: string, item: number): string[] {
  const list = context.getNodeParameter(path, item, [], { rawExpressions: true }) as unknown[];
  return list.map((_, n) => `${path}[${n}]`);
}
