import type { Finding } from '../../model';
import type { ContentFacts } from '../facts';

/** Warnings. */
export function shoutedSubject({ subjectText }: ContentFacts): Finding[] {
  if (!isShouted(subjectText)) return [];
  return [
    {
      code: 'subject_all_caps',
      message: 'A subject all in capitals looks like spam, to filters too. Write it as a sentence.',
      field: 'subject',
    },
  ];
}

/** Two words or eight letters of capitals. Letters of scripts without capitals count for neither; ß has none in use. */
function isShouted(text: string): boolean {
  if (/[[\p{Ll}\p{Lt}]--ß]/v.test(text)) return false;
  const capitals = text.match(/\p{Lu}/gu) ?? [];
  const words = text.match(/[\p{Lu}ß][\p{Lu}\p{M}ß'’]+/gu) ?? [];
  return capitals.length >= 8 || words.length >= 2;
}
