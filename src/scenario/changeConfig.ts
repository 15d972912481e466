/** A setting of somebody, changed in a scenario's file: whose section it stands in, and what stood above it. */
import type { Says } from '../base/says.ts';
import { definitionOf } from '../kafka/config/config.ts';
import { type Edit, type Edits, edits, wrong } from './changeEdits.ts';
import { CHANGE_SAYS } from './says/change.ts';
import { NAMES_SAY } from './says/names.ts';
import { brokersOf, controllersOf, type Scenario } from './scenario.ts';
import type { ConfigSection } from './schema.ts';
import { CHANGE_OWNERS, type Change, type ChangeOwnerKind } from './schemaChange.ts';

type Path = Edit['path'];

export interface ChangeOwner {
  readonly kind: ChangeOwnerKind;
  /** Empty: the whole cluster. */
  readonly name: string;
}

export function ownerOf(change: Change): ChangeOwner | undefined {
  const kind = CHANGE_OWNERS.find((one) => change[one] !== undefined);
  return kind === undefined ? undefined : { kind, name: kind === 'cluster' ? '' : (change[kind] as string) };
}

/** Settings by name; null: back to what it is without. */
export function settingsOf({
  set = {},
  remove = [],
}: Change): Readonly<Record<string, string | number | boolean | null>> {
  return { ...set, ...Object.fromEntries(remove.map((name) => [name, null])) };
}

export function configEdits(change: Change, scenario: Scenario): Edits {
  const owner = ownerOf(change);
  if (owner === undefined) return edits();
  const known = namesOf(owner.kind, scenario);
  if (known !== undefined && !known.includes(owner.name)) {
    return wrong(NAMES_SAY.noneOf(owner.kind, owner.name, known, 'there is'));
  }
  const settings = Object.entries(settingsOf(change));
  const found: Edit[] = [];
  const problems: Says[] = [];
  for (const [name, value] of settings) {
    const one = settingEdits(owner, name, value, scenario);
    if (one.ok) found.push(...one.edits);
    else problems.push(...one.told);
  }
  return problems.length > 0 ? wrong(...problems) : edits(...found);
}

function settingEdits(
  owner: ChangeOwner,
  key: string,
  value: string | number | boolean | null,
  scenario: Scenario,
): Edits {
  const to = value ?? undefined;
  switch (owner.kind) {
    case 'cluster': {
      const own = (['brokers', 'controllers'] as const).flatMap((list) => {
        const servers = scenario.cluster[list];
        if (typeof servers === 'number') return [];
        // Every server: what single ones have of their own would stand against it.
        return servers.flatMap(({ config }, place) =>
          inSection(config, ['cluster', list, place, 'config'], key, undefined),
        );
      });
      return edits(...own, ...inSection(scenario.cluster.config, ['cluster', 'config'], key, to));
    }
    case 'broker':
    case 'controller':
      return serverEdits(owner, key, to, scenario);
    case 'topic': {
      const place = (scenario.topics ?? []).findIndex(({ name }) => name === owner.name);
      if (place >= 0) return edits(...inSection(scenario.topics![place]!.config, ['topics', place, 'config'], key, to));
      const line = (scenario.timeline ?? []).findIndex((one) => one['create-topic']?.name === owner.name);
      const section = scenario.timeline![line]!['create-topic']!.config;
      return edits(...inSection(section, ['timeline', line, 'create-topic', 'config'], key, to));
    }
    case 'producer':
    case 'consumer': {
      const list = `${owner.kind}s` as const;
      const place = scenario[list]!.findIndex(({ name }) => name === owner.name);
      return edits(...inSection(scenario[list]![place]!.config, [list, place, 'config'], key, to));
    }
    case 'group':
      return groupEdits(owner.name, key, to, scenario);
  }
}

