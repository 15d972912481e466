/** Every rule that a why or a why-not can name: by the type of the fact it explains, or by a name of its own. */
import type { FactType } from '../../../kafka/facts.ts';
import type { RuleFrame } from '../whyFrames.ts';
import { CLIENT_RULES } from './clientRules.ts';
import { NOT_RULES } from './notRules.ts';
import { REPLICATION_RULES } from './replicationRules.ts';
import type { Rules } from './rule.ts';
import { SERVER_RULES } from './serverRules.ts';

export const RULES: Rules = { ...REPLICATION_RULES, ...SERVER_RULES, ...CLIENT_RULES, ...NOT_RULES };

/** What people and scripts do, and what tools print: no rule of Kafka's is behind it. */
export const WITHOUT_RULE: ReadonlySet<FactType> = new Set<FactType>([
  'ProcessKilled',
  'PowerLost',
  'DiskWiped',
  'ProcessStarted',
  'ProcessPaused',
  'ProcessResumed',
  'ControlledShutdownRequested',
  'LinkChanged',
  'NetworkHealed',
  'ConnectionBroken',
  'DiskSlowed',
  'ServerReconfigured',
  'ToolStarted',
  'ToolInput',
  'ToolInterrupted',
]);

export function ruleOf(name: string): RuleFrame | null {
  return Object.hasOwn(RULES, name) ? RULES[name]! : null;
}
