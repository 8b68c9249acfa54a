import { type LeftOut, MailtargetError, type RecipientCount, type Recipients } from '../model';

const WORDS: Record<keyof LeftOut, string> = {
  unsubscribed: 'unsubscribed',
  hardBounce: 'bounced for good',
  pending: 'not confirmed yet',
  suppressed: 'suppressed',
  excluded: 'excluded',
};

/** Why nobody would receive a campaign. */
export const emptyAudience = (recipients: Recipients, explained: RecipientCount): MailtargetError =>
  new MailtargetError('EMPTY_AUDIENCE', `Nobody would receive this campaign: ${why(recipients, explained)}`, {
    field: 'recipients',
  });

function why({ all, labelIds, segmentIds }: Recipients, { matched, leftOut }: RecipientCount): string {
  if (matched > 0) {
    return `of ${countOf(matched)} ${reasons(leftOut)}. Include others, who are active and not excluded.`;
  }
  if (all) return 'there are no contacts yet. Add or import some.';
  return labelIds.length + segmentIds.length === 0
    ? 'it includes no label or segment. Include one, or send to all contacts.'
    : 'no contact has one of its labels or is in one of its segments. Include others, or send to all contacts.';
}

/** "100 are unsubscribed and 20 suppressed" */
function reasons(leftOut: LeftOut): string {
  const found = (Object.keys(WORDS) as (keyof LeftOut)[]).filter((reason) => leftOut[reason] > 0);
  const [first, ...others] = found.map((reason) => ({ count: leftOut[reason], word: WORDS[reason] }));
  const parts = [
    `${first!.count} ${first!.count === 1 ? 'is' : 'are'} ${first!.word}`,
    ...others.map(({ count, word }) => `${count} ${word}`),
  ];
  const last = parts.pop()!;
  return parts.length > 0 ? `${parts.join(', ')} and ${last}` : last;
}

const countOf = (contacts: number) => (contacts === 1 ? '1 contact' : `${contacts} contacts`);
