import type { INode, INodeParameters } from 'n8n-workflow';
import { Webhook } from 'standardwebhooks';

export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export const STANDARD = { provider: 'mailtarget', scheme: 'standard', secret: SECRET };

export const triggerNode = (parameters: INodeParameters): INode => ({
  id: `trigger-${++nodes}`,
  name: 'Mailtarget Trigger',
  type: 'n8n-nodes-mailtarget.mailtargetTrigger',
  typeVersion: 1,
  position: [0, 0],
  webhookId: `a1b2c3d4-${nodes}`,
  parameters: { options: {}, ...parameters },
  credentials: {
    mailtargetEngine: { id: 'test', name: 'Mailtarget Engine' },
    mailtargetProviderWebhook: { id: 'test', name: 'Mailtarget' },
  },
});
let nodes = 0;

export interface Answer {
  status: number;
  body: unknown;
}

export async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: response.status, body: await response.json() };
}

/** @param at when it was signed */
export function signed(body: string, at = new Date(), secret = SECRET): Record<string, string> {
  const id = `msg_${Math.random()}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

export const postSigned = (url: string, payload: object): Promise<Answer> => {
  const body = JSON.stringify(payload);
  return post(url, body, signed(body));
};
