import {
  type Transport,
  type TransportConfig,
  type TransportInput,
  transportInputSchema,
  validate,
} from '../model';
import type { Db, TransportRow } from '../store';
import type { Secrets } from './secrets';

/** Transports as rows: everything but the password is readable JSON. */
export class TransportSettings {
  constructor(
    private readonly db: Db,
    private readonly secrets: Secrets,
  ) {}

  async set(input: TransportInput): Promise<Transport> {
    const { password, ...config } = validate(transportInputSchema, input, 'transport');
    const row: TransportRow = {
      id: config.id,
      config: JSON.stringify(config),
      password: password ? this.secrets.encrypt(password, config.id) : null,
    };
    await this.db
      .insertInto('transports')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({ config: row.config, password: row.password }),
      )
      .execute();
    return toTransport(row);
  }

  async list(): Promise<Transport[]> {
    const rows = await this.db.selectFrom('transports').selectAll().orderBy('id').execute();
    return rows.map(toTransport);
  }

  /** With its password; for the delivery room only. */
  async config(id: string): Promise<TransportConfig | undefined> {
    const row = await this.db.selectFrom('transports').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return undefined;
    return withPassword(row, row.password === null ? '' : this.secrets.decrypt(row.password, row.id));
  }
}

function toTransport(row: TransportRow): Transport {
  const { password, ...config } = withPassword(row, row.password ?? '');
  return { ...config, hasPassword: password !== '' };
}

/** Through the schema: what was stored by an earlier version may lack a field. */
const withPassword = (row: TransportRow, password: string): TransportConfig => ({
  ...transportInputSchema.parse(JSON.parse(row.config)),
  password,
});
