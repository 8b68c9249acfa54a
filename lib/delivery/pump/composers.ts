import { isDeepStrictEqual } from 'node:util';
import type { CampaignKey } from '../../model';
import type { Settings } from '../../settings';
import type { Db } from '../../store';
import { type ComposeMessage, composerOf, type Identity, identityOf } from '../campaignMessage';
import { Memory } from '../memory';

/** Campaigns are compiled once, and again when the settings that their messages are made with have changed. */
export class Composers {
  readonly #memory = new Memory();
  readonly #known = new Map<CampaignKey, { identity: Identity; compose: ComposeMessage }>();

  constructor(
    private readonly db: Db,
    private readonly settings: Settings,
  ) {}

  /** @throws MailtargetError TEMPLATE_INVALID */
  async of(campaign: CampaignKey): Promise<ComposeMessage> {
    const { sender_email: sender } = await this.db
      .selectFrom('campaigns')
      .select('sender_email')
      .where('id', '=', campaign)
      .executeTakeFirstOrThrow();
    const identity = await identityOf(this.settings, sender);
    const known = this.#known.get(campaign);
    if (known && isDeepStrictEqual(known.identity, identity)) return known.compose;
    const compose = await composerOf(this.db, campaign, identity, this.#memory);
    this.#known.set(campaign, { identity, compose });
    return compose;
  }

  forgetAllBut(campaigns: readonly CampaignKey[]): void {
    for (const campaign of this.#known.keys())
      if (!campaigns.includes(campaign)) this.#known.delete(campaign);
  }
}
