/** A change of a text: what stands between two offsets is replaced. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Makes all changes at once; they must not overlap. */
export function splice(source: string, edits: readonly Edit[]): string {
  let text = '';
  let from = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    text += source.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return text + source.slice(from);
}
