/** Every rule that a why or a why-not can name: by the type of the fact it explains, or by a name of its own. */
import type { RuleFrame } from '../whyFrames.ts';
import { CLIENT_RULES } from './clientRules.ts';
import { NOT_RULES } from './notRules.ts';
import { olderSource } from './olderSources.ts';
import { REPLICATION_RULES } from './replicationRules.ts';
import type { Rules } from './rule.ts';
import { SERVER_RULES } from './serverRules.ts';
import { ZOOKEEPER_RULES } from './zooKeeperRules.ts';

export const RULES: Rules = {
  ...REPLICATION_RULES,
  ...SERVER_RULES,
  ...ZOOKEEPER_RULES,
  ...CLIENT_RULES,
  ...NOT_RULES,
};

/** Where the rule is asked for: which release it is, and whether its metadata is in ZooKeeper. */
export interface RuleSite {
  readonly version: string;
  readonly isOfZooKeeper: boolean;
}

const NEWEST: RuleSite = { version: '', isOfZooKeeper: false };

/** As that release and that era have it. */
export function ruleOf(name: string, { version, isOfZooKeeper }: RuleSite = NEWEST): RuleFrame | null {
  const ofEra = `${name}/zookeeper`;
  const key = isOfZooKeeper && Object.hasOwn(RULES, ofEra) ? ofEra : name;
  if (!Object.hasOwn(RULES, key)) return null;
  const rule = RULES[key]!;
  const source = olderSource(key, version);
  return source === undefined ? rule : { ...rule, source };
}
