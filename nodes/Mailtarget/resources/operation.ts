import { type IExecuteFunctions, type INodeProperties, updateDisplayOptions } from 'n8n-workflow';
import type { EmailMarketing } from '../../../lib/model';

/** What each file of an operation exports. */
export interface Operation {
  description: INodeProperties[];
  /** Set where `execute` returns items of n8n, with files in them, instead of plain objects. */
  returnsItems?: boolean;
  /** Does the operation for one item. Each object it returns becomes an output item, paired with that item. */
  execute(this: IExecuteFunctions, item: number, mailtarget: EmailMarketing): Promise<object | object[]>;
}

/** The parameters of a resource's operations, each shown only for its own operation. */
export function parametersOf(resource: string, operations: Record<string, Operation>): INodeProperties[] {
  return Object.entries(operations).flatMap(([operation, { description }]) =>
    updateDisplayOptions({ show: { resource: [resource], operation: [operation] } }, description),
  );
}
