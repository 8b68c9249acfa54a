import { compileContent, type Content, renderContent, type Variables } from '../../lib/content';

export const UNSUBSCRIBE_URL = 'mailto:leave@roastery.example?subject=Unsubscribe';

export const contentWith = (parts: Partial<Content>): Content => ({
  subject: 'Hello',
  previewText: null,
  body: '<p>Hello</p>',
  bodyText: null,
  utm: null,
  sender: { name: 'Roastery', email: 'news@roastery.example' },
  ...parts,
});

export const compile = (parts: Partial<Content>) => compileContent(contentWith(parts), { tracking: null });

export const render = (parts: Partial<Content>, variables: Variables = {}) =>
  renderContent(compile(parts), { variables, token: '', unsubscribeUrl: UNSUBSCRIBE_URL });

/** The HTML of a body, without the footer that every body gets that has no unsubscribe link. */
export const htmlOf = (body: string, variables?: Variables): string =>
  render({ body }, variables).html.replace(
    /<p style="margin:\s*32px auto(?!.*<p style="margin:\s*32px auto).*?<\/p>/s,
    '',
  );

/** A text, without the footer that it gets, written or derived. */
export const textOf = (bodyText: string, variables?: Variables): string =>
  withoutFooter(render({ bodyText }, variables).text);

export const derivedTextOf = (body: string, variables?: Variables): string =>
  withoutFooter(render({ body }, variables).text);

const withoutFooter = (text: string) => text.replace(/\n\n-- \nRoastery, news@roastery\.example\n.*$/s, '');
