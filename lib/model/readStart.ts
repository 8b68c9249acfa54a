/**
 * The start of an answer, as text; what comes when it breaks off, for answers whose status says enough.
 * @param most bytes that are read
 */
export async function readStart(body: AsyncIterable<Buffer>, most: number): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece);
      size += piece.length;
      if (size >= most) break;
    }
  } catch {
    // It broke off, or took too long.
  }
  return Buffer.concat(pieces).toString('utf8', 0, most);
}
