import type { TrackingRequest } from '../request';

/** One that was sent several times as one list (RFC 9110, section 5.3). */
export function headerOf({ headers }: Pick<TrackingRequest, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return value === undefined || typeof value === 'string' ? value : value.join(',');
}
