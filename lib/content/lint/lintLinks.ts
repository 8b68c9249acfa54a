import type { Finding, FindingCode, LintReport } from '../../model';
import type { ContentFacts } from '../facts';
import { LINK_SCHEMES } from '../linkSchemes';
import { examples } from './examples';
import { judgeLink } from './judgeLink';

const ALLOWED = new Intl.ListFormat('en', { type: 'disjunction' }).format(
  LINK_SCHEMES.map((scheme) => `${scheme}:`),
);

/** Errors: links that lead nowhere in a mail client, or where nobody may be led. */
export function lintLinks({ links, images }: ContentFacts): LintReport {
  const judged = links.map((url) => ({ url, code: judgeLink(url) }));
  const urlsOf = (code: FindingCode) => judged.filter((link) => link.code === code).map(({ url }) => url);
  return {
    errors: [
      ...emptyLinks(urlsOf('link_empty').length),
      ...relativeLinks(urlsOf('link_relative')),
      ...relativeImages(images.map(({ src }) => src).filter((src) => judgeLink(src) === 'link_relative')),
      ...linksElsewhere(urlsOf('link_not_http')),
    ],
    warnings: placeholderLinks(urlsOf('link_placeholder').length),
  };
}

const emptyLinks = (count: number): Finding[] =>
  count === 0
    ? []
    : [
        {
          code: 'link_empty',
          message: `${count === 1 ? 'A link leads' : `${count} links lead`} nowhere. Give each its full URL, such as https://example.com.`,
          field: 'body',
        },
      ];

const relativeLinks = (urls: readonly string[]): Finding[] =>
  urls.length === 0
    ? []
    : [
        {
          code: 'link_relative',
          message: `In an email a link needs its full URL, beginning with https://. Complete: ${examples(urls)}.`,
          field: 'body',
        },
      ];

const relativeImages = (urls: readonly string[]): Finding[] =>
  urls.length === 0
    ? []
    : [
        {
          code: 'link_relative',
          message: `In an email an image needs its full URL, beginning with https://. Complete: ${examples(urls)}.`,
          field: 'body',
        },
      ];

const linksElsewhere = (urls: readonly string[]): Finding[] =>
  urls.length === 0
    ? []
    : [
        {
          code: 'link_not_http',
          message: `A link may begin with ${ALLOWED}, and with nothing else. Change: ${examples(urls)}.`,
          field: 'body',
        },
      ];

const placeholderLinks = (count: number): Finding[] =>
  count === 0
    ? []
    : [
        {
          code: 'link_placeholder',
          message: `${count === 1 ? 'A link is' : `${count} links are`} only "#", as if still to be filled in. Give each its URL.`,
          field: 'body',
        },
      ];
