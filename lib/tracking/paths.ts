/*
 * Where the tracking server answers, below the public URL. Links of clicks (content/links.ts) and of confirmations (consent) are written
 * where they are made.
 */

export const openPath = (token: string): string => `/o/${token}.gif`;
export const unsubscribePath = (token: string): string => `/u/${token}`;
export const preferencesPath = (token: string): string => `/p/${token}`;
export const viewPath = (token: string): string => `/v/${token}`;

/** What is asked for. Its token is not checked yet. */
export type Target = DeliveryTarget | { kind: 'confirm'; token: string };
/** What a delivery's token stands in. */
export type DeliveryTarget =
  | { kind: 'open' | 'unsubscribe' | 'preferences' | 'view'; token: string }
  | { kind: 'click'; token: string; link: number };

/** Whatever stands before them: a public URL may have a path, and n8n's webhooks do. */
const PATH =
  /\/(?:o\/(?<open>[\w-]+)\.gif|c\/(?<click>[\w-]+)\/(?<link>\d{1,6})|u\/(?<unsubscribe>[\w-]+)|p\/(?<preferences>[\w-]+)|v\/(?<view>[\w-]+)|confirm\/(?<confirm>[\w-]+))\/?$/;
const KINDS = ['open', 'click', 'unsubscribe', 'preferences', 'view', 'confirm'] as const;
const LONGEST = 1000;

/** The public URL itself: that of a server of our own, or of a workflow in n8n (nodes/MailtargetTrackingTrigger/webhooks.ts). */
const HOME = /^\/?$|\/([\da-f]{8})(?:-[\da-f]{4}){3}-[\da-f]{12}\/\1\/?$/i;

/** @param url a path, with or without a query */
export function isHome(url: string): boolean {
  const path = withoutQuery(url);
  return path.length <= LONGEST && HOME.test(path);
}

/** @param url a path, with or without a query: some mail programs and scanners append one */
export function readPath(url: string): Target | undefined {
  const path = withoutQuery(url);
  const groups = path.length > LONGEST ? undefined : PATH.exec(path)?.groups;
  const kind = groups && KINDS.find((name) => groups[name] !== undefined);
  if (!kind) return undefined;
  const token = groups[kind]!;
  return kind === 'click' ? { kind, token, link: Number(groups.link) } : { kind, token };
}

function withoutQuery(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
