import {
  type SmtpConfig,
  type TransmissionConfig,
  type Transport,
  type TransportConfig,
  type TransportInput,
  transportInputSchema,
  validate,
} from '../model';
import type { Db, TransportRow } from '../store';
import type { Secrets } from './secrets';

/** Transports as rows: everything but the password, or the API key, is readable JSON. */
export class TransportSettings {
  constructor(
    private readonly db: Db,
    private readonly secrets: Secrets,
  ) {}

  async set(input: TransportInput): Promise<Transport> {
    const config = validate(transportInputSchema, input, 'transport');
    const { secret, readable } = withoutSecret(config);
    const row: TransportRow = {
      id: config.id,
      config: JSON.stringify(readable),
      password: secret ? this.secrets.encrypt(secret, config.id) : null,
    };
    await this.db
      .insertInto('transports')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({ config: row.config, password: row.password }),
      )
      .execute();
    return toTransport(config);
  }

  /** By id. */
  async list(): Promise<Transport[]> {
    const rows = await this.#rows();
    // Encrypted, it would be longer than it may be.
    return rows.map((row) => toTransport(configOf(row, row.password === null ? '' : 'hidden')));
  }

  /** With their secrets; for the delivery room only. By id. */
  async configs(): Promise<TransportConfig[]> {
    const rows = await this.#rows();
    return rows.map((row) =>
      configOf(row, row.password === null ? '' : this.secrets.decrypt(row.password, row.id)),
    );
  }

  async remove(id: string): Promise<void> {
    await this.db.deleteFrom('transports').where('id', '=', id).execute();
  }

  #rows(): Promise<TransportRow[]> {
    return this.db.selectFrom('transports').selectAll().orderBy('id').execute();
  }
}

type Readable = Omit<SmtpConfig, 'password'> | Omit<TransmissionConfig, 'apiKey'>;

function withoutSecret(config: TransportConfig): { secret: string; readable: Readable } {
  if (config.type === 'smtp') {
    const { password: secret, ...readable } = config;
    return { secret, readable };
  }
  const { apiKey: secret, ...readable } = config;
  return { secret, readable };
}

function toTransport(config: TransportConfig): Transport {
  const { secret, readable } = withoutSecret(config);
  return readable.type === 'smtp' ? { ...readable, hasPassword: secret !== '' } : readable;
}

/** Through the schema: what was stored by an earlier version may lack a field. */
function configOf({ config }: TransportRow, secret: string): TransportConfig {
  const readable = JSON.parse(config) as Partial<TransportConfig>;
  const named = readable.type === 'transmission' ? { apiKey: secret } : { password: secret };
  return transportInputSchema.parse({ ...readable, ...named });
}
