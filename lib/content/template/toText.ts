/** A value as a template writes it, as Handlebars does: nothing for null, a list with commas. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(toText).join(',');
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  // An object's own `toString` is data, and not to be called.
  return '[object Object]';
}
