import type { KeyObject } from 'node:crypto';
import {
  type Clock,
  emailSchema,
  MailtargetError,
  type Page,
  type Suppression,
  type SuppressionInput,
  type SuppressionImportOptions,
  type SuppressionImportResult,
  suppressionInputSchema,
  type SuppressionListQuery,
  suppressionListQuerySchema,
  type Suppressions as SuppressionsApi,
  toIso,
  validate,
} from '../../model';
import { contains, type Db, paginate, type Store, type SuppressionRow, transact } from '../../store';
import { erasureHash } from './erasures';
import { importSuppressions } from '../import';
import { suppress } from './suppress';

export class Suppressions implements SuppressionsApi {
  readonly #db: Db;

  /** @param erasureKey the store's delivery key */
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly erasureKey: KeyObject,
  ) {
    this.#db = store.db;
  }

  async add(input: SuppressionInput): Promise<Suppression> {
    const { email, reason } = validate(suppressionInputSchema, input, 'suppression');
    await suppress(this.#db, { email, reason, created_at: this.clock.now() });
    const row = await this.#db
      .selectFrom('suppressions')
      .selectAll()
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    return toSuppression(row);
  }

  async list(query: SuppressionListQuery = {}): Promise<Page<Suppression>> {
    const { search, reason, ...page } = validate(suppressionListQuerySchema, query, 'query');
    const matching = this.#db
      .selectFrom('suppressions')
      .$if(reason !== undefined, (rows) => rows.where('reason', '=', reason!))
      .$if(search !== undefined, (rows) => rows.where(contains('email', search!)));
    const newestFirst = (rows: typeof matching) =>
      rows.selectAll().orderBy('created_at', 'desc').orderBy('email');
    return paginate(matching, page, newestFirst, toSuppression);
  }

  async remove(email: string): Promise<void> {
    const normalized = validate(emailSchema, email, 'email');
    const removed = await transact(this.#db, async (tx) => {
      const suppression = await tx
        .deleteFrom('suppressions')
        .where('email', '=', normalized)
        .returning('email')
        .executeTakeFirst();
      // Of somebody who was erased, the hash is what keeps them from being added again.
      const erasure = await tx
        .deleteFrom('erasures')
        .where('hash', '=', erasureHash(this.erasureKey, normalized))
        .returning('hash')
        .executeTakeFirst();
      return suppression !== undefined || erasure !== undefined;
    });
    if (removed) return;
    throw new MailtargetError('SUPPRESSION_NOT_FOUND', `${normalized} is not on the suppression list.`);
  }

  import(
    csv: ReadableStream<Uint8Array>,
    options: SuppressionImportOptions = {},
  ): Promise<SuppressionImportResult> {
    return importSuppressions(this.store, this.clock, csv, options);
  }
}

const toSuppression = ({ created_at, ...row }: SuppressionRow): Suppression => ({
  ...row,
  createdAt: toIso(created_at),
});
