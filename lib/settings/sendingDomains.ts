import {
  domainOf,
  domainSchema,
  type SendingDomain,
  type SendingDomainInput,
  sendingDomainInputSchema,
  validate,
} from '../model';
import type { Db, SendingDomainRow } from '../store';
import { readDkimKey } from './dkimKey';
import type { Secrets } from './secrets';

/** What goes with messages of a sender, its private key included. Never leaves the engine. */
export interface SenderDomain {
  domain: string;
  /** The key as PEM. */
  dkim: { selector: string; privateKey: string } | null;
  returnPathDomain: string | null;
}

/** Sending domains as rows: everything but the private key is readable JSON. */
export class SendingDomainSettings {
  constructor(
    private readonly db: Db,
    private readonly secrets: Secrets,
  ) {}

  /** @throws MailtargetError DKIM_KEY_INVALID */
  async set(input: SendingDomainInput): Promise<SendingDomain> {
    const { domain, dkim, returnPathDomain } = validate(sendingDomainInputSchema, input, 'sendingDomain');
    const key = dkim && readDkimKey(dkim.privateKey);
    const view: SendingDomain = {
      domain,
      dkim: dkim && key && { selector: dkim.selector, algorithm: key.algorithm },
      returnPathDomain,
    };
    const row: SendingDomainRow = {
      domain,
      config: JSON.stringify(view),
      dkim_key: key && this.secrets.encrypt(key.privateKey, placeOf(domain)),
    };
    await this.db
      .insertInto('sending_domains')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('domain').doUpdateSet({ config: row.config, dkim_key: row.dkim_key }),
      )
      .execute();
    return view;
  }

  /** By name. */
  async list(): Promise<SendingDomain[]> {
    const rows = await this.db.selectFrom('sending_domains').select('config').orderBy('domain').execute();
    return rows.map(({ config }) => JSON.parse(config) as SendingDomain);
  }

  async remove(domain: string): Promise<void> {
    const name = validate(domainSchema, domain, 'domain');
    await this.db.deleteFrom('sending_domains').where('domain', '=', name).execute();
  }

  /**
   * What goes with messages from an address: of its domain or, where nothing is set for that, of the nearest domain above it, whose
   * signature counts for it too (RFC 7489 section 3.1.1).
   */
  async forSender(email: string): Promise<SenderDomain | undefined> {
    const rows = await this.db
      .selectFrom('sending_domains')
      .selectAll()
      .where('domain', 'in', withParents(domainOf(email)))
      .execute();
    const nearest = rows.sort((one, other) => other.domain.length - one.domain.length)[0];
    return nearest && this.#withKey(nearest);
  }

  #withKey({ domain, config, dkim_key }: SendingDomainRow): SenderDomain {
    const { dkim, returnPathDomain } = JSON.parse(config) as SendingDomain;
    return {
      domain,
      dkim:
        dkim && dkim_key !== null
          ? { selector: dkim.selector, privateKey: this.secrets.decrypt(dkim_key, placeOf(domain)) }
          : null,
      returnPathDomain,
    };
  }
}

const placeOf = (domain: string): string => `dkim ${domain}`;

/** mail.news.example.com: itself, news.example.com, example.com. */
function withParents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
