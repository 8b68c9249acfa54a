import type { HtmlPosition } from './htmlCursor';

/** More than any template has; each block in a value doubles what the value may be. */
const MAX_VALUES = 16;
const IN_TAG: readonly HtmlPosition['at'][] = ['tagName', 'tag', 'attributeName'];

/**
 * The place in which both branches of a block end.
 * @returns undefined when they end in different ones
 */
export function joinPositions(one: HtmlPosition, other: HtmlPosition): HtmlPosition | undefined {
  if (one.foreign !== other.foreign || one.isOutlookOnly !== other.isOutlookOnly) return undefined;
  if (one.at === other.at && isSame(one, other)) return joinValues(one, other);
  if (IN_TAG.includes(one.at) && IN_TAG.includes(other.at)) return joinWords(one, other);
  return undefined;
}

function isSame(one: HtmlPosition, other: HtmlPosition): boolean {
  switch (one.at) {
    case 'text':
      return true;
    case 'comment':
    case 'declaration':
      return one.read === other.read;
    case 'value':
      return one.element === other.element && one.attribute === other.attribute && one.quote === other.quote;
    default:
      return (
        one.element === other.element &&
        one.isClosing === other.isClosing &&
        one.attribute === other.attribute &&
        one.read === other.read
      );
  }
}

function joinValues(one: HtmlPosition, other: HtmlPosition): HtmlPosition | undefined {
  if (one.at !== 'value') return one;
  const values = [...new Set([...one.values, ...other.values])];
  return values.length <= MAX_VALUES ? { ...one, values } : undefined;
}

/** `<td{{#if x}} class="a"{{/if}}>` and `<td {{#if x}}nowrap{{/if}}>`: both are right where a word ends behind the block. */
function joinWords(one: HtmlPosition, other: HtmlPosition): HtmlPosition | undefined {
  const element = elementOf(one);
  if (element === '' || element !== elementOf(other) || one.isClosing !== other.isClosing) return undefined;
  const mustEndWord = one.at !== 'tag' || other.at !== 'tag';
  return { ...one, at: 'tag', element, attribute: '', read: '', mustEndWord };
}

const elementOf = ({ at, element, read }: HtmlPosition): string =>
  at === 'tagName' ? read.toLowerCase() : element;
