import juice from 'juice';
import { keepsTags, protectTags } from '../template/protectTags';

/**
 * Moves the rules of <style> onto the elements, because many clients drop <style>. Media queries stay. Where that would
 * touch a tag of the template (one that is a whole style attribute, for example) the HTML stays as it is.
 */
export function inlineCss(html: string): string {
  const inlined = protectTags(html, (text) => juice(text));
  return keepsTags(html, inlined) ? inlined : html;
}
