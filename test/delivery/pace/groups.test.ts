import { groupsOf } from '../../../lib/delivery/pace/groups';
import { PROVIDER_LIMITS } from '../../../lib/delivery/pace/providers';
import type { DomainLimit } from '../../../lib/model';

const limit = (messagesPerSecond: number, ...domains: string[]) => ({
  domains,
  messagesPerSecond,
  maxConnections: 3,
});

const groupsOfRelay = (domainLimits: DomainLimit[]) => groupsOf({ type: 'smtp', domainLimits });

describe('groups of recipients that share a limit', () => {
  test('the domains of a large provider share one, and others have none', () => {
    const groups = groupsOfRelay([]);
    expect(groups.groupOf('googlemail.com')).toBe('gmail.com');
    expect(groups.groupOf('hotmail.com')).toBe(groups.groupOf('live.com'));
    expect(groups.groupOf('example.com')).toBeNull();
  });

  test('no domain belongs to two providers', () => {
    const domains = PROVIDER_LIMITS.flatMap((provider) => provider.domains);
    expect(new Set(domains).size).toBe(domains.length);
  });

  test('a limit that is set takes the place of the one of a provider, for all of its domains', () => {
    const groups = groupsOfRelay([limit(3, 'googlemail.com', 'example.com')]);
    const group = groups.groupOf('gmail.com')!;
    expect(groups.groupOf('example.com')).toBe(group);
    expect(groups.limitOf(group)).toMatchObject({ messagesPerSecond: 3, maxConnections: 3 });
  });

  test('of two limits that name a domain, the first counts', () => {
    const groups = groupsOfRelay([limit(3, 'example.com'), limit(4, 'example.com', 'example.net')]);
    expect(groups.limitOf(groups.groupOf('example.com')!)).toMatchObject({ messagesPerSecond: 3 });
    expect(groups.limitOf(groups.groupOf('example.net')!)).toMatchObject({ messagesPerSecond: 4 });
  });

  test('* is a limit for each other domain, for itself', () => {
    const groups = groupsOfRelay([limit(3, 'example.com'), limit(1, '*')]);
    expect(groups.groupOf('example.net')).toBe('example.net');
    expect(groups.limitOf('example.net')).toMatchObject({ messagesPerSecond: 1 });
    expect(groups.limitOf('example.com')).toMatchObject({ messagesPerSecond: 3 });
    expect(groups.groupOf('googlemail.com')).toBe('gmail.com');
  });

  test('behind an API only the limits that are set count', () => {
    const domainLimits = [limit(3, 'googlemail.com', 'example.com')];
    const groups = groupsOf({ type: 'transmission', domainLimits });
    expect(groups.groupOf('googlemail.com')).toBe(groups.groupOf('example.com'));
    expect(groups.groupOf('gmail.com')).toBeNull();
    expect(groups.groupOf('hotmail.com')).toBeNull();
    expect(groupsOf({ type: 'transmission', domainLimits: [limit(1, '*')] }).groupOf('gmail.com')).toBe(
      'gmail.com',
    );
  });

  test('a domain with a name of JavaScript is a domain like others', () => {
    expect(groupsOfRelay([]).groupOf('constructor')).toBeNull();
    expect(groupsOfRelay([limit(1, '*')]).groupOf('__proto__')).toBe('__proto__');
  });
});
