/** What Kafka declares of a setting, release by release, and where this run has it. */
import { definitionOf, formatConfigValue } from '../../kafka/config/config.ts';
import { CONFIG_DEFINITIONS, type ConfigDefinition, type ConfigScope } from '../../kafka/config/definitions.ts';
import { dynamicLevel } from '../../kafka/config/dynamicBrokerConfigs.ts';
import { everyDefinition } from '../../kafka/config/versionDefinitions.ts';
import { KAFKA_VERSIONS } from '../../kafka/versions.ts';
import { ZOOKEEPER_DEFAULTS } from '../../kafka/zookeeper/setup.ts';
import { hasEffect } from '../../scenario/modelledConfigs.ts';
import { leastOf, ZOO_CFG_SETTINGS } from '../../scenario/zooCfg.ts';
import type { Recording } from '../recording.ts';
import type { Target } from '../target.ts';
import type { ConfigDefault, ConfigFrame, DeclaredConfig } from './configFrame.ts';
import { placesOf } from './configPlaces.ts';

const SCOPES = Object.keys(CONFIG_DEFINITIONS) as readonly ConfigScope[];
const MOST_PLACES = 24;
const MOST_INT = '2147483647';

/** null: neither Kafka nor ZooKeeper has a setting of this name. */
export function configOf(recording: Recording, key: string, target: Target | null): ConfigFrame | null {
  const running = new Set(
    recording.kernel.world.nodes.flatMap(({ setup }) => ('version' in setup ? [setup.version.name] : [])),
  );
  const declared = SCOPES.flatMap((scope): DeclaredConfig[] => {
    const definition = everyDefinition(scope).find(({ name }) => name === key);
    return definition === undefined ? [] : [declaredIn(recording, scope, definition, target, running)];
  });
  if ((ZOO_CFG_SETTINGS as readonly string[]).includes(key)) declared.push(zooKeeperSetting(recording, key, target));
  return declared.length === 0 ? null : { key, declared };
}

function declaredIn(
  recording: Recording,
  scope: ConfigScope,
  definition: ConfigDefinition,
  target: Target | null,
  running: ReadonlySet<string>,
): DeclaredConfig {
  const { name, type, importance, min, max, oneOf, serverDefault } = definition;
  const places = placesOf(recording, scope, name, target);
  const bound = (value: number | undefined) => (value === undefined ? null : formatConfigValue(type, value));
  return {
    owner: scope,
    type,
    importance,
    min: bound(min),
    max: bound(max),
    oneOf: oneOf ?? (type === 'boolean' ? ['true', 'false'] : null),
    serverDefault: serverDefault ?? null,
    changeable: changeable(scope, name),
    isModelled: hasEffect(scope, name),
    defaults: defaultsOf(scope, name, running),
    places: places.slice(0, MOST_PLACES),
    more: Math.max(0, places.length - MOST_PLACES),
  };
}

function changeable(scope: ConfigScope, name: string): DeclaredConfig['changeable'] {
  if (scope === 'topic' || scope === 'group') return 'while-running';
  return scope === 'server' ? dynamicLevel(name) : 'at-start';
}

/** The consumer with its group in ZooKeeper went with 2.0; its settings are no ConfigDef, and the same until then. */
const LAST_WITH_OLD_CONSUMER = '1.1.1';

export function defaultsOf(scope: ConfigScope, name: string, running: ReadonlySet<string>): readonly ConfigDefault[] {
  const oldestFirst = [...KAFKA_VERSIONS].reverse().map((version) => version.name);
  const last = oldestFirst.indexOf(LAST_WITH_OLD_CONSUMER);
  let before: string | null | undefined;
  return oldestFirst.map((version, place): ConfigDefault => {
    const isOver = scope === 'zookeeper-consumer' && place > last;
    const definition = isOver ? undefined : definitionOf(scope, name, version);
    const isOfRun = running.has(version);
    if (definition === undefined) return { version, isAbsent: true, value: null, isChanged: false, isOfRun };
    const value =
      definition.default === undefined || definition.default === null
        ? null
        : formatConfigValue(definition.type, definition.default);
    const isChanged = before !== undefined && before !== value;
    before = value;
    return { version, isAbsent: false, value, isChanged, isOfRun };
  });
}

/** ZooKeeper has releases of its own; 3.8.4 is the one that runs here. */
function zooKeeperSetting(recording: Recording, key: string, target: Target | null): DeclaredConfig {
  const name = key as keyof typeof ZOOKEEPER_DEFAULTS;
  return {
    owner: 'zookeeper',
    type: 'int',
    importance: null,
    min: String(leastOf(name)),
    max: MOST_INT,
    oneOf: null,
    serverDefault: null,
    changeable: 'at-start',
    isModelled: true,
    defaults: [
      {
        version: 'ZooKeeper 3.8.4',
        isAbsent: false,
        value: String(ZOOKEEPER_DEFAULTS[name]),
        isChanged: false,
        isOfRun: recording.kernel.world.nodes.some(({ setup }) => setup.kind === 'zookeeper'),
      },
    ],
    places: placesOf(recording, 'zookeeper', key, target),
    more: 0,
  };
}
