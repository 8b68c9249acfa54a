import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { Campaign, Contact, ListQuery, Page, TemplateInfo } from '../../../lib/model';
import { engineOf } from '../engine';

export async function searchCampaigns(
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
): Promise<INodeListSearchResult> {
  const { campaigns } = await engineOf(this);
  const page = await campaigns.list(listQuery(filter, paginationToken));
  return listed(page, ({ id, subject, status }: Campaign) => ({ name: `${subject} (${status})`, value: id }));
}

export async function searchContacts(
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
): Promise<INodeListSearchResult> {
  const { contacts } = await engineOf(this);
  const page = await contacts.list(listQuery(filter, paginationToken));
  return listed(page, ({ id, name, email }: Contact) => ({
    name: name ? `${name} (${email})` : email,
    value: id,
  }));
}

export async function searchTemplates(
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
): Promise<INodeListSearchResult> {
  const { templates } = await engineOf(this);
  const page = await templates.list(listQuery(filter, paginationToken));
  return listed(page, ({ id, name }: TemplateInfo) => ({ name, value: id }));
}

/** n8n hands back the token of the page before: here, the number of the next page. */
const listQuery = (filter?: string, paginationToken?: string): ListQuery => ({
  search: filter || undefined,
  page: Number(paginationToken ?? 1),
});

function listed<Item>(
  { data, meta: { page, perPage, total } }: Page<Item>,
  toItem: (item: Item) => INodeListSearchItems,
): INodeListSearchResult {
  return {
    results: data.map(toItem),
    paginationToken: page * perPage < total ? String(page + 1) : undefined,
  };
}
