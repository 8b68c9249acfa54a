import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Utm } from '../../../lib/model';
import { readTemplate } from './template';

const parameter = (displayName: string, name: keyof Utm, placeholder: string): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: '',
  placeholder: `e.g. ${placeholder}`,
  description: `Value of utm_${name}. Nothing is added when left empty.`,
});

export const utm: INodeProperties = {
  displayName: 'UTM Parameters',
  name: 'utm',
  type: 'fixedCollection',
  placeholder: 'Add UTM Parameters',
  default: {},
  description: 'Added to every link, so that web analytics know where the visitors come from',
  options: [
    {
      displayName: 'Parameters',
      name: 'parameters',
      values: [
        parameter('Campaign', 'campaign', 'spring-sale'),
        parameter('Content', 'content', 'top-button'),
        parameter('Medium', 'medium', 'email'),
        parameter('Source', 'source', 'newsletter'),
        parameter('Term', 'term', 'garden-tools'),
      ],
    },
  ],
};

/** @returns undefined where none is filled in */
export function readUtm(context: IExecuteFunctions, path: string, item: number): Utm | undefined {
  const value = (name: keyof Utm) => readTemplate(context, `${path}.parameters.${name}`, item) || undefined;
  const given: Utm = {
    source: value('source'),
    medium: value('medium'),
    campaign: value('campaign'),
    term: value('term'),
    content: value('content'),
  };
  return Object.values(given).some((text) => text !== undefined) ? given : undefined;
}
