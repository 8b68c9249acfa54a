import type { Finding } from '../../model';
import type { ContentFacts } from '../facts';
import { examples } from './examples';
import { judgeLink } from './judgeLink';

/** Errors: these links lead nowhere in a mail client, or where nobody may be led. */
export function badLinks({ links }: ContentFacts): Finding[] {
  const judged = (code: string) => links.filter((url) => judgeLink(url) === code);
  const empty = judged('link_empty').length;
  const relative = judged('link_relative');
  const notHttp = judged('link_not_http');
  const findings: Finding[] = [];
  if (empty > 0) {
    findings.push({
      code: 'link_empty',
      message: `${empty === 1 ? 'A link leads' : `${empty} links lead`} nowhere. Give each its full URL, such as https://example.com.`,
      field: 'body',
    });
  }
  if (relative.length > 0) {
    findings.push({
      code: 'link_relative',
      message: `In an email a link needs its full URL, beginning with https://. Complete: ${examples(relative)}.`,
      field: 'body',
    });
  }
  if (notHttp.length > 0) {
    findings.push({
      code: 'link_not_http',
      message: `A link may begin with https://, http://, mailto: or tel:, and with nothing else. Change: ${examples(notHttp)}.`,
      field: 'body',
    });
  }
  return findings;
}

/** Warnings. */
export function placeholderLinks({ links }: ContentFacts): Finding[] {
  const count = links.filter((url) => judgeLink(url) === 'link_placeholder').length;
  if (count === 0) return [];
  return [
    {
      code: 'link_placeholder',
      message: `${count === 1 ? 'A link is' : `${count} links are`} only "#", as if still to be filled in. Give each its URL.`,
      field: 'body',
    },
  ];
}
