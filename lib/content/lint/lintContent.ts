import type { Finding, LintReport } from '../../model';
import type { ContentFacts } from '../facts';
import { imagesWithoutAlt, missingInlineImages } from './lintImages';
import { lintLinks } from './lintLinks';
import { shoutedSubject } from './lintSubject';
import { foreignTags, variablesWithoutFallback } from './lintVariables';

/** What else there is to know of a campaign. */
export interface LintContext {
  senderName: string;
  /** The content ids of the attachments that have one. */
  attachments: readonly string[];
  /** Variables that have a value whoever receives the campaign: those of its substitution data. */
  given?: ReadonlySet<string>;
}

/** Above it, Gmail hides the end of a message, and the unsubscribe link with it. */
const GMAIL_CLIPS = 102 * 1024;

/** What shows without looking at the audience. */
export function lintContent(facts: ContentFacts, context: LintContext): LintReport {
  const links = lintLinks(facts);
  return {
    errors: [...links.errors, ...missingInlineImages(facts, context.attachments)],
    warnings: [
      ...missingUnsubscribeLink(facts),
      ...missingSenderName(context),
      ...shoutedSubject(facts),
      ...variablesWithoutFallback(facts, context.given ?? new Set()),
      ...foreignTags(facts),
      ...links.warnings,
      ...imagesWithoutAlt(facts),
      ...clippedHtml(facts),
    ],
  };
}

const missingUnsubscribeLink = ({ hasUnsubscribeLink }: ContentFacts): Finding[] =>
  hasUnsubscribeLink
    ? []
    : [
        {
          code: 'unsubscribe_link_missing',
          message:
            'The body has no unsubscribe link, so a footer with one and with the sender was added. To place it yourself, link to {{unsubscribe_url}}.',
          field: 'body',
        },
      ];

const missingSenderName = ({ senderName }: LintContext): Finding[] =>
  senderName.trim() !== ''
    ? []
    : [
        {
          code: 'sender_name_missing',
          message: 'Inboxes will show only the address of the sender. Give a sender name.',
          field: 'senderName',
        },
      ];

const clippedHtml = ({ htmlSize }: ContentFacts): Finding[] =>
  htmlSize <= GMAIL_CLIPS
    ? []
    : [
        {
          code: 'html_clipped',
          message: `The HTML has ${Math.ceil(htmlSize / 1024)} KB; Gmail hides what comes after 102 KB. Shorten it, or link to the rest.`,
          field: 'body',
        },
      ];
