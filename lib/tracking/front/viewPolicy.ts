/**
 * A message is a stranger's HTML on our host: no script, no form, no frame, and an origin of its own. Links may open windows, which are
 * free again.
 */
export const VIEW_POLICY =
  "default-src 'none'; img-src http: https: data:; media-src http: https:; font-src http: https: data:; " +
  "style-src 'unsafe-inline' http: https:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; " +
  'sandbox allow-popups allow-popups-to-escape-sandbox';
