import type { INodeProperties } from 'n8n-workflow';

export const segmentName: INodeProperties = {
  displayName: 'Name',
  name: 'name',
  type: 'string',
  default: '',
  placeholder: 'e.g. Gardeners in Leeds',
  description: 'What the segment is called; no other segment has this name',
};
