import type { INodeParameters } from 'n8n-workflow';
import type { ErrorCode } from '../../lib/model';
import { executeNode, type MailtargetNode, type NodeSetup } from './mailtargetNode';

/** How n8n shows a refusal. */
export interface Shown {
  code: ErrorCode;
  message: RegExp;
  /** What n8n shows below the message. */
  advice: RegExp;
  details?: object;
}

/** Runs the node twice: an error has to say the same on the node that stops and on the item that goes on. */
export async function expectRefusal(
  node: MailtargetNode,
  parameters: INodeParameters,
  { code, message, advice, details }: Shown,
  setup: NodeSetup = {},
): Promise<void> {
  const stopped = await executeNode(node, parameters, setup);
  expect(stopped.error).toMatchObject({
    name: 'NodeOperationError',
    type: code,
    message: expect.stringMatching(message),
    description: expect.stringMatching(advice),
    context: { itemIndex: 0 },
  });
  const continued = await executeNode(node, parameters, { ...setup, onError: 'continueRegularOutput' });
  expect(continued.items).toEqual([
    {
      json: {
        error: expect.stringMatching(message),
        details: expect.objectContaining({ code, ...details }),
      },
      pairedItem: { item: 0 },
    },
  ]);
}
