import type { INodeProperties } from 'n8n-workflow';

/** What belongs to one type of component: its fields, and below them those with a good default, to be added. */
export const fieldsOf = (
  type: string,
  fields: INodeProperties[],
  options: INodeProperties[] = [],
): INodeProperties[] =>
  [...fields, ...(options.length > 0 ? [optionsOf(options)] : [])].map((field) => ({
    ...field,
    displayOptions: { show: { type: [type] } },
  }));

const optionsOf = (options: INodeProperties[]): INodeProperties => ({
  displayName: 'Options',
  name: 'options',
  type: 'collection',
  placeholder: 'Add Option',
  default: {},
  options,
});

export const url: INodeProperties = {
  displayName: 'Link',
  name: 'url',
  type: 'string',
  default: '',
  placeholder: 'e.g. https://www.example.com',
  description: 'Address that a click leads to',
};

export const align = (byDefault: 'left' | 'center'): INodeProperties => ({
  displayName: 'Align',
  name: 'align',
  type: 'options',
  options: [
    { name: 'Center', value: 'center' },
    { name: 'Left', value: 'left' },
    { name: 'Right', value: 'right' },
  ],
  default: byDefault,
  description: 'Where it stands in the width of the message or column',
});
