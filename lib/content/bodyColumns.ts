import type { Component } from '../model';
import { renderComponents } from './components';

export interface BodyColumns {
  body: string;
  components: string | null;
}

/**
 * A body as it is stored. Components are rendered when they are written, so that what is checked, shown and sent is one
 * and the same; they are kept beside it, to be edited.
 * @returns undefined when neither is given
 * @throws MailtargetError TEMPLATE_INVALID, INVALID_INPUT for components that are wrong or too much
 */
export async function bodyColumns(given: {
  body?: string | undefined;
  components?: Component[] | undefined;
}): Promise<BodyColumns | undefined> {
  const { body, components } = given;
  if (components) {
    return { body: await renderComponents(components), components: JSON.stringify(components) };
  }
  return body === undefined ? undefined : { body, components: null };
}
