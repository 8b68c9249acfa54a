import type { TrackingResponse } from '../request';

/** Nobody keeps it, nobody is told where it was linked from, no search engine lists it. */
const PRIVATE_HEADERS = {
  'cache-control': 'no-store, private',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
};

/** A transparent GIF of one pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

export const pixel: TrackingResponse = {
  status: 200,
  headers: { ...PRIVATE_HEADERS, 'content-type': 'image/gif', 'content-length': String(PIXEL.length) },
  body: PIXEL,
};

export const redirect = (url: string): TrackingResponse => ({
  status: 302,
  headers: { ...PRIVATE_HEADERS, location: url, 'content-length': '0' },
  body: '',
});

export const plainText = (
  status: number,
  text: string,
  headers: TrackingResponse['headers'] = {},
): TrackingResponse => ({
  status,
  headers: {
    ...PRIVATE_HEADERS,
    ...headers,
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
  },
  body: text,
});

/** @param policy its Content-Security-Policy */
export const htmlPage = (
  status: number,
  html: string,
  policy: string,
  headers: TrackingResponse['headers'] = {},
): TrackingResponse => ({
  status,
  headers: {
    ...PRIVATE_HEADERS,
    ...headers,
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(html)),
    'content-security-policy': policy,
    'x-frame-options': 'DENY',
  },
  body: html,
});
