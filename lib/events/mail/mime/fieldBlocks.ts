import { addLine, type Field } from './headers';

/** Fields between blank lines, as machines read them (RFC 3464, RFC 5965). Lines that are no fields are passed over. */
export function fieldBlocks(lines: readonly string[]): Field[][] {
  const blocks: Field[][] = [[]];
  for (const line of lines) {
    if (line.trim() !== '') addLine(blocks.at(-1)!, line);
    else if (blocks.at(-1)!.length > 0) blocks.push([]);
  }
  return blocks;
}