/** Servers that the file only counts are listed first: then each can have something of its own. */
function serverEdits({ kind, name }: ChangeOwner, key: string, to: unknown, { cluster }: Scenario): Edits {
  const id = Number(name.slice(1));
  const list = kind === 'controller' && name.startsWith('c') ? 'controllers' : 'brokers';
  const servers = cluster[list];
  if (typeof servers !== 'number') {
    const place = servers.findIndex((server) => server.id === id);
    if (place >= 0) return edits(...inSection(servers[place]!.config, ['cluster', list, place, 'config'], key, to));
  }
  if (to === undefined) return edits();
  const own = { config: { [key]: to } };
  if (typeof servers === 'number' && servers >= id) {
    const all = counted(servers).map((server) => (server.id === id ? { ...server, ...own } : server));
    return edits({ path: ['cluster', list], to: all });
  }
  // A combined server is a broker that is a controller too.
  if (cluster.combined === undefined || (servers !== 0 && typeof servers === 'number'))
    return wrong(CHANGE_SAYS.notListed(name));
  if (typeof servers !== 'number') return wrong(CHANGE_SAYS.onlyCounted(name));
  const both = counted(cluster.combined).map((server) => ({
    ...server,
    roles: ['broker', 'controller'],
    ...(server.id === id ? own : {}),
  }));
  return edits({ path: ['cluster', 'combined'], to: undefined }, { path: ['cluster', 'brokers'], to: both });
}

/** A group's own settings are the coordinator's to keep; those of its members stand in each of them. */
function groupEdits(group: string, key: string, to: unknown, scenario: Scenario): Edits {
  const timeline = scenario.timeline ?? [];
  const isOfGroup = definitionOf('group', key) !== undefined;
  if (!isOfGroup || definitionOf('consumer', key) !== undefined) {
    const members = (scenario.consumers ?? []).flatMap((consumer, place) =>
      groupNameOf(consumer) === group ? inSection(consumer.config, ['consumers', place, 'config'], key, to) : [],
    );
    return edits(...members);
  }
  const place = timeline.findIndex(
    (line) => line['alter-config']?.group === group && line['alter-config'].set?.[key] !== undefined,
  );
  if (place >= 0) return edits({ path: ['timeline', place, 'alter-config', 'set', key], to });
  if (to === undefined) return edits();
  const line = { at: '0s', 'alter-config': { group, set: { [key]: to } } };
  const later = timeline.findIndex(({ at }) => at !== undefined && at > 0);
  return edits({ path: ['timeline', later < 0 ? timeline.length : later], to: line, insert: true });
}

export function groupNameOf({
  group,
  config,
}: {
  readonly group?: string | undefined;
  readonly config?: ConfigSection | undefined;
}): string | undefined {
  const written = group ?? config?.['group.id'];
  return written === undefined ? undefined : String(written);
}

/** Undefined: there is nothing to choose from. */
export function namesOf(kind: ChangeOwnerKind, scenario: Scenario): readonly string[] | undefined {
  switch (kind) {
    case 'cluster':
      return undefined;
    case 'broker':
      return brokersOf(scenario).map(({ name }) => name);
    case 'controller':
      return controllersOf(scenario).map(({ name }) => name);
    case 'topic': {
      const created = (scenario.timeline ?? []).flatMap((line) => line['create-topic'] ?? []);
      return [...(scenario.topics ?? []), ...created].map(({ name }) => name);
    }
    case 'producer':
    case 'consumer':
      return (scenario[`${kind}s`] ?? []).map(({ name }) => name);
    case 'group':
      return [...new Set((scenario.consumers ?? []).flatMap((consumer) => groupNameOf(consumer) ?? []))];
  }
}

/** Out of a section only what stands in it can be taken. */
function inSection(section: ConfigSection | undefined, path: Path, key: string, to: unknown): readonly Edit[] {
  if (to === undefined && section?.[key] === undefined) return [];
  if (section === undefined) return [{ path, to: { [key]: to } }];
  return [{ path: [...path, key], to }];
}

function counted(count: number): { readonly id: number }[] {
  return Array.from({ length: count }, (_, place) => ({ id: place + 1 }));
}
