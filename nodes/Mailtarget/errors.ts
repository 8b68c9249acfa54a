import {
  ExecutionBaseError,
  type IDataObject,
  type INode,
  type INodeProperties,
  NodeOperationError,
} from 'n8n-workflow';
import { engineOptionsSchema, type ErrorCode, MailtargetError } from '../../lib/model';
import {
  ADVICE,
  CORRECT_THE_CREDENTIAL,
  CORRECT_THE_DKIM_CREDENTIAL,
  CORRECT_THE_WEBHOOK_CREDENTIAL,
} from './advice';
import { inWords, nameInCredential, placeOf } from './formNames';

/** The error as n8n shows it on node and item: what is wrong, in which parameter, and what to do about it. */
export function toNodeError(
  node: INode,
  error: unknown,
  itemIndex: number,
  parameters: INodeProperties[],
): ExecutionBaseError {
  if (error instanceof MailtargetError) return fromEngine(node, error, itemIndex, parameters);
  // What n8n itself threw, for example for an expression, is already in its form.
  if (error instanceof ExecutionBaseError) {
    error.context['itemIndex'] ??= itemIndex;
    return error;
  }
  return new NodeOperationError(node, error as Error, { itemIndex });
}

/** n8n takes an item for a failed one, and routes it to the error output, when it has no keys but these two. */
export function toErrorJson({ message }: Error, cause: unknown): IDataObject {
  if (!(cause instanceof MailtargetError)) return { error: message };
  return { error: message, details: { code: cause.code, ...cause.details } };
}

function fromEngine(
  node: INode,
  error: MailtargetError,
  itemIndex: number,
  parameters: INodeProperties[],
): NodeOperationError {
  const field = String(error.details['field'] ?? '');
  const name =
    nameOf(field, parameters) ?? (cameWithTheCredential(field) ? nameInCredential(field) : undefined);
  const nodeError = new NodeOperationError(node, error, {
    itemIndex,
    type: error.code,
    description: `${adviceOn(error.code, field)} (${error.code})`,
  });
  // n8n swaps any message that contains ECONNREFUSED and the like for a general one; ours says more.
  nodeError.message = inWordsOfForm(error.message, field, name);
  return nodeError;
}

/** `campaign.senderEmail: …` is the engine's way to say it; in n8n it is `Sender Email: …`. */
function inWordsOfForm(message: string, field: string, displayName: string | undefined): string {
  if (field === '' || (displayName && message.startsWith(displayName))) return message;
  const start = message.indexOf(field);
  const opensWithPath = start >= 0 && /^(\w+\.)?$/.test(message.slice(0, start));
  const rest = message.slice(start + field.length);
  if (displayName) return opensWithPath ? displayName + rest : `${displayName}: ${message}`;
  // A field of a credential that is not ours, for example.
  return opensWithPath && rest.startsWith(': ') ? inWords(field) + rest : message;
}

function adviceOn(code: ErrorCode, field: string): string {
  if (cameWithTheCredential(field)) return CORRECT_THE_CREDENTIAL;
  if (field === 'dkim.selector') return CORRECT_THE_DKIM_CREDENTIAL;
  return field.startsWith('secret.') ? CORRECT_THE_WEBHOOK_CREDENTIAL : ADVICE[code];
}

const cameWithTheCredential = (field: string): boolean => field.split('.')[0]! in engineOptionsSchema.shape;

/**
 * `components.3.src` is `Components, no. 4, Image URL`. Parameters are named like the model's fields, and those of the recipients
 * stand on their own.
 */
function nameOf(field: string, parameters: INodeProperties[]): string | undefined {
  const [name, ...inside] = field.replace(/^recipients\./, '').split('.');
  const collections = parameters.filter(({ type }) => type === 'collection');
  const parameter = [...parameters, ...collections.flatMap(nestedIn)].find((one) => one.name === name);
  if (!parameter) return undefined;
  const within = allNestedIn(parameter);
  const words = inside.map((part) => {
    if (/^\d+$/.test(part)) return placeOf(part);
    return within.find((nested) => nested.name === part)?.displayName ?? part;
  });
  return [parameter.displayName, ...words].join(', ');
}

const nestedIn = ({ options = [] }: INodeProperties): INodeProperties[] =>
  options.flatMap((option) => {
    if ('values' in option) return option.values;
    return 'type' in option ? [option] : [];
  });

const allNestedIn = (parameter: INodeProperties): INodeProperties[] =>
  nestedIn(parameter).flatMap((nested) => [nested, ...allNestedIn(nested)]);
