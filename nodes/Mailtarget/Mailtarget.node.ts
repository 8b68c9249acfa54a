import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';
import * as methods from './methods';
import { resourceCredentials, resourceProperties } from './resources';
import { router } from './router';

export class Mailtarget implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Mailtarget',
    name: 'mailtarget',
    icon: { light: 'file:mailtarget.svg', dark: 'file:mailtarget.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
    description: 'Import contacts, create email campaigns, send or schedule them, and read their reports',
    defaults: { name: 'Mailtarget' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [
      { name: 'mailtargetEngine', required: true, testedBy: 'testEngine' },
      ...resourceCredentials,
    ],
    properties: resourceProperties,
  };

  methods = methods;

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await router(this);
  }
}
