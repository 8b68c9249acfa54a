import type { IWebhookFunctions } from 'n8n-workflow';

/** What is used of Express, whose types n8n does not bring along. */
export interface Response {
  statusCode: number;
  readonly closed: boolean;
  once(event: 'close', listener: () => void): unknown;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

export const responseOf = (context: IWebhookFunctions): Response => context.getResponseObject() as Response;

/** As it came: signatures are over these bytes. n8n leaves it out of what is multipart. */
export const rawBodyOf = (context: IWebhookFunctions): Buffer =>
  (context.getRequestObject() as { rawBody?: Buffer }).rawBody ?? Buffer.alloc(0);

/** What is sent twice comes as a list, and nobody signs with that. */
export function headersOf(context: IWebhookFunctions): Record<string, string> {
  const entries = Object.entries<unknown>(context.getHeaderData());
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
