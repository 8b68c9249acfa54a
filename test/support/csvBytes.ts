/** A file as it arrives from a disk or a network: in pieces of this many bytes. */
export function csvBytes(file: string | Buffer, pieceLength = 64 * 1024): ReadableStream<Uint8Array> {
  const bytes = Buffer.from(file);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceLength) }, (_, index) =>
    bytes.subarray(index * pieceLength, (index + 1) * pieceLength),
  );
  return ReadableStream.from(pieces);
}
