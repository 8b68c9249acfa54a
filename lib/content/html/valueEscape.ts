import { decodeHTMLAttribute } from 'entities';
import type { HtmlPosition } from './htmlCursor';
import { urlEscape, type Verdict } from './urlEscape';

const URL_ATTRIBUTES = [
  'href',
  'src',
  'background',
  'action',
  'formaction',
  'cite',
  'poster',
  'longdesc',
  'xlink:href',
];
/** What these do with a value, no escaping makes safe; mail clients drop them anyway. */
const CLOSED_ELEMENTS = ['script', 'base', 'iframe', 'object', 'embed', 'link', 'meta', 'svg', 'math'];

/** Whether a value may stand here, and how it is escaped. */
export function valueEscape(position: HtmlPosition): Verdict {
  const { at, element, attribute, quote, values, foreign } = position;
  if (foreign > 0) return { refusal: 'a variable cannot stand in <svg> or <math>.' };
  switch (at) {
    case 'text':
    case 'comment':
      return { escape: 'html' };
    case 'rawText':
      return element === 'title' || element === 'textarea'
        ? { escape: 'html' }
        : { refusal: `a variable cannot stand in <${element}>.` };
    case 'beforeValue':
      return { refusal: `put the value of ${attribute} in quotes.` };
    case 'value':
      break;
    default:
      return {
        refusal: 'a variable cannot stand among the attributes of a tag, only in the quotes of a value.',
      };
  }
  if (quote === '') return { refusal: `put the value of ${attribute} in quotes.` };
  if (CLOSED_ELEMENTS.includes(element)) return { refusal: `a variable cannot stand in <${element}>.` };
  if (attribute.startsWith('on') || attribute === 'srcdoc') {
    return { refusal: `a variable cannot stand in ${attribute}.` };
  }
  return unanimous(values.map((value) => attributeEscape(attribute, decodeHTMLAttribute(value))));
}

function attributeEscape(attribute: string, before: string): Verdict {
  if (isUrlAttribute(attribute)) return urlEscape(before);
  if (attribute !== 'style') return { escape: 'html' };
  return /url\([^)]*$/i.test(before) ? { refusal: 'a variable cannot stand in url().' } : { escape: 'css' };
}

function unanimous(verdicts: readonly Verdict[]): Verdict {
  const [first, ...others] = verdicts;
  const refused = verdicts.find((verdict) => 'refusal' in verdict);
  if (refused) return refused;
  const isSame = others.every((verdict) => JSON.stringify(verdict) === JSON.stringify(first));
  return isSame
    ? first!
    : {
        refusal:
          'what stands before this variable is not always the same kind of place; write the whole URL in each branch.',
      };
}

export const isUrlAttribute = (attribute: string): boolean => URL_ATTRIBUTES.includes(attribute);
