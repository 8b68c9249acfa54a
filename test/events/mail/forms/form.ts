import type { BounceType } from '../../../../lib/model';
import { RETURNED } from '../mails';

/** How a server writes that ana@example.com did not get a message: a mail of our own in that form. */
export interface Form {
  from: string;
  subject: string;
  text: string;
  bounceType: BounceType;
  /** Further fields of the report itself. */
  headers?: Record<string, string>;
  charset?: string;
}

export const ANA = 'ana@example.com';

/** What came back. */
export const COPY = `${RETURNED}\n\nHello`;
