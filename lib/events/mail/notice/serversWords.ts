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
    if (rest !== '') return upToItsEnd(rest, found![0]);
  }
  return words;
}

function upToItsEnd(text: string, lead: string): string {
  if (lead.startsWith('(')) return upToBracket(text);
  return /['"]$/.test(lead) ? upToQuotationMark(text) : text;
}

/** What else Sendmail's transcript says is not of this recipient. */
function upToBracket(text: string): string {
  let depth = 1;
  const end = text.split('').findIndex((character) => {
    if (character === '(') depth++;
    if (character === ')') depth--;
    return depth === 0;
  });
  return end === -1 ? text : text.slice(0, end);
}

const upToQuotationMark = (text: string): string =>
  text.slice(0, Math.max(text.lastIndexOf("'"), text.lastIndexOf('"'))) || text;
