/** A scenario run with another generation of the protocol, in another release or another era than its file says. */
import { isProtocolId, PROTOCOL_IDS } from '../kafka/protocolGenerations.ts';
import { KAFKA_VERSIONS, kafkaVersion } from '../kafka/versions.ts';
import { check } from './checks/check.ts';
import { ERAS, eraOf, inEra, isEra, withoutOtherEras } from './era.ts';
import { didYouMean, listed, quoted } from './problems.ts';
import type { Scenario } from './scenario.ts';

export interface VersionOverrides {
  readonly protocol?: string;
  readonly version?: string;
  /** Who keeps the metadata: zookeeper, kraft or migration. */
  readonly era?: string;
}

/** Those that are given: what is absent stays absent, in files and in links. */
export function chosenOf({
  version,
  protocol,
  era,
}: {
  readonly [Name in keyof VersionOverrides]: string | undefined;
}): VersionOverrides {
  return {
    ...(version === undefined ? {} : { version }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(era === undefined ? {} : { era }),
  };
}

export type OverriddenScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Checked as if it stood in the file: another version may lack a setting or a feature that the file has. */
export function withOverrides(scenario: Scenario, { protocol, version, era }: VersionOverrides): OverriddenScenario {
  const problems: string[] = [];
  if (protocol !== undefined && !isProtocolId(protocol)) {
    const instead = didYouMean(protocol, PROTOCOL_IDS) || `; there is ${listed(PROTOCOL_IDS)}`;
    problems.push(`there is no protocol ${quoted(protocol)}${instead}`);
  }
  if (version !== undefined && kafkaVersion(version) === undefined) {
    problems.push(`there is no version ${quoted(version)}; there is ${listed(KAFKA_VERSIONS.map(({ name }) => name))}`);
  }
  if (era !== undefined && !isEra(era)) {
    problems.push(`there is no era ${quoted(era)}${didYouMean(era, ERAS) || `; there is ${listed(ERAS)}`}`);
  }
  if (problems.length > 0) return { ok: false, problems };
  const changed: Scenario = {
    ...(era === undefined || !isEra(era) ? scenario : inEra(scenario, era)),
    ...(protocol === undefined ? {} : { protocol: protocol as Scenario['protocol'] }),
    ...(version === undefined ? {} : { version }),
  };
  const otherwise = [
    ...(version === undefined || version === scenario.version ? [] : [`version ${version}`]),
    ...(era === undefined || era === eraOf(scenario) ? [] : [`era ${era}`]),
  ];
  if (otherwise.length > 0) {
    const by = otherwise.join(' and ');
    // A lesson is about its file's own Kafka: on another one its moments may not come, which its player says.
    check(
      { ...changed, lesson: undefined },
      { error: (_path, message) => problems.push(`with ${by}: ${message}`), warn: () => {} },
    );
  }
  return problems.length === 0 ? { ok: true, scenario: withoutOtherEras(changed) } : { ok: false, problems };
}
