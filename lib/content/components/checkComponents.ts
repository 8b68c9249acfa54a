import { type Component, MailtargetError, MAX_BODY } from '../../model';
import type { TemplateField } from '../facts';
import { readHtml } from '../html/readHtml';
import { parseTemplate } from '../template/parseTemplate';
import { hiddenTags, protectTags } from '../template/protectTags';
import { withinTime } from '../withinTime';
import { isHtml } from './markup';

/**
 * Looks at each text and URL by itself, so that an error names the one that it is in, and the line that people see.
 * @throws MailtargetError INVALID_INPUT when they are too much for one message, TEMPLATE_INVALID with `field`, `line` and
 * `column`; `field` is like `components.0.text`
 */
export function checkComponents(components: readonly Component[]): void {
  const texts = [...textsIn(components, 'components')];
  refuseExcess(texts.reduce((length, { text }) => length + text.length, 0));
  withinTime(() => texts.forEach(checkText));
}

/** @throws MailtargetError INVALID_INPUT */
export function refuseExcess(length: number): void {
  if (length <= MAX_BODY) return;
  throw new MailtargetError(
    'INVALID_INPUT',
    'components: Together they make more than a megabyte of HTML. Use fewer, or shorter texts.',
    { field: 'components' },
  );
}

interface WrittenText {
  text: string;
  /** In the input, such as `components.0.text`. */
  path: string;
  /** The type of the component that it belongs to; what has none is a part of one. */
  owner: string | undefined;
}

function* textsIn(json: unknown, path: string, owner?: string): Generator<WrittenText> {
  if (typeof json === 'string') yield { text: json, path, owner };
  if (typeof json !== 'object' || json === null) return;
  const { type } = json as { type?: string };
  for (const [key, value] of Object.entries(json)) yield* textsIn(value, `${path}.${key}`, type);
}

function checkText({ text, path, owner }: WrittenText): void {
  // Errors name the place by it; nothing else is asked of it.
  const field = path as TemplateField;
  if (isUrl(path)) readHtml(asLink(text, field), field);
  else if (takesHtml(path, owner) && isHtml(hiddenTags().hide(text)))
    readHtml(parseTemplate(text, field), field);
  else parseTemplate(text, field);
}

const isUrl = (path: string): boolean => /\.(?:src|\w*url)$/i.test(path);

const takesHtml = (path: string, owner: string | undefined): boolean =>
  path.endsWith('.text') && (owner === 'text' || owner === 'footer');

/** As it will stand in HTML, where its quotes are escaped. */
const asLink = (url: string, field: TemplateField) => [
  { type: 'text' as const, text: '<a href="' },
  ...parseTemplate(
    protectTags(url, (text) => text.replaceAll('"', "'")),
    field,
  ),
  { type: 'text' as const, text: '">' },
];
