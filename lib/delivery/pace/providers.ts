import type { DomainLimit } from '../../model';

/**
 * Limits for the mailbox providers that most recipients are at; each line is one provider, whose domains share servers.
 * The rates are our judgement: no provider publishes one, 100 a second for a destination is what KumoMTA's shaping.toml
 * begins with, and it is the replies that slow a domain down further. Connections are the figure of the source named.
 */
export const PROVIDER_LIMITS: readonly DomainLimit[] = [
  // Connections: KumoMTA's shaping.toml, with support.google.com/mail/answer/81126 as its source.
  limit(100, 5, 'gmail.com googlemail.com'),
  // Connections: KumoMTA's shaping.toml, for consumer mailboxes (olc.protection.outlook.com).
  limit(
    50,
    5,
    'outlook.com hotmail.com live.com msn.com hotmail.co.uk hotmail.fr hotmail.de outlook.de outlook.fr',
  ),
  // senders.yahooinc.com asks for few connections and gives no figure.
  limit(
    50,
    5,
    'yahoo.com aol.com ymail.com rocketmail.com aim.com yahoo.co.uk yahoo.fr yahoo.de yahoo.co.in',
  ),
  // Connections: KumoMTA's shaping.toml, with support.apple.com/en-us/102322 as its source.
  limit(20, 10, 'icloud.com me.com mac.com'),
  // Judgement: both belong to one company and count strictly.
  limit(20, 5, 'gmx.de gmx.net web.de gmx.at gmx.ch'),
  limit(20, 5, 'gmx.com mail.com'),
  // Judgement.
  limit(20, 5, 't-online.de magenta.de'),
  // Connections: KumoMTA's shaping.toml, "provided directly by Comcast".
  limit(20, 25, 'comcast.net'),
  // Connections: KumoMTA's shaping.toml, with messagerie.orange.fr/postmaster.html as its source.
  limit(10, 3, 'orange.fr wanadoo.fr'),
  // Judgement.
  limit(20, 5, 'mail.ru bk.ru inbox.ru list.ru'),
  limit(20, 5, 'qq.com foxmail.com'),
];

function limit(messagesPerSecond: number, maxConnections: number, domains: string): DomainLimit {
  return { domains: domains.split(' '), messagesPerSecond, maxConnections };
}
