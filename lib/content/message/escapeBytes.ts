const ESCAPES = Array.from(
  { length: 256 },
  (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
);

/** `=XX` for each byte of the text in UTF-8. Of a lone surrogate Buffer.from makes U+FFFD. */
export function escapeBytes(text: string): string {
  let escaped = '';
  for (const byte of Buffer.from(text)) escaped += ESCAPES[byte]!;
  return escaped;
}
