/** A scenario run with another generation of the protocol, in another release or another era than its file says. */
import type { Says } from '../base/says.ts';
import { isProtocolId, PROTOCOL_IDS } from '../kafka/protocolGenerations.ts';
import { KAFKA_VERSIONS, kafkaVersion } from '../kafka/versions.ts';
import { check } from './checks/check.ts';
import { ERAS, eraOf, inEra, isEra, withoutOtherEras } from './era.ts';
import { type Refused, refused } from './problems.ts';
import { CHANGE_SAYS } from './says/change.ts';
import { NAMES_SAY } from './says/names.ts';
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

export type OverriddenScenario = { readonly ok: true; readonly scenario: Scenario } | Refused;

/** Checked as if it stood in the file: another version may lack a setting or a feature that the file has. */
export function withOverrides(scenario: Scenario, { protocol, version, era }: VersionOverrides): OverriddenScenario {
  const problems: Says[] = [];
  if (protocol !== undefined && !isProtocolId(protocol)) {
    problems.push(NAMES_SAY.noneOf('protocol', protocol, PROTOCOL_IDS, 'there is'));
  }
  if (version !== undefined && kafkaVersion(version) === undefined) {
    const names = KAFKA_VERSIONS.map(({ name }) => name);
    problems.push(NAMES_SAY.noVersion(version, names));
  }
  if (era !== undefined && !isEra(era)) problems.push(NAMES_SAY.noneOf('era', era, ERAS, 'there is'));
  if (problems.length > 0) return refused(...problems);
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
    // A lesson is about its file's own Kafka: on another one its moments may not come, which its player says.
    check(
      { ...changed, lesson: undefined },
      { error: (_path, says) => problems.push(CHANGE_SAYS.withOther(otherwise, says)), warn: () => {} },
    );
  }
  return problems.length === 0 ? { ok: true, scenario: withoutOtherEras(changed) } : refused(...problems);
}
