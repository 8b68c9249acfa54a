import type { CampaignKey, Topic } from '../model';
import type { Delivery, Visitor } from './request';

/** What the pages ask the engine. All of it is plain JSON, because it crosses threads. */
export interface PageDesk {
  /** Whom a campaign came from; null for one that does not exist. */
  senderOf(campaign: CampaignKey): Promise<string | null>;
  /** Twice is once. */
  unsubscribe(delivery: Delivery, visitor: Visitor): Promise<void>;
  /** @returns false for whom the page must not bring back: they complained, bounced, or are not there any more */
  resubscribe(delivery: Delivery): Promise<boolean>;
  /** Null for a contact that is not there any more. */
  topics(delivery: Delivery): Promise<Topic[] | null>;
  /** Of what is chosen only the public topics count. */
  chooseTopics(delivery: Delivery, labelIds: string[]): Promise<Topic[] | null>;
  /** @returns false where the link is not good any more */
  confirm(token: string): Promise<boolean>;
  /** The message as its receiver has it, in HTML; null for one that cannot be shown. */
  view(delivery: Delivery, token: string): Promise<string | null>;
}

export const PAGE_QUESTIONS = [
  'senderOf',
  'unsubscribe',
  'resubscribe',
  'topics',
  'chooseTopics',
  'confirm',
  'view',
] as const satisfies (keyof PageDesk)[];
export type PageQuestion = (typeof PAGE_QUESTIONS)[number];
