import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely';
import { type LabelKey, type Recipients, toKey } from '../model';
import type { Db, Tables } from '../store';

/** Who may be mailed at all: active, and not on the suppression list. */
export function isEligible(
  eb: ExpressionBuilder<Tables, 'contacts'>,
): ExpressionWrapper<Tables, 'contacts', SqlBool> {
  const suppressed = eb
    .selectFrom('suppressions')
    .select('suppressions.email')
    .whereRef('suppressions.email', '=', 'contacts.email');
  return eb.and([eb('contacts.status', '=', 'active'), eb.not(eb.exists(suppressed))]);
}

/**
 * The contacts that a filter reaches: the one query behind the count and the launch. The lists of labelled contacts
 * are built once (`IN`), which counted a million contacts twice as fast as looking at each contact's labels (`EXISTS`).
 */
export function audienceQuery(db: Db, recipients: Recipients) {
  return db
    .selectFrom('contacts')
    .where(isEligible)
    .$if(!recipients.all, (query) => query.where((eb) => hasLabel(eb, recipients.labelIds)))
    .$if(recipients.excludeLabelIds.length > 0, (query) =>
      query.where((eb) => eb.not(hasLabel(eb, recipients.excludeLabelIds))),
    );
}

export async function countAudience(db: Db, recipients: Recipients): Promise<number> {
  const { count } = await audienceQuery(db, recipients)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function hasLabel(eb: ExpressionBuilder<Tables, 'contacts'>, labelIds: readonly string[]) {
  const keys = labelIds.map((id) => toKey<LabelKey>(id)).filter((key) => key !== undefined);
  if (keys.length === 0) return sql<SqlBool>`1 = 0`;
  const labelled = eb
    .selectFrom('contact_labels')
    .select('contact_labels.contact_id')
    .where('contact_labels.label_id', 'in', keys);
  return eb('contacts.id', 'in', labelled);
}
