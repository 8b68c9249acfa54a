import { MailtargetError, type TransportConfig } from '../../model';

interface Configured {
  config: TransportConfig;
}

/**
 * Those of the transports that may carry messages from a domain: which name it, or a domain above it; where none does, which name none at
 * all.
 */
export function carriersFor<T extends Configured>(domain: string, all: readonly T[]): T[] {
  const named = all.filter(({ config }) => config.senderDomains.some((other) => isWithin(domain, other)));
  return named.length > 0 ? named : all.filter(({ config }) => config.senderDomains.length === 0);
}

const isWithin = (domain: string, other: string): boolean => domain === other || domain.endsWith(`.${other}`);

/** @param all the transports that there are */
export const transportMissing = (domain: string, all: readonly Configured[]): MailtargetError =>
  new MailtargetError(
    'TRANSPORT_MISSING',
    all.length === 0
      ? 'There is no SMTP relay to send through. Enter one in the credential.'
      : `No transport carries messages from ${domain}: all that are set are for other sender domains. Add the domain to one of them, or set one without sender domains.`,
  );
