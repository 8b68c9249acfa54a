import type { INodeProperties } from 'n8n-workflow';

export const labelName: INodeProperties = {
  displayName: 'Name',
  name: 'name',
  type: 'string',
  default: '',
  placeholder: 'e.g. Newsletter',
  description: 'What the label is called; no other label has this name',
};

export const isPublic: INodeProperties = {
  displayName: 'Public',
  name: 'public',
  type: 'boolean',
  default: true,
  description: 'Whether the label is a topic that people choose for themselves',
};
