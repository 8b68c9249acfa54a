import type { IExecuteFunctions } from 'n8n-workflow';

type Read<T> = (context: IExecuteFunctions, path: string, item: number) => T;

/** Reads fields of the collection `updateFields`; each is undefined when it was not added. */
export function addedFields(context: IExecuteFunctions, item: number) {
  const added = context.getNodeParameter('updateFields', item, {}, { rawExpressions: true }) as object;
  const given = <T>(name: string, read: Read<T>): T | undefined =>
    name in added ? read(context, `updateFields.${name}`, item) : undefined;
  return {
    given,
    /** Null for a field that was added and left empty. */
    emptied: <T>(name: string, read: Read<T>): NonNullable<T> | null | undefined =>
      given(name, (...path) => read(...path) || null),
  };
}

export const readValue = (context: IExecuteFunctions, path: string, item: number): unknown =>
  context.getNodeParameter(path, item);
