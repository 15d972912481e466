/** What can be changed in a run: of one thing on the screen first what is its own, then the rest. */

import type { ChangeableFrame, ChangeableLine, ChangeableOwner, ChangeableSetting } from '../frame/changeableFrame.ts';
import type { Recording } from '../frame/recording.ts';
import type { Target } from '../frame/target.ts';
import { definitionOf, formatConfigValue } from '../kafka/config/config.ts';
import { CONFIG_DEFINITIONS, type ConfigDefinition, type ConfigScope } from '../kafka/config/definitions.ts';
import { isDynamic } from '../kafka/config/dynamicBrokerConfigs.ts';
import { featureChoices } from '../kafka/features.ts';
import { PROTOCOL_IDS } from '../kafka/protocolGenerations.ts';
import { KAFKA_VERSIONS, kafkaVersion } from '../kafka/versions.ts';
import { groupNameOf, namesOf } from '../scenario/changeConfig.ts';
import { timeOf } from '../scenario/changeEdits.ts';
import { formatDuration } from '../scenario/duration.ts';
import { erasOf } from '../scenario/era.ts';
import { configsWithEffect, hasEffect, SET_BY_TIDEMARK } from '../scenario/modelledConfigs.ts';
import { parseScenario } from '../scenario/parse.ts';
import { ADMIN, nodeNames, type Scenario, serversOf } from '../scenario/scenario.ts';
import type { ConfigSection, TimelineLine } from '../scenario/schema.ts';
import { CHANGE_OWNERS, SCOPE_OF_OWNER } from '../scenario/schemaChange.ts';
import { PROCESS_ACTIONS } from '../scenario/schemaTimeline.ts';
import { actionOf, describeLine, targetPlaces } from '../scenario/timeline.ts';
import { namedVersionOf } from '../scenario/versionOf.ts';
import { DEFAULT_NETWORK } from '../sim/network.ts';
import { type InForce, inForce } from './inForce.ts';
import type { LoadedRun } from './runs.ts';

type OwnerKind = ChangeableOwner['kind'];

export function changeableIn(run: LoadedRun, recording: Recording, target: Target | null): ChangeableFrame {
  const parsed = parseScenario(run.text);
  if (!parsed.ok) throw new Error('the scenario cannot be read');
  const { scenario } = parsed;
  const { version, protocol, era } = run.rung;
  const near = nearOf(target, recording, scenario);
  const isNear = (kind: OwnerKind, name: string) => near.owners.some((one) => one.kind === kind && one.name === name);
  const owners = CHANGE_OWNERS.flatMap((kind) => (namesOf(kind, scenario) ?? ['']).map((name) => ({ kind, name })));
  const first = near.owners.filter(({ kind, name }) => owners.some((one) => one.kind === kind && one.name === name));
  const sorted = [...first, ...owners.filter((one) => !isNear(one.kind, one.name))];
  const { latency, jitter } = { ...DEFAULT_NETWORK, ...scenario.network };
  return {
    owners: sorted.map(({ kind, name }) => ({
      kind,
      name,
      settings: settingsOf(kind, name, scenario, version, inForce(recording, kind, name)),
    })),
    near: first.length,
    lines: (scenario.timeline ?? []).map((line, place) => lineFrame(line, place, scenario, near)),
    version,
    protocol,
    era,
    versions: KAFKA_VERSIONS.map(({ name }) => name),
    protocols: PROTOCOL_IDS,
    eras: erasOf(kafkaVersion(version)!),
    features: era === 'zookeeper' ? [] : featureChoices(namedVersionOf(scenario), scenario.cluster.features ?? {}),
    seed: run.world.seed,
    latency: formatDuration(latency),
    jitter: formatDuration(jitter),
    until: scenario.until,
    nodes: nodeNames(scenario).filter((name) => name !== ADMIN),
    node: target?.type === 'node' ? target.id : null,
  };
}

// ---- what stands near -------------------------------------------------------------------------------------------------

interface Near {
  readonly owners: readonly { readonly kind: OwnerKind; readonly name: string }[];
  readonly node: string | null;
  /** Times of what led to it. */
  readonly times: ReadonlySet<number>;
}

