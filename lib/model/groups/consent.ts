import type { ConfirmationInput, ConsentSource, PersonalData, Topic } from '../consent';
import type { Contact } from '../contact';

/** What people agreed to, and what is held on them. A contact is named by its id or its email; an unknown one is CONTACT_NOT_FOUND. */
export interface Consent {
  /**
   * Sends the message that asks a pending or unsubscribed contact to confirm. The link is good for 30 days, and only the latest
   * one. Throws PUBLIC_URL_MISSING, ADDRESS_SUPPRESSED (but for whoever unsubscribed), CONTACT_BOUNCED, TEMPLATE_INVALID, SENDER_MISSING and what `sendTest`
   * throws about the relay (RELAY_UNREACHABLE and CONTACT_BOUNCED also where it refuses this one message). Whoever is active already, or
   * was asked within the last five minutes, is sent nothing.
   */
  requestConfirmation(idOrEmail: string, input?: ConfirmationInput): Promise<{ sent: boolean }>;
  /** Makes the contact of a confirmation link active. Twice is once. Throws CONFIRMATION_INVALID. */
  confirm(token: string, source?: ConsentSource): Promise<Contact>;
  /** At once, also from campaigns that are being sent. */
  unsubscribe(idOrEmail: string, source?: ConsentSource): Promise<Contact>;
  /**
   * Makes a contact active who asked for it, whether they unsubscribed, bounced or never confirmed. Throws ADDRESS_SUPPRESSED
   * where they complained or were suppressed by hand: remove that first.
   */
  resubscribe(idOrEmail: string, source?: ConsentSource): Promise<Contact>;
  /** The public labels, by name. */
  topics(idOrEmail: string): Promise<Topic[]>;
  /** Gives the contact these public labels, and none of the other public ones. Throws LABEL_NOT_FOUND, also for one that is not public. */
  chooseTopics(idOrEmail: string, labelIds: string[]): Promise<Topic[]>;
  /**
   * Deletes one person everywhere. Only a hash of the address stays, which keeps them from being added again; the counts of reports stay
   * as they are. Removing the suppression of the address removes the hash.
   */
  erase(idOrEmail: string): Promise<void>;
  /** Everything that is held on one person. Also for an address that is only on the suppression list. */
  personalData(idOrEmail: string): Promise<PersonalData>;
}
