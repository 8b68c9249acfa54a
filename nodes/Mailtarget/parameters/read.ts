import type { IExecuteFunctions } from 'n8n-workflow';

/** What a field yields that holds one value; an expression can make it anything. */
export type Value = string | number | boolean | null | undefined;
export type ListValue = Value | Value[];

/** The text of a field. An expression that yields nothing counts as empty. */
export function readText(context: IExecuteFunctions, name: string, item: number): string {
  return toText(context.getNodeParameter(name, item, '') as Value);
}

/** What a resource locator points at, however it was chosen. */
export function readId(context: IExecuteFunctions, name: string, item: number): string {
  return toText(context.getNodeParameter(name, item, '', { extractValue: true }) as Value).trim();
}

/** The number in a field, for the engine to check; undefined when the field is empty or not there. */
export function readNumber(context: IExecuteFunctions, name: string, item: number): number | undefined {
  const text = readText(context, name, item);
  return text === '' ? undefined : Number(text);
}

export const toText = (value: Value): string => (value === null || value === undefined ? '' : String(value));

export function readList(context: IExecuteFunctions, name: string, item: number): string[] {
  return toList(context.getNodeParameter(name, item, '') as ListValue);
}

/** A list given as such, as an expression does, or as words with commas between them. */
export function toList(value: ListValue): string[] {
  const entries = Array.isArray(value) ? value : toText(value).split(',');
  return entries.map((entry) => toText(entry).trim()).filter((entry) => entry !== '');
}
