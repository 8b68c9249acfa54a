import type { Secrets } from './secrets';

/** The secrets that webhooks are signed with, as their rows keep them. */
export class WebhookSecrets {
  constructor(private readonly secrets: Secrets) {}

  /** @param webhook a row's key: at another's it does not decrypt */
  encrypt(secret: string, webhook: number): string {
    return this.secrets.encrypt(secret, placeOf(webhook));
  }

  decrypt(encrypted: string, webhook: number): string {
    return this.secrets.decrypt(encrypted, placeOf(webhook));
  }
}

const placeOf = (webhook: number): string => `webhook ${webhook}`;
