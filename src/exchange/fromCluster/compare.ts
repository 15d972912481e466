/**
 * Two descriptions of a cluster, field by field: what the tools printed of the real one, and what they print of the one
 * that was made of it. Only what the real one says is asked of the other.
 */
import type { Words } from '../words.ts';
import type { DescribedCluster, DescribedGroup, DescribedPartition } from './described.ts';
import type { Notes } from './notes.ts';

export interface Compared {
  readonly real: DescribedCluster;
  readonly made: DescribedCluster;
  /** Ids of the real brokers, as they are called here. */
  readonly ids: ReadonlyMap<number, number>;
  readonly topics: ReadonlySet<string>;
  /** Topics whose lag is not what it was: it is told elsewhere. */
  readonly scaled: ReadonlySet<string>;
  /** Topics whose offsets are kept as they are. */
  readonly exact: ReadonlySet<string>;
}

type Field = readonly [title: string, real: string, made: string];

export function compare(compared: Compared, notes: Notes): void {
  const { real, made } = compared;
  for (const { name, partitions } of real.topics.values()) {
    const own = made.topics.get(name);
    if (!compared.topics.has(name) || own === undefined) continue;
    for (const [partition, one] of partitions) {
      const other = own.partitions.get(partition);
      if (other === undefined) continue;
      tell(notes, one.line, `${name}-${partition}`, partitionFields(one, other, compared));
    }
  }
  for (const group of real.groups.values()) {
    const other = made.groups.get(group.name);
    if (other === undefined) continue;
    compareOffsets(group, other, compared, notes);
    const fields = groupFields(group, other, compared);
    tell(notes, group.line, group.name, fields);
  }
}

function tell(notes: Notes, line: number, name: string, fields: readonly Field[]): void {
  const different = fields.filter(([, real, made]) => real !== made);
  if (different.length > 0) notes.leave(line, name, differs(different));
}

function differs(fields: readonly Field[]): Words {
  const shown = (text: string) => (text === '' ? '-' : text);
  const en = fields.map(([title, real, made]) => `${title} ${shown(real)} there, ${shown(made)} here`);
  const ko = fields.map(([title, real, made]) => `${title}: 원래 ${shown(real)}, 여기 ${shown(made)}`);
  return { en: `${en.join('; ')}.`, ko: ko.join(' / ') };
}

function partitionFields(one: DescribedPartition, other: DescribedPartition, { real, ids }: Compared): Field[] {
  const here = (list: readonly number[]) => list.flatMap((id) => ids.get(id) ?? []);
  const set = (list: readonly number[]) => [...list].sort((a, b) => a - b).join(',');
  const leader = one.leader === null ? 'none' : String(ids.get(one.leader) ?? one.leader);
  return [
    ['Leader', leader, other.leader === null ? 'none' : String(other.leader)],
    ['Replicas', here(one.replicas).join(','), other.replicas.join(',')],
    ['Isr', set(here(one.isr)), set(other.isr)],
    ...(real.hints.hasElr
      ? ([
          ['Elr', set(here(one.elr)), set(other.elr)],
          ['LastKnownElr', set(here(one.lastKnownElr)), set(other.lastKnownElr)],
        ] as const)
      : []),
    ['Adding Replicas', set(here(one.adding)), set(other.adding)],
    ['Removing Replicas', set(here(one.removing)), set(other.removing)],
  ];
}

function compareOffsets(group: DescribedGroup, other: DescribedGroup, compared: Compared, notes: Notes): void {
  for (const [partition, one] of group.offsets) {
    if (!compared.topics.has(one.topic)) continue;
    const own = other.offsets.get(partition);
    const text = (value: number | null | undefined) => (value === null || value === undefined ? '-' : String(value));
    const isScaled = compared.scaled.has(one.topic);
    const fields: Field[] = [
      ...(isScaled ? [] : ([['LAG', text(one.lag), text(own?.lag)]] as const)),
      ...(compared.exact.has(one.topic)
        ? ([
            ['CURRENT-OFFSET', text(one.committed), text(own?.committed)],
            ['LOG-END-OFFSET', text(one.end), text(own?.end)],
          ] as const)
        : []),
      ['CLIENT-ID', clientOf(group, one.member), clientOf(other, own?.member ?? null)],
    ];
    tell(notes, one.line, `${group.name} ${partition}`, fields);
  }
}

function clientOf({ members }: DescribedGroup, id: string | null): string {
  return id === null ? '-' : (members.get(id)?.clientId ?? id);
}

function groupFields(group: DescribedGroup, other: DescribedGroup, { ids }: Compared): Field[] {
  const fields: Field[] = [['#MEMBERS', String(group.members.size), String(other.members.size)]];
  if (group.state !== null) fields.push(['STATE', group.state, other.state ?? '-']);
  if (group.assignor !== null) fields.push(['ASSIGNMENT-STRATEGY', group.assignor, other.assignor ?? '-']);
  if (group.coordinator !== null) {
    const coordinator = String(ids.get(group.coordinator) ?? group.coordinator);
    fields.push(['COORDINATOR', coordinator, String(other.coordinator ?? '-')]);
  }
  return fields;
}
