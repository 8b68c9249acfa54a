import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing, Suppression } from '../../../../lib/model';
import {
  delimiter,
  encoding,
  inputFile,
  readFile,
  readFileOptions,
  rejectedFile,
  writeRejected,
} from '../../parameters/csvFile';
import { showHint } from '../../hints';
import { reason } from './fields';

export const description: INodeProperties[] = [
  {
    ...inputFile,
    description:
      'The file needs a header row with the column email. The columns reason and created_at are known too.',
  },
  rejectedFile,
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: [delimiter, encoding, { ...reason, description: 'Of addresses that have none in the file' }],
  },
];

export const returnsItems = true;

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { suppressions }: EmailMarketing,
): Promise<INodeExecutionData> {
  const { reason: byDefault } = this.getNodeParameter('options', item) as { reason?: Suppression['reason'] };
  const { rejectedCsv, ...result } = await suppressions.import(await readFile(this, item), {
    ...readFileOptions(this, item),
    reason: byDefault,
  });
  showHint(
    this,
    `${result.added} added, ${result.unchanged} on the list before, ${result.rejectedCount} rejected`,
    result.rejectedCount > 0 ? 'warning' : 'info',
  );
  return {
    json: { ...result } as object as IDataObject,
    binary: await writeRejected(this, item, rejectedCsv),
  };
}
