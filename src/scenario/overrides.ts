/** A scenario run with another generation of the protocol, or in another release, than its file says. */
import { isProtocolId, PROTOCOL_IDS } from '../kafka/protocolGenerations.ts';
import { KAFKA_VERSIONS, kafkaVersion } from '../kafka/versions.ts';
import { check } from './checks/check.ts';
import { didYouMean, listed, quoted } from './problems.ts';
import type { Scenario } from './scenario.ts';

export interface VersionOverrides {
  readonly protocol?: string;
  readonly version?: string;
}

export type OverriddenScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Checked as if it stood in the file: another version may lack a setting or a feature that the file has. */
export function withOverrides(scenario: Scenario, { protocol, version }: VersionOverrides): OverriddenScenario {
  const problems: string[] = [];
  if (protocol !== undefined && !isProtocolId(protocol)) {
    const instead = didYouMean(protocol, PROTOCOL_IDS) || `; there is ${listed(PROTOCOL_IDS)}`;
    problems.push(`there is no protocol ${quoted(protocol)}${instead}`);
  }
  if (version !== undefined && kafkaVersion(version) === undefined) {
    problems.push(`there is no version ${quoted(version)}; there is ${listed(KAFKA_VERSIONS.map(({ name }) => name))}`);
  }
  if (problems.length > 0) return { ok: false, problems };
  const changed: Scenario = {
    ...scenario,
    ...(protocol === undefined ? {} : { protocol: protocol as Scenario['protocol'] }),
    ...(version === undefined ? {} : { version }),
  };
  if (version !== undefined && version !== scenario.version) {
    check(changed, { error: (_path, message) => problems.push(`with version ${version}: ${message}`), warn: () => {} });
  }
  return problems.length === 0 ? { ok: true, scenario: changed } : { ok: false, problems };
}
