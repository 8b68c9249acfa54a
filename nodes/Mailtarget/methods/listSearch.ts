import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import {
  type Campaign,
  type Contact,
  DEFAULT_TRANSPORT,
  type Field,
  type ListQuery,
  type Page,
  type Webhook,
} from '../../../lib/model';
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

export async function searchFields(
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
): Promise<INodeListSearchResult> {
  const { fields } = await engineOf(this);
  const page = await fields.list(listQuery(filter, paginationToken));
  return listed(page, ({ tag, name, type }: Field) => ({ name: `${name} (${type})`, value: tag }));
}

export const searchCategories = byName('categories');
export const searchLabels = byName('labels');
export const searchSegments = byName('segments');
export const searchTemplates = byName('templates');

/** Those that can be removed: the one of the credential comes back. */
export async function searchTransports(
  this: ILoadOptionsFunctions,
  filter = '',
): Promise<INodeListSearchResult> {
  const { settings } = await engineOf(this);
  const { transports } = await settings.get();
  const found = transports.filter(({ id }) => id !== DEFAULT_TRANSPORT && id.includes(filter.toLowerCase()));
  return {
    results: found.map((transport) => ({
      name: `${transport.id} (${transport.type === 'smtp' ? transport.host : 'Mailtarget'})`,
      value: transport.id,
    })),
  };
}

/** By what they are for, where that was said. */
export async function searchWebhooks(
  this: ILoadOptionsFunctions,
  filter?: string,
  paginationToken?: string,
): Promise<INodeListSearchResult> {
  const { webhooks } = await engineOf(this);
  const page = await webhooks.list(listQuery(filter, paginationToken));
  return listed(page, ({ id, url, description }: Webhook) => ({
    name: description ? `${description} (${url})` : url,
    value: id,
  }));
}

export async function searchSendingDomains(
  this: ILoadOptionsFunctions,
  filter = '',
): Promise<INodeListSearchResult> {
  const { settings } = await engineOf(this);
  const found = (await settings.listSendingDomains()).filter(({ domain }) =>
    domain.includes(filter.toLowerCase()),
  );
  return { results: found.map(({ domain }) => ({ name: domain, value: domain })) };
}

/** The search among things that have a name and an id. */
function byName(group: 'categories' | 'labels' | 'segments' | 'templates') {
  return async function search(
    this: ILoadOptionsFunctions,
    filter?: string,
    paginationToken?: string,
  ): Promise<INodeListSearchResult> {
    const mailtarget = await engineOf(this);
    const page: Page<{ id: string; name: string }> = await mailtarget[group].list(
      listQuery(filter, paginationToken),
    );
    return listed(page, ({ id, name }) => ({ name, value: id }));
  };
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
