import { toText } from '../toText';
import { type Filter, isMissing } from './filter';

const DEFAULT_LOCALE = 'en';

/** `{{points | number}}`, `{{points | number: 2}}`, `{{points | number: 2, "de"}}`: digits behind the point, and the locale. */
export const number: Filter = {
  arguments: [0, 2],
  example: '{{points | number: 2, "de"}}',
  check: ([digits, locale]) =>
    digits !== undefined && !isDigits(digits)
      ? 'its digits are a whole number from 0 to 20'
      : locale !== undefined && !isLocale(locale)
        ? `"${toText(locale)}" is not a locale such as "de" or "en-GB"`
        : undefined,
  apply: (value, [digits, locale]) =>
    format(
      value,
      locale,
      isDigits(digits) ? { minimumFractionDigits: digits, maximumFractionDigits: digits } : {},
    ),
};

/** `{{total | currency: "EUR"}}`, `{{total | currency: "EUR", "de"}}`: the ISO 4217 code, and the locale. */
export const currency: Filter = {
  arguments: [1, 2],
  example: '{{total | currency: "EUR"}}',
  check: ([code, locale]) =>
    code !== undefined && !isCurrency(code)
      ? `"${toText(code)}" is not a currency code such as "EUR"`
      : locale !== undefined && !isLocale(locale)
        ? `"${toText(locale)}" is not a locale such as "de" or "en-GB"`
        : undefined,
  apply: (value, [code, locale]) =>
    isCurrency(code) ? format(value, locale, { style: 'currency', currency: code.toUpperCase() }) : value,
};

const formats = new Map<string, Intl.NumberFormat>();
/** Arguments may come from contacts, so that the formats are not kept without end. */
const MAX_FORMATS = 100;

function format(value: unknown, locale: unknown, options: Intl.NumberFormatOptions): unknown {
  if (isMissing(value) || (typeof value !== 'number' && typeof value !== 'string')) return value;
  const amount = Number(value);
  if (!Number.isFinite(amount)) return value;
  const key = JSON.stringify([locale, options]);
  let known = formats.get(key);
  if (!known) {
    known = new Intl.NumberFormat(isLocale(locale) ? locale : DEFAULT_LOCALE, options);
    if (formats.size >= MAX_FORMATS) formats.clear();
    formats.set(key, known);
  }
  return known.format(amount);
}

const isDigits = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 20;

const isCurrency = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z]{3}$/i.test(value);

export function isLocale(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}
