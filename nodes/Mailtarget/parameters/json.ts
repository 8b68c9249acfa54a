import type { IExecuteFunctions } from 'n8n-workflow';
import { MailtargetError } from '../../../lib/model';

/**
 * The value of a JSON parameter, which an expression may also give as such; undefined where nothing is filled in.
 * @param example how it is written, for whoever wrote it otherwise
 */
export function readJson(context: IExecuteFunctions, path: string, item: number, example: string): unknown {
  const value = context.getNodeParameter(path, item, '') as unknown;
  if (typeof value !== 'string') return value ?? undefined;
  if (value.trim() === '') return undefined;
  try {
    return JSON.parse(value);
  } catch (error) {
    // eslint-disable-next-line @n8n/community-nodes/require-node-api-error -- the router makes one of it
    throw new MailtargetError(
      'INVALID_INPUT',
      `This is no JSON (${(error as Error).message}). Write it like ${example}.`,
      { field: path.split('.').at(-1)! },
    );
  }
}
