import {
  type Clock,
  emailSchema,
  type ListQuery,
  listQuerySchema,
  MailtargetError,
  type Page,
  type Suppression,
  type SuppressionInput,
  suppressionInputSchema,
  type Suppressions as SuppressionsApi,
  toIso,
  validate,
} from '../model';
import { contains, type Db, paginate, type SuppressionRow } from '../store';

export class Suppressions implements SuppressionsApi {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async add(input: SuppressionInput): Promise<Suppression> {
    const { email, reason } = validate(suppressionInputSchema, input, 'suppression');
    await suppress(this.db, { email, reason, created_at: this.clock.now() });
    const row = await this.db
      .selectFrom('suppressions')
      .selectAll()
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    return toSuppression(row);
  }

  async list(query: ListQuery = {}): Promise<Page<Suppression>> {
    const { search, ...page } = validate(listQuerySchema, query, 'query');
    const matching = this.db
      .selectFrom('suppressions')
      .$if(search !== undefined, (rows) => rows.where(contains('email', search!)));
    const newestFirst = (rows: typeof matching) =>
      rows.selectAll().orderBy('created_at', 'desc').orderBy('email');
    return paginate(matching, page, newestFirst, toSuppression);
  }

  async remove(email: string): Promise<void> {
    const normalized = validate(emailSchema, email, 'email');
    const deleted = await this.db
      .deleteFrom('suppressions')
      .where('email', '=', normalized)
      .returning('email')
      .executeTakeFirst();
    if (deleted) return;
    throw new MailtargetError('SUPPRESSION_NOT_FOUND', `${normalized} is not on the suppression list.`);
  }
}

/** An address that is on the list keeps its first reason. */
export async function suppress(db: Db, row: SuppressionRow): Promise<void> {
  await db
    .insertInto('suppressions')
    .values(row)
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute();
}

const toSuppression = ({ created_at, ...row }: SuppressionRow): Suppression => ({
  ...row,
  createdAt: toIso(created_at),
});
