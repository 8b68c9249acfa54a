import { byName, type Field, type Headers } from '../mime/headers';

const RECIPIENT = ['final-recipient', 'original-recipient'];
const OUTCOME = ['action', 'status'];
const MAX_GROUPS = 200;

/** What a status notification says of each recipient (RFC 3464 section 2.3). */
export function recipientGroups(blocks: readonly Field[][]): Headers[] {
  const groups: Field[][] = [];
  for (const block of blocks.flatMap(splitAtRecipients)) {
    const before = groups.at(-1);
    // A blank line in the middle of what belongs together.
    const goesOn = before && !has(before, OUTCOME) && !has(block, RECIPIENT) && has(block, OUTCOME);
    if (goesOn) before.push(...block);
    else if (has(block, RECIPIENT)) groups.push([...block]);
  }
  return groups
    .filter((fields) => has(fields, OUTCOME))
    .slice(0, MAX_GROUPS)
    .map(byName);
}

/** Some leave out the blank line between two recipients. */
function splitAtRecipients(block: readonly Field[]): Field[][] {
  const groups: Field[][] = [[]];
  for (const field of block) {
    if (RECIPIENT.includes(field.name) && has(groups.at(-1)!, [field.name])) groups.push([]);
    groups.at(-1)!.push(field);
  }
  return groups;
}

const has = (fields: readonly Field[], names: readonly string[]): boolean =>
  fields.some(({ name }) => names.includes(name));