const NOTHING_NEAR: Near = { owners: [], node: null, times: new Set() };

function nearOf(target: Target | null, recording: Recording, scenario: Scenario): Near {
  switch (target?.type) {
    case 'node': {
      const owners = ownersNamed(target.id, scenario);
      return { ...NOTHING_NEAR, owners, node: target.id };
    }
    case 'partition':
      return { ...NOTHING_NEAR, owners: topicOf(target.id) };
    case 'replica':
    case 'record': {
      const node = serversOf(scenario).find(({ nodeId }) => nodeId === target.broker)?.name ?? null;
      return {
        ...NOTHING_NEAR,
        node,
        owners: [...topicOf(target.partition), ...(node === null ? [] : ownersNamed(node, scenario))],
      };
    }
    case 'fact': {
      const found = recording.facts.recorded(target.index);
      if (found === undefined) return NOTHING_NEAR;
      const { partition } = recording.facts.frame(target.index).fields;
      const isOfOne = partition !== undefined && partition !== 'null';
      return {
        owners: [...(isOfOne ? topicOf(partition) : []), ...ownersNamed(found.node, scenario)],
        node: null,
        times: timesBefore(found.step, recording),
      };
    }
    case 'step':
      return { ...NOTHING_NEAR, times: timesBefore(target.step, recording) };
    default:
      return NOTHING_NEAR;
  }
}

/** Of the chain of causes: a line of the script stands at its beginning, at the time that it says. */
function timesBefore(from: number, { history: { trace } }: Recording): ReadonlySet<number> {
  const times = new Set<number>();
  for (let step = from; step > 0; step = trace.cause(step)) times.add(trace.at(step));
  return times;
}

function topicOf(partition: string): Near['owners'] {
  return [{ kind: 'topic', name: partition.slice(0, partition.lastIndexOf('-')) }];
}

function ownersNamed(name: string, scenario: Scenario): Near['owners'] {
  const own = (['broker', 'controller', 'producer', 'consumer'] as const).filter((kind) =>
    namesOf(kind, scenario)?.includes(name),
  );
  const group = scenario.consumers?.find((consumer) => consumer.name === name);
  const inGroup = group === undefined ? undefined : groupNameOf(group);
  return [
    ...own.map((kind) => ({ kind, name })),
    ...(inGroup === undefined ? [] : [{ kind: 'group' as const, name: inGroup }]),
    ...(own.includes('broker') || own.includes('controller') ? [{ kind: 'cluster' as const, name: '' }] : []),
  ];
}

// ---- settings -----------------------------------------------------------------------------------------------------------

/** Of the members of a group what they must agree on, or what decides on when one is put out. */
const OF_EVERY_MEMBER = [
  'partition.assignment.strategy',
  'group.protocol',
  'session.timeout.ms',
  'heartbeat.interval.ms',
  'max.poll.interval.ms',
  'max.poll.records',
  'auto.offset.reset',
  'enable.auto.commit',
  'auto.commit.interval.ms',
  'isolation.level',
];

function settingsOf(
  kind: OwnerKind,
  name: string,
  scenario: Scenario,
  version: string,
  nowOf: InForce,
): readonly ChangeableSetting[] {
  const scope = SCOPE_OF_OWNER[kind];
  if (kind === 'consumer' && scenario.consumers?.find((one) => one.name === name)?.connector !== undefined) return [];
  const section = sectionOf(kind, name, scenario);
  const own = settingsIn(scope, followedIn(scope), section, scenario, version, kind !== 'controller', nowOf);
  if (kind !== 'group') return own;
  const member = scenario.consumers?.find((one) => groupNameOf(one) === name);
  return [...settingsIn('consumer', OF_EVERY_MEMBER, member?.config, scenario, version, false, () => null), ...own];
}

/** Those that the model follows; of servers also those that are defaults of topics. */
function followedIn(scope: ConfigScope): readonly string[] {
  const defaults = CONFIG_DEFINITIONS[scope].map(({ name }) => name).filter((name) => hasEffect(scope, name));
  return [...new Set([...configsWithEffect(scope), ...defaults])];
}

