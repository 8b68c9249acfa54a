/** A stranger's text on one line, as it can be stored and shown: without control characters, NUL too, and lone surrogates. */
export const plainText = (text: string, maxLength = 500): string =>
  text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .slice(0, maxLength)
    .toWellFormed();
