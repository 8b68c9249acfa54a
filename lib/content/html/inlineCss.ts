import { type Computed, computeStyles } from './computeStyles';
import { type HtmlTag, readTags } from './readTags';
import { type Edit, splice } from './splice';
import { type StyleSheet, styleSheets } from './styleSheets';

/** What Outlook understands better than CSS. */
const ATTRIBUTES = ['width', 'height', 'align', 'valign', 'bgcolor', 'background'];

/**
 * Copies the rules of <style> onto the elements, because many clients drop <style>; media queries stay there. Everything
 * else stays as it was written: entities, comments, what blocks of the template open and close. Where a block decides
 * which rules an element gets, the element is left alone, and all rules stay in <style> for it.
 */
export function inlineCss(html: string): string {
  if (!/<style/i.test(html)) return html;
  const tags = readTags(html);
  const [kept, inlined] = partition(styleSheets(html, tags), ({ isKept }) => isKept);
  const computed = computeStyles(html, tags, new Set(kept.map(({ tag }) => tag)));
  const selectors = new Set(inlined.flatMap(({ css }) => css.match(/[.#][^\s.#:,>+~[\](){}]+/g) ?? []));

  const edits: Edit[] = kept.map((sheet) => withoutEmbed(html, sheet));
  let needsSheets = false;
  for (const tag of tags) {
    const styled = tag.element === 'style' ? [] : styleEdits(html, tag, computed.get(tag));
    const isUnsure = tag.isUnsure && styled.length > 0;
    if (isUnsure || tag.unsureSelectors.some((selector) => selectors.has(selector))) needsSheets = true;
    else edits.push(...styled);
  }
  if (!needsSheets) edits.push(...inlined.map((sheet) => sheetEdit(sheet, computed.get(sheet.tag))));
  return splice(html, edits);
}

function styleEdits(html: string, tag: HtmlTag, computed: Computed | undefined): Edit[] {
  const style = computed?.attributes.get('style');
  if (computed === undefined || style === undefined) return [];
  const written = `style="${style}"`;
  if (tag.style && inDoubleQuotes(html.slice(tag.style.start, tag.style.end)) === written) return [];
  const added = ATTRIBUTES.filter((name) => !tag.attributes.has(name))
    .map((name) => ({ name, value: computed.attributes.get(name) }))
    .filter(({ value }) => value !== undefined)
    .map(({ name, value }) => ` ${name}="${value}"`)
    .join('');
  const insertion = { start: tag.nameEnd, end: tag.nameEnd };
  return tag.style
    ? [
        { ...insertion, text: added },
        { ...tag.style, text: written },
      ]
    : [{ ...insertion, text: `${added} ${written}` }];
}

const inDoubleQuotes = (style: string): string =>
  style.replace(/^style='([^]*)'$/i, (_, value: string) => `style="${value.replaceAll('"', '&quot;')}"`);

const sheetEdit = ({ tag, end, css }: StyleSheet, computed: Computed | undefined): Edit =>
  computed
    ? { start: tag.end, end: tag.end + css.length, text: computed.css }
    : { start: tag.start, end, text: '' };

const withoutEmbed = (html: string, { tag: { start, end } }: StyleSheet): Edit => ({
  ...{ start, end },
  text: html.slice(start, end).replace(/\sdata-embed(?:="[^"]*")?(?=[\s/>])/i, ''),
});

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
