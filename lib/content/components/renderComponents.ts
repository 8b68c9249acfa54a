import type { Component } from '../../model';
import { hiddenTags } from '../template/protectTags';
import { checkComponents, refuseExcess } from './checkComponents';
import { layOut } from './layout';
import { renderMjml } from './mjml';

/**
 * Renders components to the HTML of a body, responsive and with dark mode. Template tags in it are as they were
 * written.
 * @throws MailtargetError TEMPLATE_INVALID with `field`, `line` and `column`, INVALID_INPUT when they are too much for a body
 */
export async function renderComponents(components: readonly Component[]): Promise<string> {
  checkComponents(components);
  const tags = hiddenTags();
  const withoutTags = components.map((component) => mapTexts(component, tags.hide));
  const html = await renderMjml(layOut(withoutTags, tags.hide('{{unsubscribe_url}}')));
  const body = tags.restore(html);
  refuseExcess(body.length);
  return body;
}

/** The same JSON with each text in it changed. */
function mapTexts<Json>(json: Json, change: (text: string) => string): Json;
function mapTexts(json: unknown, change: (text: string) => string): unknown {
  if (typeof json === 'string') return change(json);
  if (Array.isArray(json)) return json.map((item) => mapTexts<unknown>(item, change));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, mapTexts<unknown>(value, change)]),
  );
}
