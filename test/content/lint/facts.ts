import type { ContentFacts } from '../../../lib/content';

/** A campaign with nothing to complain of, but for what is given. */
export const factsWith = (facts: Partial<ContentFacts> = {}): ContentFacts => ({
  variables: [],
  links: [],
  images: [],
  foreignTags: [],
  hasUnsubscribeLink: true,
  subjectText: 'Fresh beans',
  htmlSize: 10_000,
  ...facts,
});

export const linksTo = (...urls: string[]): Partial<ContentFacts> => ({
  links: urls,
});

export const mentions = (...names: string[]): Partial<ContentFacts> => ({
  variables: names.map((name) => ({ name, field: 'body', hasFallback: false })),
});
