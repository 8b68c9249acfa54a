import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { engineOf } from '../engine';
import { customFields, filterFields, type KnownField } from '../fields';
import { allLabels, allSegments } from '../ids';
import { LEAVE_OUT } from '../parameters/columnMapping';
import { operatorsOf } from '../parameters/filters/operators';

export async function getLabels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  return (await allLabels(await engineOf(this))).map(toOption);
}

export async function getTopics(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const labels = await allLabels(await engineOf(this));
  return labels.filter((label) => label.public).map(toOption);
}

export async function getSegments(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  return (await allSegments(await engineOf(this))).map(toOption);
}

/** Everything of a contact that a segment can compare, with its type: "Age (number)". */
export async function getFilterFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const fields = await filterFields(await engineOf(this));
  return fields.map(fieldOption);
}

/** The operators of the field that is chosen beside them; all of them while there is none, or an expression. */
export async function getFieldOperators(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const chosen = this.getCurrentNodeParameter('&field');
  const fields = await filterFields(await engineOf(this));
  return operatorsOf(fields.find(({ tag }) => tag === chosen)?.type);
}

/** What a column of a CSV file can be. */
export async function getImportColumns(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const fields = await customFields(await engineOf(this));
  return [
    { name: '[Leave Out]', value: LEAVE_OUT },
    { name: 'Email', value: 'email' },
    { name: 'Funnel Status', value: 'funnel_status' },
    { name: 'Labels', value: 'labels' },
    { name: 'Name', value: 'name' },
    { name: 'Source', value: 'source' },
    { name: 'Status', value: 'status' },
    { name: 'Subscribed At', value: 'subscribed_at' },
    { name: 'Time Zone', value: 'time_zone' },
    ...fields.map(fieldOption),
  ];
}

const fieldOption = ({ tag, name, type }: KnownField): INodePropertyOptions => ({
  name: `${name} (${type})`,
  value: tag,
});

const toOption = ({ id, name }: { id: string; name: string }): INodePropertyOptions => ({ name, value: id });
