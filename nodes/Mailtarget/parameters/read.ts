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

export const toText = (value: Value): string => (value === null || value === undefined ? '' : String(value));

/** A list given as such, as an expression does, or as words with commas between them. */
export function toList(value: ListValue): string[] {
  const entries = Array.isArray(value) ? value : toText(value).split(',');
  return entries.map((entry) => toText(entry).trim()).filter((entry) => entry !== '');
}
