/** Groups: how they get their offsets, and which members read on. */
import type { DescribedCluster, DescribedGroup, DescribedMember } from './described.ts';
import type { Notes } from './notes.ts';
import type { PlannedOffsets } from './planRecords.ts';
import { at, type Line } from './planShape.ts';
import type { PlannedTopic } from './planTopics.ts';
import { NO_NAME } from './read.ts';
import { REASONS } from './reasons.ts';

const MOST_MEMBERS = 60;
const MOST_COMMANDS = 200;
const LONGEST_LINE = 3_500;
/** Between two of the tools, so that the coordinator hears one after the other. */
const BETWEEN = 50;
/** The first record that a member takes holds it up until the cluster stands as described, and a little longer. */
const HELD_LONGER = 12_000;
const EACH = '20ms';

export interface PlannedConsumer {
  readonly name: string;
  readonly group: string;
  readonly subscribe: readonly string[];
  readonly start: string;
  readonly process: string;
  readonly config: Readonly<Record<string, string>>;
}

export interface PlannedGroups {
  readonly consumers: readonly PlannedConsumer[];
  /** After which they read at their own pace. */
  readonly lines: readonly Line[];
}

// ---- offsets ------------------------------------------------------------------------------------------------------------

/** `kafka-consumer-groups --reset-offsets`, as an administrator would: one command for each offset of a group. */
export function planResets(
  { committed }: PlannedOffsets,
  groups: ReadonlyMap<string, DescribedGroup>,
  from: number,
  notes: Notes,
): Line[] {
  const lines: Line[] = [];
  for (const [group, offsets] of committed) {
    const { line } = groups.get(group)!;
    if (!/^[\w.:@+/ -]{1,200}$/.test(group)) {
      notes.leave(line, group, REASONS.groupName);
      continue;
    }
    if (group === NO_NAME) notes.leave(line, group, REASONS.unnamedGroup);
    const commands = resetCommands(group, offsets);
    const fitting = Math.max(0, MOST_COMMANDS - lines.length);
    if (commands.length > fitting) notes.leave(line, group, REASONS.tooManyOffsets);
    for (const console of commands.slice(0, fitting)) lines.push({ at: at(from + lines.length * BETWEEN), console });
  }
  return lines;
}

function resetCommands(group: string, offsets: ReadonlyMap<string, number>): string[] {
  const byOffset = new Map<number, Map<string, string[]>>();
  for (const [name, offset] of offsets) {
    const dash = name.lastIndexOf('-');
    const [topic, partition] = [name.slice(0, dash), name.slice(dash + 1)];
    const topics = byOffset.get(offset) ?? new Map<string, string[]>();
    byOffset.set(offset, topics);
    topics.set(topic, [...(topics.get(topic) ?? []), partition]);
  }
  const quoted = /[ ]/.test(group) ? `'${group}'` : group;
  const commands: string[] = [];
  for (const [offset, topics] of byOffset) {
    const begin = `kafka-consumer-groups --group ${quoted} --reset-offsets --to-offset ${offset} --execute`;
    let command = begin;
    for (const [topic, partitions] of topics) {
      const scope = ` --topic ${topic}:${partitions.join(',')}`;
      if (command.length + scope.length > LONGEST_LINE && command !== begin) {
        commands.push(command);
        command = begin;
      }
      command += scope;
    }
    commands.push(command);
  }
  return commands;
}

// ---- members ------------------------------------------------------------------------------------------------------------

export function planMembers(
  cluster: DescribedCluster,
  topics: readonly PlannedTopic[],
  from: number,
  until: number,
  notes: Notes,
): PlannedGroups {
  const known = new Set(topics.map(({ name }) => name));
  const names = new Names();
  const consumers: PlannedConsumer[] = [];
  for (const group of cluster.groups.values()) {
    if (group.otherType !== null) {
      notes.leave(group.line, group.name, REASONS.otherGroup(group.otherType));
      continue;
    }
    if (group.isRebalancing) notes.leave(group.line, group.name, REASONS.rebalancing);
    const subscribe = topicsOf(group).filter((topic) => known.has(topic));
    for (const member of inOrder(group)) {
      if (subscribe.length === 0) notes.leave(member.line, member.clientId, REASONS.noSubscription);
      else if (consumers.length >= MOST_MEMBERS) notes.leave(member.line, member.clientId, REASONS.tooManyMembers);
      else {
        const name = names.of(member.clientId);
        if (name !== member.clientId) notes.leave(member.line, member.clientId, REASONS.memberRenamed(name));
        consumers.push(consumer(group, member, name, subscribe, { from, until }));
      }
    }
    if (group.members.size > 0 && group.assignor !== null && assignorOf(group) === undefined) {
      notes.leave(group.line, group.assignor, REASONS.assignor);
    }
  }
  const lines = consumers.map(({ name }) => ({ at: at(until), process: { consumer: name, each: EACH } }));
  return { consumers, lines };
}

function consumer(
  group: DescribedGroup,
  { instanceId }: DescribedMember,
  name: string,
  subscribe: readonly string[],
  { from, until }: { readonly from: number; readonly until: number },
): PlannedConsumer {
  const instance: Record<string, string> = instanceId === null ? {} : { 'group.instance.id': instanceId.slice(0, 200) };
  const protocol: Record<string, string> = group.isNewProtocol ? { 'group.protocol': 'consumer' } : {};
  const config = { 'auto.offset.reset': 'earliest', ...protocol, ...instance, ...assignorOf(group) };
  return { name, group: group.name, subscribe, start: at(from), process: at(until - from + HELD_LONGER), config };
}

/** Members are sorted by their ids, which begin with client.id: so they are here. */
function inOrder({ members }: DescribedGroup): DescribedMember[] {
  return [...members.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function topicsOf({ members, offsets }: DescribedGroup): string[] {
  const topics = new Set<string>();
  for (const member of members.values()) for (const topic of member.topics) topics.add(topic);
  if (topics.size === 0) for (const { topic } of offsets.values()) topics.add(topic);
  return [...topics];
}

const ASSIGNORS: Readonly<Record<string, string>> = {
  range: 'org.apache.kafka.clients.consumer.RangeAssignor',
  roundrobin: 'org.apache.kafka.clients.consumer.RoundRobinAssignor',
  sticky: 'org.apache.kafka.clients.consumer.StickyAssignor',
  'cooperative-sticky': 'org.apache.kafka.clients.consumer.CooperativeStickyAssignor',
};

/** Undefined: it is not known, or is none of Kafka's. */
function assignorOf({ assignor, isNewProtocol }: DescribedGroup): Readonly<Record<string, string>> | undefined {
  if (assignor === null) return undefined;
  if (isNewProtocol)
    return assignor === 'uniform' || assignor === 'range' ? { 'group.remote.assignor': assignor } : undefined;
  return Object.hasOwn(ASSIGNORS, assignor) ? { 'partition.assignment.strategy': ASSIGNORS[assignor]! } : undefined;
}

/** A client.id as the name of a node: letters first, at most thirty, nobody else's. */
class Names {
  readonly #taken = new Set(['admin', 'loader', 'traffic']);

  of(clientId: string): string {
    const plain = clientId.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, 26);
    const isServer = /^(?:[bcz]\d+|console-\d+|tool-?\d+)$/i.test(plain);
    const begin = /^[A-Za-z]/.test(plain) && !isServer ? plain : `m-${plain}`.slice(0, 26);
    let name = begin;
    for (let number = 2; this.#taken.has(name); number++) name = `${begin}-${number}`;
    this.#taken.add(name);
    return name;
  }
}
