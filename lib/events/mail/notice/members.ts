import { addressesOf } from '../addresses';
import { domainOf, normalizeEmail } from '../../../model';
import type { Mail } from '../readMail';

/** Servers that name a recipient by what stands before the @ alone, below a line that announces it. AOL's AIRmail. */
const NAMES_ALONE = ['aol.com'];
const ANNOUNCES = /following recipients? .{0,900}:\s{0,5}$/i;
const NAME = /^\s{0,20}([a-z0-9][a-z0-9._-]{0,63})\s{0,20}$/i;

/** The recipients that a notice names without their domain, which is that of its sender. */
export function membersIn({ headers, notice }: Mail): string[] {
  const domain = addressesOf(headers, ['from']).map(domainOf)[0];
  if (domain === undefined || !NAMES_ALONE.includes(domain)) return [];
  const text = notice.filter((line) => line.trim() !== '');
  const announced = text.findIndex((line) => ANNOUNCES.test(line));
  if (announced === -1) return [];
  const names = text.slice(announced + 1);
  const end = names.findIndex((line) => !NAME.test(line));
  return names
    .slice(0, end === -1 ? undefined : end)
    .flatMap((name) => normalizeEmail(`${name.trim()}@${domain}`) ?? []);
}
