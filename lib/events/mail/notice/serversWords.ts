/** After these the words of the server that refused follow. The more they say, the earlier they stand. */
const LEADS = [
  /remote host said: /i,
  /\bthe error that the other server returned was: /i,
  /\b(?:remote server|server|host|it|mx) (?:returned|responded|replied|said|answered)(?: with)?:? ['"]?/i,
  /\bsaid: /i,
  /\(reason: /i,
  /<<< /,
  /\b(?:the )?(?:response|reply|error)(?: (?:message|from the remote server|code|that was returned|was))? (?:was|is|follows)?: ?/i,
  /\breason(?: (?:for (?:the )?(?:problem|failure)|given|was))?: ?/i,
];

/** The words of the server, out of what a notice says of a recipient; all of it where that cannot be told. */
export function serversWords(words: string): string {
  for (const lead of LEADS) {
    const found = lead.exec(words);
    const rest = found ? words.slice(found.index + found[0].length).trim() : '';
    if (rest !== '') return QUOTED.test(found![0]) ? unquoted(rest) : rest;
  }
  return words;
}

const QUOTED = /['"]$/;

/** Up to the quotation mark that ends it. */
const unquoted = (text: string): string =>
  text.slice(0, Math.max(text.lastIndexOf("'"), text.lastIndexOf('"'))) || text;
