import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { EmailMarketing, ImportOptions, ImportResult } from '../../../../lib/model';
import { showHint } from '../../hints';
import { columnMapping, readMapping } from '../../parameters/columnMapping';
import { contactStatus, labelNames } from '../../parameters/contact';
import {
  delimiter,
  encoding,
  inputFile,
  readFile,
  readFileOptions,
  rejectedFile,
  writeRejected,
} from '../../parameters/csvFile';
import { readList, readText } from '../../parameters/read';

export const description: INodeProperties[] = [
  {
    ...inputFile,
    description:
      'The file needs a header row with a column for the email. Columns that are no field yet become custom fields.',
  },
  rejectedFile,
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: [
      columnMapping,
      {
        displayName: 'Create Missing Fields',
        name: 'createFields',
        type: 'boolean',
        default: true,
        description: 'Whether columns that are no field yet become text fields; otherwise they are refused',
      },
      delimiter,
      {
        displayName: 'Dry Run',
        name: 'dryRun',
        type: 'boolean',
        default: true,
        description: 'Whether to report what would happen, and write nothing',
      },
      encoding,
      {
        displayName: 'Existing Contacts',
        name: 'existing',
        type: 'options',
        options: [
          { name: 'Keep as They Are', value: 'keep' },
          { name: 'Update', value: 'update' },
        ],
        default: 'update',
        description: 'What happens to contacts that exist; kept ones get no labels either',
      },
      { ...labelNames, description: 'Names of labels for every contact of the file, separated by commas' },
      {
        displayName: 'Source',
        name: 'source',
        type: 'string',
        default: '',
        placeholder: 'e.g. Fair in Berlin',
        description: 'Where the contacts come from, where the file does not say',
      },
      {
        ...contactStatus,
        displayName: 'Status of New Contacts',
        options: [
          { name: 'Active', value: 'active' },
          { name: 'Pending', value: 'pending' },
        ],
        description:
          'Of contacts that are new and have none in the file. Pending ones have to confirm first.',
      },
    ],
  },
];

export const returnsItems = true;

export async function execute(
  this: IExecuteFunctions,
  item: number,
  { contacts }: EmailMarketing,
): Promise<INodeExecutionData> {
  const { createFields, dryRun, existing, status } = this.getNodeParameter('options', item) as ImportOptions;
  const { rejectedCsv, ...result } = await contacts.import(await readFile(this, item), {
    ...readFileOptions(this, item),
    mapping: readMapping(this, 'options.mapping', item),
    source: readText(this, 'options.source', item) || undefined,
    labels: readList(this, 'options.labels', item),
    createFields,
    dryRun,
    existing,
    status,
  });
  showHint(this, summaryOf(result), result.rejectedCount > 0 ? 'warning' : 'info');
  return {
    json: { ...result } as object as IDataObject,
    binary: await writeRejected(this, item, rejectedCsv),
  };
}

type Counts = Omit<ImportResult, 'rejectedCsv'>;

function summaryOf({ created, updated, unchanged, rejectedCount, rejected, dryRun }: Counts): string {
  const [first] = rejected;
  const why = first ? ` (the first, in line ${first.line}: ${first.reason})` : '';
  const counts = `${created} created, ${updated} updated, ${unchanged} unchanged, ${rejectedCount} rejected${why}`;
  return dryRun ? `Dry run, nothing was written. It would be: ${counts}` : counts;
}
