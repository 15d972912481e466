/**
 * The settings of releases other than the newest: what their ConfigDefs declare otherwise, recorded from the released jars
 * (recorded/versions/). A setting that a release does not have yet cannot be set in it; where the model reads one all the
 * same it goes by the newest default, which is what the release does without asking.
 */
import { CONFIG_DEFINITIONS, type ConfigDefinition, type ConfigScope } from './definitions.ts';
import v3_6_2 from './recorded/versions/3.6.2.json' with { type: 'json' };
import v3_9_1 from './recorded/versions/3.9.1.json' with { type: 'json' };
import v4_0_0 from './recorded/versions/4.0.0.json' with { type: 'json' };
import v4_1_0 from './recorded/versions/4.1.0.json' with { type: 'json' };
import v4_2_0 from './recorded/versions/4.2.0.json' with { type: 'json' };

interface Differences {
  readonly definitions: readonly ConfigDefinition[];
  readonly missing: readonly string[];
}

interface RecordedVersion {
  readonly kafkaVersion: string;
  readonly scopes: Readonly<Record<ConfigScope, Differences>>;
}

// The compiler reads JSON texts as plain strings, hence the detour over unknown.
const RECORDED = [v3_6_2, v3_9_1, v4_0_0, v4_1_0, v4_2_0] as unknown as readonly RecordedVersion[];

export interface ScopeDefinitions {
  /** What can be set. */
  readonly byName: ReadonlyMap<string, ConfigDefinition>;
  /** And what the model may read besides. */
  readonly all: readonly ConfigDefinition[];
}

const SCOPES: readonly ConfigScope[] = ['server', 'topic', 'group', 'producer', 'consumer', 'admin'];

/** By version and scope. Versions that are not here have the newest definitions. */
const DEFINITIONS: ReadonlyMap<string, Readonly<Record<ConfigScope, ScopeDefinitions>>> = new Map(
  RECORDED.map(({ kafkaVersion, scopes }) => [kafkaVersion, byScope((scope) => apply(scope, scopes[scope]))]),
);

const NEWEST: Readonly<Record<ConfigScope, ScopeDefinitions>> = byScope((scope) => ({
  byName: byName(CONFIG_DEFINITIONS[scope]),
  all: CONFIG_DEFINITIONS[scope],
}));

export function scopeDefinitions(scope: ConfigScope, version: string | undefined): ScopeDefinitions {
  return ((version === undefined ? undefined : DEFINITIONS.get(version)) ?? NEWEST)[scope];
}

function apply(scope: ConfigScope, { definitions, missing }: Differences): ScopeDefinitions {
  const all = new Map([...byName(CONFIG_DEFINITIONS[scope]), ...byName(definitions)]);
  const settable = new Map(all);
  for (const name of missing) settable.delete(name);
  return { byName: settable, all: [...all.values()] };
}

function byScope<T>(make: (scope: ConfigScope) => T): Readonly<Record<ConfigScope, T>> {
  return Object.fromEntries(SCOPES.map((scope) => [scope, make(scope)])) as Record<ConfigScope, T>;
}

function byName(definitions: readonly ConfigDefinition[]): ReadonlyMap<string, ConfigDefinition> {
  return new Map(definitions.map((definition) => [definition.name, definition]));
}
