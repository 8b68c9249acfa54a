import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { engineOf } from '../engine';
import { allLabels } from '../labels';

export async function getLabels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
  const labels = await allLabels(await engineOf(this));
  return labels.map(({ id, name }) => ({ name, value: id }));
}
