import { randomBytes } from 'node:crypto';
import { happening, type Happening } from '../../events';
import { type CampaignKey, type ContactStatus, MailtargetError, toId, type Topic } from '../../model';
import type { TrackingDeps } from '../deps';
import type { Visit } from '../machines/burst';
import { createJudge } from '../machines/judge';
import type { PageDesk } from '../pageDesk';
import { type Delivery, type Destination, type Hit, NOWHERE, type Visitor } from '../request';
import { type FindCampaign, launchedCampaigns } from './campaigns';
import { ClickWindow } from './clickWindow';
import { destinationsOf } from './destinations';
import { justDelivered, messageKey } from './justDelivered';
import { Recorder, type Writing } from './recorder';
import { unsubscription } from './unsubscribe';
import { viewOf } from './view';

/** What the record of a consent says about where it was given. */
const SOURCE = { unsubscribe: 'unsubscribe page', confirm: 'confirmation page' };

/** The engine's side of tracking: makes events of hits, and knows what pages ask for. */
export class Desk implements PageDesk {
  /** Events that could not be recorded, and are kept nowhere. */
  lost = 0;
  readonly #findCampaign: FindCampaign;
  readonly #judge = createJudge();
  readonly #recorder: Recorder;
  readonly #window: ClickWindow;
  /** Clicks that could not be put down, by their keys: should they not be recorded either, they are lost. */
  readonly #inMemoryAlone = new Set<string>();
  /** Each request is an event: its key is nobody else's. */
  readonly #keys = keyMaker();

  constructor(private readonly deps: TrackingDeps) {
    this.#findCampaign = launchedCampaigns(deps);
    this.#recorder = new Recorder(deps);
    this.#window = new ClickWindow(deps.clock, (judged) => void this.#record({ judged }));
  }

  /**
   * Takes hits. They are durable when it resolves; clicks become events some seconds later (see ClickWindow).
   * @returns where they lead, in order; nothing at all where none leads anywhere
   */
  async take(hits: readonly Hit[]): Promise<Destination[]> {
    const at = this.deps.clock.now();
    const [opens, others] = [true, false].map((isOpen) =>
      hits.filter(({ kind }) => (kind === 'open') === isOpen),
    );
    const events = opens!.map((hit) => this.#eventOf(hit, at, this.#judge(hit), null));
    const recorded = this.#record({ events });
    const destinations = await this.#follow(others!, at);
    await recorded;
    if (others!.length === 0) return [];
    return hits.map(({ kind }) => (kind === 'open' ? NOWHERE : destinations.shift()!));
  }

  /** Records what is held back. */
  async close(): Promise<void> {
    this.#window.flush();
    await this.#recorder.idle();
  }

  async senderOf(campaign: CampaignKey): Promise<string | null> {
    const row = await this.deps.db
      .selectFrom('campaigns')
      .select(['sender_name', 'sender_email'])
      .where('id', '=', campaign)
      .executeTakeFirst();
    return row ? row.sender_name || row.sender_email : null;
  }

  async unsubscribe(delivery: Delivery, visitor: Visitor): Promise<void> {
    const event = await unsubscription(this.deps.db, delivery, visitor, this.deps.clock.now());
    if (event) await this.#recorder.add({ events: [event] });
  }

  async resubscribe({ contact }: Delivery): Promise<boolean> {
    const row = await this.deps.db
      .selectFrom('contacts')
      .select('status')
      .where('id', '=', contact)
      .executeTakeFirst();
    // A link is no proof that they confirmed, or that their mailbox works again.
    const may: readonly ContactStatus[] = ['active', 'unsubscribed'];
    if (!row || !may.includes(row.status)) return false;
    const done = this.deps.consent.resubscribe(toId(contact), { source: SOURCE.unsubscribe });
    return (await unlessRefused(done)) !== null;
  }

  topics({ contact }: Delivery): Promise<Topic[] | null> {
    return unlessRefused(this.deps.consent.topics(toId(contact)));
  }

  async chooseTopics(delivery: Delivery, labelIds: string[]): Promise<Topic[] | null> {
    const offered = await this.topics(delivery);
    if (!offered) return null;
    // One that was deleted meanwhile is nobody's mistake.
    const chosen = offered.map(({ labelId }) => labelId).filter((id) => labelIds.includes(id));
    return unlessRefused(this.deps.consent.chooseTopics(toId(delivery.contact), chosen));
  }

  async confirm(token: string): Promise<boolean> {
    return (await unlessRefused(this.deps.consent.confirm(token, { source: SOURCE.confirm }))) !== null;
  }

  view(delivery: Delivery, token: string): Promise<string | null> {
    return viewOf(this.deps.db, this.#findCampaign, delivery, token);
  }

  /** @returns where they lead, in order */
  async #follow(hits: readonly Hit[], at: number): Promise<Destination[]> {
    if (hits.length === 0) return [];
    const clicks = hits.filter(({ link }) => link !== null) as (Hit & { link: number })[];
    const { db } = this.deps;
    const [found, soon] = await Promise.all([
      destinationsOf(db, this.#findCampaign, clicks),
      justDelivered(db, hits, at),
    ]);
    const destinations = hits.map(({ link }) => (link === null ? NOWHERE : found.shift()!));
    const clicked = hits.map((hit, index) => {
      const { url } = destinations[index]!;
      const machine = this.#judge(hit) ?? (soon.has(messageKey(hit)) ? 'scanner' : null);
      return hit.kind === 'view' || url !== null ? this.#eventOf(hit, at, machine, url) : undefined;
    });
    const all = clicked.filter((event) => event !== undefined);
    const recorded = this.#record({
      events: all.filter(({ machine }) => machine !== null),
      held: all.filter(({ machine }) => machine === null),
    });
    for (const [index, hit] of hits.entries()) {
      const event = clicked[index];
      this.#window.add(messageKey(hit), visitOf(hit, at), event?.machine === null ? event : undefined);
    }
    await recorded;
    return destinations;
  }

  /** Whoever shows the message in the browser has opened it. */
  #eventOf(hit: Hit, at: number, machine: string | null, url: string | null): Happening {
    const { campaign, contact, ip, userAgent, link } = hit;
    const type = hit.kind === 'click' ? 'click' : 'open';
    return happening(campaign, contact, type, at, { key: this.#keys(), link, url, ip, userAgent, machine });
  }

  /** A failure is told here; whoever asked gets an answer all the same. */
  async #record(writing: Writing): Promise<void> {
    try {
      await this.#recorder.add(writing);
    } catch (error) {
      const { events = [], held = [], judged = [] } = writing;
      for (const { key } of held) this.#inMemoryAlone.add(key);
      // What is on disk is taken up later (see takeUpClicks).
      this.lost += events.length + judged.filter(({ key }) => this.#inMemoryAlone.has(key)).length;
      this.deps.onError('tracking', error);
    } finally {
      for (const { key } of writing.judged ?? []) this.#inMemoryAlone.delete(key);
    }
  }
}

const visitOf = ({ link, kind, isHead, ip, userAgent }: Hit, at: number): Visit => ({
  what: link === null ? kind : String(link),
  at,
  isHead,
  visitor: `${ip} ${userAgent}`,
});

function keyMaker(): () => string {
  const prefix = randomBytes(9).toString('base64url');
  let count = 0;
  return () => `${prefix} ${(count++).toString(36)}`;
}

/** @returns null where it is refused, with a reason that is not for whoever looks at a page */
async function unlessRefused<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof MailtargetError && error.status < 500) return null;
    throw error;
  }
}
