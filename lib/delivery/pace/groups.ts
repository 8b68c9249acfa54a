import type { DomainLimit, TransportConfig } from '../../model';
import { PROVIDER_LIMITS } from './providers';

/** Which recipients share a limit of their own, and what it is. A group has the name of one of its domains. */
export interface Groups {
  groupOf(domain: string): string | null;
  /** Undefined for a domain without a limit. */
  limitOf(group: string): DomainLimit | undefined;
}

const OTHERS = '*';

/**
 * A limit that names a domain of a provider is for all of the provider's domains that no limit names, because they
 * share servers. Of two limits that name a domain, the first counts. Behind an API, it is the platform that meets the providers, at
 * a pace of its own.
 */
export function groupsOf({
  type,
  domainLimits: configured,
}: Pick<TransportConfig, 'type' | 'domainLimits'>): Groups {
  const providers = type === 'smtp' ? PROVIDER_LIMITS : [];
  const byDomain = new Map<string, string>();
  const limits = new Map<string, DomainLimit>();
  const add = (limit: DomainLimit, group: string | undefined, domains: readonly string[]) => {
    const free = domains.filter((domain) => domain !== OTHERS && !byDomain.has(domain));
    const name = group ?? free[0];
    if (name === undefined) return;
    for (const domain of free) byDomain.set(domain, name);
    limits.set(name, limit);
  };
  for (const limit of configured) add(limit, undefined, limit.domains);
  for (const provider of providers) {
    const group = provider.domains.map((domain) => byDomain.get(domain)).find((name) => name !== undefined);
    add((group !== undefined && limits.get(group)) || provider, group, provider.domains);
  }
  const others = configured.find((limit) => limit.domains.includes(OTHERS));
  return {
    groupOf: (domain) => byDomain.get(domain) ?? (others ? domain : null),
    limitOf: (group) => limits.get(group) ?? others,
  };
}
