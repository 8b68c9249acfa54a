declare const kind: unique symbol;

/** A database key, branded so that a contact's key is never taken for a campaign's. */
export type Key<Kind extends string> = number & { readonly [kind]: Kind };
export type CampaignKey = Key<'campaign'>;
export type ContactKey = Key<'contact'>;
export type LabelKey = Key<'label'>;
export type TemplateKey = Key<'template'>;
export type SegmentKey = Key<'segment'>;
export type CategoryKey = Key<'category'>;
export type WebhookKey = Key<'webhook'>;

/** The key behind an id of the interface (a decimal string), or undefined when it cannot be one. */
export function toKey<K extends Key<string>>(id: string): K | undefined {
  return /^[1-9]\d{0,14}$/.test(id) ? (Number(id) as K) : undefined;
}

export const toId = (key: Key<string>): string => String(key);
