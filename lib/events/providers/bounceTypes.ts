import { type BounceType, plainText } from '../../model';

/** RFC 3463, wherever it stands in a text; but no IP address. */
const STATUS = /(?<![\d.])([245])\.(\d{1,3})\.\d{1,3}(?![\d.])/;
const TEMPORARY_CODE = /^(?:smtp;)? {0,5}4\d\d\b/i;

function statusIn(diagnostic: string): { class?: string; subject?: string } {
  const [, statusClass, subject] = STATUS.exec(plainText(diagnostic)) ?? [];
  return { class: statusClass, subject };
}

/** Whether the server said to come again, by its status or the code it begins with. */
export function isTemporary(diagnostic: string): boolean {
  const status = statusIn(diagnostic);
  return status.class === undefined ? TEMPORARY_CODE.test(diagnostic) : status.class === '4';
}

/**
 * Of a refusal that a provider calls permanent. That includes what was refused for a policy (X.7.Y), which says nothing about
 * the address.
 */
export const permanentType = (diagnostic: string): BounceType =>
  statusIn(diagnostic).subject === '7' ? 'block' : 'hard';

/** Of a refusal about which a provider says no more: hard only where the server speaks of the address (5.1.Y). */
export function typeByStatus(diagnostic: string): BounceType {
  const { class: statusClass, subject } = statusIn(diagnostic);
  if (subject === '1' && statusClass === '5') return 'hard';
  return subject === '7' ? 'block' : 'soft';
}
