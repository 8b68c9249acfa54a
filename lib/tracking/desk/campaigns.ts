import {
  type Addressee,
  type CompiledContent,
  compileContent,
  contentOf,
  trackingOf,
  type Variables,
  variablesOf,
} from '../../content';
import type { CampaignKey } from '../../model';
import type { CampaignRow } from '../../store';
import type { TrackingDeps } from '../deps';

/** What a launched campaign is to whoever got it; compiled, so that thousands of requests share the work. */
export interface LaunchedCampaign {
  row: CampaignRow;
  content: CompiledContent;
  variables: (contact: Addressee) => Variables;
  /** Null while there is none. */
  publicUrl: string | null;
}

const MOST_KEPT = 20;
/** A launched campaign stays as it is; the public URL may change. */
const KEPT_FOR_MS = 10 * 60_000;

/** @returns undefined for a campaign that is not there, or was never launched: it has no receivers */
export type FindCampaign = (key: CampaignKey) => Promise<LaunchedCampaign | undefined>;

/** Keeps those that were asked for last. */
export function launchedCampaigns({
  db,
  settings,
  clock,
}: Pick<TrackingDeps, 'db' | 'settings' | 'clock'>): FindCampaign {
  const kept = new Map<CampaignKey, { campaign: Promise<LaunchedCampaign | undefined>; until: number }>();

  const load = async (key: CampaignKey): Promise<LaunchedCampaign | undefined> => {
    const row = await db.selectFrom('campaigns').selectAll().where('id', '=', key).executeTakeFirst();
    if (!row || row.launched_at === null) return undefined;
    const { publicUrl } = await settings.forMessages();
    // Whoever looks at it in a browser opens no message.
    const tracking = publicUrl === null ? null : { publicUrl, ...trackingOf(row), opens: false };
    const content = compileContent(contentOf(row), { tracking });
    return { row, content, variables: variablesOf(row), publicUrl };
  };

  return async (key) => {
    const known = kept.get(key);
    kept.delete(key);
    const fresh =
      known && known.until > clock.now() ? known : { campaign: load(key), until: clock.now() + KEPT_FOR_MS };
    kept.set(key, fresh);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    try {
      const campaign = await fresh.campaign;
      // It may be launched the next moment.
      if (!campaign) forget(key, fresh);
      return campaign;
    } catch (error) {
      forget(key, fresh);
      throw error;
    }
  };

  function forget(key: CampaignKey, entry: unknown): void {
    if (kept.get(key) === entry) kept.delete(key);
  }
}
