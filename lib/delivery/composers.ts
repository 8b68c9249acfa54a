import { isDeepStrictEqual } from 'node:util';
import type { CampaignKey } from '../model';
import type { MessageSettings, Settings } from '../settings';
import type { Db } from '../store';
import { type ComposeMessage, composerOf } from './campaignMessage';

/** Campaigns are compiled once, and again when the settings that their messages are made with have changed. */
export class Composers {
  readonly #known = new Map<CampaignKey, { settings: MessageSettings; compose: ComposeMessage }>();

  constructor(
    private readonly db: Db,
    private readonly settings: Settings,
  ) {}

  /** @throws MailtargetError TEMPLATE_INVALID */
  async of(campaign: CampaignKey): Promise<ComposeMessage> {
    const settings = await this.settings.forMessages();
    const known = this.#known.get(campaign);
    if (known && isDeepStrictEqual(known.settings, settings)) return known.compose;
    const compose = await composerOf(this.db, campaign, settings);
    this.#known.set(campaign, { settings, compose });
    return compose;
  }

  forgetAllBut(campaigns: readonly CampaignKey[]): void {
    for (const campaign of this.#known.keys())
      if (!campaigns.includes(campaign)) this.#known.delete(campaign);
  }
}
