/**
 * The settings of releases other than the newest: what their ConfigDefs declare otherwise, recorded from the released jars
 * (recorded/versions/). A setting that a release does not have yet cannot be set in it; where the model reads one all the
 * same it goes by what the release does without asking (withoutSettings.ts), which mostly is the newest default.
 */
import { CONFIG_DEFINITIONS, type ConfigDefinition, type ConfigScope } from './definitions.ts';
import v0_10_2_2 from './recorded/versions/0.10.2.2.json' with { type: 'json' };
import v1_1_1 from './recorded/versions/1.1.1.json' with { type: 'json' };
import v2_6_3 from './recorded/versions/2.6.3.json' with { type: 'json' };
import v3_6_2 from './recorded/versions/3.6.2.json' with { type: 'json' };
import v3_9_1 from './recorded/versions/3.9.1.json' with { type: 'json' };
import v4_0_0 from './recorded/versions/4.0.0.json' with { type: 'json' };
import v4_1_0 from './recorded/versions/4.1.0.json' with { type: 'json' };
import v4_2_0 from './recorded/versions/4.2.0.json' with { type: 'json' };
import { withoutSetting } from './withoutSettings.ts';

interface Differences {
  readonly definitions: readonly ConfigDefinition[];
  readonly missing: readonly string[];
}

interface RecordedVersion {
  readonly kafkaVersion: string;
  readonly scopes: Readonly<Partial<Record<ConfigScope, Differences>>>;
}

// The compiler reads JSON texts as plain strings, hence the detour over unknown.
/** Oldest first. */
const RECORDED = [
  ...[v0_10_2_2, v1_1_1, v2_6_3],
  ...[v3_6_2, v3_9_1, v4_0_0, v4_1_0, v4_2_0],
] as unknown as readonly RecordedVersion[];

export interface ScopeDefinitions {
  /** What can be set. */
  readonly byName: ReadonlyMap<string, ConfigDefinition>;
  /** And what the model may read besides. */
  readonly all: readonly ConfigDefinition[];
  /** Of those that cannot be set: which are as another one is. */
  readonly sameAs: readonly (readonly [name: string, other: string])[];
}

const SCOPES: readonly ConfigScope[] = [
  'server',
  'topic',
  'group',
  'producer',
  'consumer',
  'zookeeper-consumer',
  'admin',
];

/** Of what is not recorded: it is the same in each release. */
const NO_DIFFERENCES: Differences = { definitions: [], missing: [] };

type Definitions = Readonly<Record<ConfigScope, ScopeDefinitions>>;

const RECORDED_BY_VERSION = new Map(RECORDED.map((recorded) => [recorded.kafkaVersion, recorded]));

/** Those that have been asked for: a run reads the settings of one release or two, and there are many. */
const KNOWN = new Map<string, Definitions>();

/** Undefined: that release has the newest definitions. */
function definitionsOf(version: string): Definitions | undefined {
  const known = KNOWN.get(version);
  if (known !== undefined) return known;
  const recorded = RECORDED_BY_VERSION.get(version);
  if (recorded === undefined) return undefined;
  const made = byScope((scope) => apply(scope, recorded.scopes[scope] ?? NO_DIFFERENCES));
  KNOWN.set(version, made);
  return made;
}

const NEWEST: Definitions = byScope((scope) => ({
  byName: byName(CONFIG_DEFINITIONS[scope]),
  all: CONFIG_DEFINITIONS[scope],
  sameAs: [],
}));

export function scopeDefinitions(scope: ConfigScope, version: string | undefined): ScopeDefinitions {
  return ((version === undefined ? undefined : definitionsOf(version)) ?? NEWEST)[scope];
}

/** Those that the newest release has, and those that are gone, as the last release had them. */
export function everyDefinition(scope: ConfigScope): readonly ConfigDefinition[] {
  const known = EVERY.get(scope);
  if (known !== undefined) return known;
  const older = RECORDED.flatMap(({ scopes }) => scopes[scope]?.definitions ?? []);
  const every = [...new Map([...byName(older), ...byName(CONFIG_DEFINITIONS[scope])]).values()];
  EVERY.set(scope, every);
  return every;
}

const EVERY = new Map<ConfigScope, readonly ConfigDefinition[]>();

/** The newest release that has a setting which is gone. */
export function lastVersionWith(scope: ConfigScope, name: string): string | undefined {
  const having = RECORDED.filter(({ kafkaVersion }) => definitionsOf(kafkaVersion)![scope].byName.has(name));
  return having.at(-1)?.kafkaVersion;
}

function apply(scope: ConfigScope, { definitions, missing }: Differences): ScopeDefinitions {
  const all = new Map([...byName(CONFIG_DEFINITIONS[scope]), ...byName(definitions)]);
  const settable = new Map(all);
  const sameAs: [string, string][] = [];
  for (const name of missing) {
    settable.delete(name);
    const without = withoutSetting(scope, name);
    if (without === undefined) continue;
    if ('sameAs' in without) sameAs.push([name, without.sameAs]);
    else all.set(name, { ...all.get(name)!, default: without.value });
  }
  return { byName: settable, all: [...all.values()], sameAs };
}

function byScope<T>(make: (scope: ConfigScope) => T): Readonly<Record<ConfigScope, T>> {
  return Object.fromEntries(SCOPES.map((scope) => [scope, make(scope)])) as Record<ConfigScope, T>;
}

function byName(definitions: readonly ConfigDefinition[]): ReadonlyMap<string, ConfigDefinition> {
  return new Map(definitions.map((definition) => [definition.name, definition]));
}