function settingsIn(
  scope: ConfigScope,
  keys: readonly string[],
  section: ConfigSection | undefined,
  scenario: Scenario,
  version: string,
  mayBeDynamic: boolean,
  nowOf: InForce,
): readonly ChangeableSetting[] {
  return keys.flatMap((key): ChangeableSetting[] => {
    const definition = definitionOf(scope, key, version);
    if (definition === undefined || SET_BY_TIDEMARK[scope][key] !== undefined) return [];
    const standard = standardOf(scope, definition, scenario);
    const written = section?.[key];
    return [
      {
        key,
        type: typeOf(definition),
        value: written === undefined ? standard : String(written),
        now: nowOf(definition),
        standard,
        isSet: written !== undefined,
        oneOf: definition.oneOf ?? null,
        min: definition.min ?? null,
        max: definition.max ?? null,
        unit: unitOf(key, definition),
        isDynamic: mayBeDynamic && (scope === 'topic' || scope === 'group' || (scope === 'server' && isDynamic(key))),
      },
    ];
  });
}

/** A topic has what the servers have, where nothing else is said. */
function standardOf(scope: ConfigScope, definition: ConfigDefinition, scenario: Scenario): string | null {
  if (definition.default === undefined || definition.default === null) return null;
  const { type, name } = definition;
  if (scope === 'topic') {
    const names = definition.serverSynonyms?.map(([one]) => one) ?? [definition.serverDefault ?? name];
    const shared = names.map((one) => scenario.cluster.config?.[one]).find((value) => value !== undefined);
    if (shared !== undefined) return String(shared);
  }
  return formatConfigValue(type, definition.default);
}

function sectionOf(kind: OwnerKind, name: string, scenario: Scenario): ConfigSection | undefined {
  switch (kind) {
    case 'cluster':
      return scenario.cluster.config;
    case 'broker':
    case 'controller':
      return serversOf(scenario).find((server) => server.name === name)?.config;
    case 'topic': {
      const created = (scenario.timeline ?? []).flatMap((line) => line['create-topic'] ?? []);
      return [...(scenario.topics ?? []), ...created].find((topic) => topic.name === name)?.config;
    }
    case 'producer':
    case 'consumer':
      return scenario[`${kind}s`]?.find((client) => client.name === name)?.config;
    case 'group':
      return scenario.timeline?.find((line) => line['alter-config']?.group === name)?.['alter-config']?.set;
  }
}

function typeOf({ type }: ConfigDefinition): ChangeableSetting['type'] {
  if (type === 'boolean' || type === 'list') return type;
  return type === 'int' || type === 'long' || type === 'short' || type === 'double' ? 'number' : 'text';
}

function unitOf(key: string, definition: ConfigDefinition): ChangeableSetting['unit'] {
  if (typeOf(definition) !== 'number') return null;
  if (/\.ms$/.test(key)) return 'ms';
  if (/bytes|\.size$|memory/.test(key) && key !== 'group.max.size') return 'bytes';
  return /seconds$/.test(key) ? 'seconds' : null;
}

// ---- lines of the script ------------------------------------------------------------------------------------------------

function lineFrame(line: TimelineLine, place: number, scenario: Scenario, near: Near): ChangeableLine {
  const places = targetPlaces(line);
  const targets = places.map(({ target }) => target);
  const node = targets.length === 1 && canBeAnother(line) ? targets[0]! : null;
  const kind = node?.charAt(0);
  const alike = serversOf(scenario)
    .map(({ name }) => name)
    .filter((name) => name.charAt(0) === kind && name !== node);
  const at = line.at ?? null;
  return {
    number: place + 1,
    at,
    time: timeOf(line),
    words: describeLine(line),
    node,
    others:
      node === null
        ? []
        : alike.length > 0
          ? alike
          : serversOf(scenario)
              .filter(({ roles }) => roles.broker)
              .map(({ name }) => name),
    isNear: (at !== null && near.times.has(at)) || (near.node !== null && targets.includes(near.node)),
  };
}

function canBeAnother(line: TimelineLine): boolean {
  const action = actionOf(line);
  return action !== undefined && (PROCESS_ACTIONS as readonly string[]).includes(action);
}
