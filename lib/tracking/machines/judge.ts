import { networkList } from '../../model';
import type { Hit } from '../request';
import { type Machine, MACHINE_RULES, type MachineRule } from './rules';

/** Agents are few, and judged by a list of patterns. */
const MOST_KEPT = 5000;

/** What kind of machine a request by itself tells of; null for a person, as far as one can tell. */
export function createJudge(): (hit: Hit) => Machine | null {
  const compiled = MACHINE_RULES.map(({ networks, ...rule }) => ({
    ...rule,
    isInside: networks && networkList(networks),
  }));
  const withNetworks = compiled.filter(({ isInside }) => isInside);
  const byAgent = new Map<string, MachineRule | undefined>();

  const ruleFor = (kind: Hit['kind'], agent: string): MachineRule | undefined => {
    const key = `${kind} ${agent}`;
    if (byAgent.has(key)) return byAgent.get(key);
    if (byAgent.size >= MOST_KEPT) byAgent.clear();
    const rule = compiled.find((one) => appliesTo(one, kind) && one.agent?.test(agent));
    byAgent.set(key, rule);
    return rule;
  };

  return ({ kind, ip, userAgent, isHead, isPrefetch }) => {
    const rule = ruleFor(kind, userAgent ?? '');
    if (rule?.machine) return rule.machine;
    if (isHead) return 'head';
    if (isPrefetch) return 'prefetch';
    if (rule || ip === null) return null;
    return withNetworks.find((one) => appliesTo(one, kind) && one.isInside!(ip))?.machine ?? null;
  };
}

const appliesTo = ({ kinds }: Pick<MachineRule, 'kinds'>, kind: Hit['kind']): boolean =>
  kinds === undefined || kinds.includes(kind);
