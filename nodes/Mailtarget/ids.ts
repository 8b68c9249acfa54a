import type { EmailMarketing, Label, Segment } from '../../lib/model';
import { listUpTo } from './listUpTo';

export const allLabels = ({ labels }: EmailMarketing): Promise<Label[]> =>
  listUpTo(Infinity, (query) => labels.list(query));

export const allSegments = ({ segments }: EmailMarketing): Promise<Segment[]> =>
  listUpTo(Infinity, (query) => segments.list(query));

export const toLabelIds = (mailtarget: EmailMarketing, idsOrNames: string[]): Promise<string[]> =>
  toIds(idsOrNames, () => allLabels(mailtarget));

export const toSegmentIds = (mailtarget: EmailMarketing, idsOrNames: string[]): Promise<string[]> =>
  toIds(idsOrNames, () => allSegments(mailtarget));

/**
 * Ids for things given by id or by name. The list of the parameter yields ids, so an id wins over another thing of
 * that name. What is neither is passed on, for the engine to refuse.
 */
async function toIds(
  idsOrNames: string[],
  listAll: () => Promise<{ id: string; name: string }[]>,
): Promise<string[]> {
  if (idsOrNames.length === 0) return [];
  const all = await listAll();
  const find = (idOrName: string) =>
    all.find(({ id }) => id === idOrName) ?? all.find(({ name }) => name === idOrName);
  return idsOrNames.map((idOrName) => find(idOrName)?.id ?? idOrName);
}
