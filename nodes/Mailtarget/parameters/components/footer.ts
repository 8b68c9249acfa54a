import type { INodeProperties } from 'n8n-workflow';
import { fieldsOf } from './field';

const shown: INodeProperties[] = [
  {
    displayName: 'Postal Address',
    name: 'address',
    type: 'string',
    typeOptions: { rows: 2 },
    default: '',
    placeholder: 'e.g. Example Ltd, 1 High Street, Leeds',
    description: 'Where the sender can be reached by post; many laws ask for it',
  },
  {
    displayName: 'Text',
    name: 'text',
    type: 'string',
    typeOptions: { rows: 2 },
    default: '',
    placeholder: 'e.g. You receive this because you subscribed on our website.',
    description: 'Small print, for example why people receive this',
  },
];

const options: INodeProperties[] = [
  {
    displayName: 'Preferences Text',
    name: 'preferencesText',
    type: 'string',
    default: '',
    placeholder: 'e.g. Preferences',
    description: 'Words of the link to that page',
  },
  {
    displayName: 'Preferences URL',
    name: 'preferencesUrl',
    type: 'string',
    default: '',
    placeholder: 'e.g. https://www.example.com/preferences',
    description: 'Address of a page of yours where people choose what they receive',
  },
  {
    displayName: 'Unsubscribe Text',
    name: 'unsubscribeText',
    type: 'string',
    default: '',
    placeholder: 'e.g. Unsubscribe',
    description: 'Words of the unsubscribe link, which every footer has',
  },
];

export const footerFields = fieldsOf('footer', shown, options);
