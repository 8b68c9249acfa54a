const CR = 13;
const LF = 10;

/** Each octet as a character; whatever ends the lines, a line feed does. What is blank before it is left out. */
export function textOfOctets(octets: Uint8Array): string {
  const text = Buffer.allocUnsafe(octets.length);
  let length = 0;
  for (let n = 0; n < octets.length; n++) {
    const octet = octets[n]!;
    if (octet === LF && octets[n - 1] === CR) continue;
    text[length++] = octet === CR ? LF : octet;
  }
  return text.toString('latin1', 0, length).trimStart();
}
