import type { EmailMarketing, Label } from '../../lib/model';
import { listUpTo } from './listUpTo';

export const allLabels = (mailtarget: EmailMarketing): Promise<Label[]> =>
  listUpTo(Infinity, (query) => mailtarget.labels.list(query));

/**
 * Ids for labels given by id or by name. The list of the parameter yields ids, so an id wins over another label of
 * that name. What is neither is passed on, for the engine to refuse.
 */
export async function toLabelIds(mailtarget: EmailMarketing, idsOrNames: string[]): Promise<string[]> {
  if (idsOrNames.length === 0) return [];
  const labels = await allLabels(mailtarget);
  const find = (idOrName: string) =>
    labels.find(({ id }) => id === idOrName) ?? labels.find(({ name }) => name === idOrName);
  return idsOrNames.map((idOrName) => find(idOrName)?.id ?? idOrName);
}
