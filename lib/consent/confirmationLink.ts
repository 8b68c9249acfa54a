import { MailtargetError } from '../model';

/**
 * Where a contact confirms: on the page that was named, or on ours.
 * @throws MailtargetError PUBLIC_URL_MISSING where there is neither
 */
export function confirmationLink(
  token: string,
  confirmUrl: string | undefined,
  publicUrl: string | null,
): string {
  if (confirmUrl !== undefined) return withToken(confirmUrl, token);
  if (publicUrl !== null) return new URL(`${publicUrl}/confirm/${token}`).href;
  throw new MailtargetError(
    'PUBLIC_URL_MISSING',
    'Where do people confirm? Name the page (confirmUrl) that passes the token of its query on, or set the public URL.',
    { field: 'confirmUrl' },
  );
}

/** The query that is there stays as it was written: URLSearchParams would write all of it anew. */
function withToken(page: string, token: string): string {
  const url = new URL(page);
  url.search = `${url.search ? `${url.search}&` : '?'}token=${token}`;
  return url.href;
}
