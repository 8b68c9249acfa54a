import { groupsOf } from '../../../lib/delivery/pace/groups';
import { PROVIDER_LIMITS } from '../../../lib/delivery/pace/providers';

const limit = (messagesPerSecond: number, ...domains: string[]) => ({
  domains,
  messagesPerSecond,
  maxConnections: 3,
});

describe('groups of recipients that share a limit', () => {
  test('the domains of a large provider share one, and others have none', () => {
    const groups = groupsOf([]);
    expect(groups.groupOf('googlemail.com')).toBe('gmail.com');
    expect(groups.groupOf('hotmail.com')).toBe(groups.groupOf('live.com'));
    expect(groups.groupOf('example.com')).toBeNull();
  });

  test('no domain belongs to two providers', () => {
    const domains = PROVIDER_LIMITS.flatMap((provider) => provider.domains);
    expect(new Set(domains).size).toBe(domains.length);
  });

  test('a limit that is set takes the place of the one of a provider, for all of its domains', () => {
    const groups = groupsOf([limit(3, 'googlemail.com', 'example.com')]);
    const group = groups.groupOf('gmail.com')!;
    expect(groups.groupOf('example.com')).toBe(group);
    expect(groups.limitOf(group)).toMatchObject({ messagesPerSecond: 3, maxConnections: 3 });
  });

  test('of two limits that name a domain, the first counts', () => {
    const groups = groupsOf([limit(3, 'example.com'), limit(4, 'example.com', 'example.net')]);
    expect(groups.limitOf(groups.groupOf('example.com')!)).toMatchObject({ messagesPerSecond: 3 });
    expect(groups.limitOf(groups.groupOf('example.net')!)).toMatchObject({ messagesPerSecond: 4 });
  });

  test('* is a limit for each other domain, for itself', () => {
    const groups = groupsOf([limit(3, 'example.com'), limit(1, '*')]);
    expect(groups.groupOf('example.net')).toBe('example.net');
    expect(groups.limitOf('example.net')).toMatchObject({ messagesPerSecond: 1 });
    expect(groups.limitOf('example.com')).toMatchObject({ messagesPerSecond: 3 });
    expect(groups.groupOf('googlemail.com')).toBe('gmail.com');
  });

  test('a domain with a name of JavaScript is a domain like others', () => {
    expect(groupsOf([]).groupOf('constructor')).toBeNull();
    expect(groupsOf([limit(1, '*')]).groupOf('__proto__')).toBe('__proto__');
  });
});
