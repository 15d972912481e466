/** What can be read of a thing at the playhead: the words of READABLE, as values. Servers are told by their names. */
import { holdsRecord } from '../kafka/log/logRead.ts';
import { partitionOf, topicOf } from '../kafka/topicPartition.ts';
import type { StateSection } from '../scenario/lesson/schemaMoment.ts';
import { brokerName, serverName } from '../scenario/scenario.ts';
import { Unreadable } from './known.ts';
import { UNREADABLE } from './says.ts';
import type { WorldNow } from './world.ts';

/** null: nobody, or not known yet. Lists are sets, in the order of their names. */
export type Value = string | number | boolean | null | readonly (string | number)[];

export function readState(section: StateSection, world: WorldNow): Value {
  if (section.partition !== undefined) return ofPartition(section, section.partition, world);
  if (section.producer !== undefined) return ofProducer(section, section.producer, world);
  if (section.consumer !== undefined) return ofConsumer(section, section.consumer, world);
  if (section.group !== undefined) return ofGroup(section, section.group, world);
  if (section.node !== undefined) return ofNode(section, section.node, world);
  if (section.quorum === true) return ofQuorum(section, world);
  return ofLedger(section, world);
}

function ofPartition({ read, on, offset }: StateSection, id: string, world: WorldNow): Value {
  const registered = world.partition(id);
  if (registered === undefined) throw new Unreadable(UNREADABLE.notThereThen(id));
  switch (read) {
    case 'leader':
      return registered.leader < 0 ? null : brokerName(registered.leader);
    case 'isr':
    case 'elr':
    case 'replicas':
      return names(registered[read]);
    case 'isr-size':
      return registered.isr.length;
    case 'copies': {
      const has = registered.replicas.filter((broker) => {
        const log = world.replica(id, brokerName(broker))?.log;
        return log !== undefined && holdsRecord(log, offset!);
      });
      return names(has);
    }
    case 'leader-epoch':
      if (on === undefined) return registered.leaderEpoch;
      return copy(id, on, world).leaderEpoch;
    case 'high-watermark':
      return copy(id, on, world).log.highWatermark;
    case 'log-end-offset':
      return copy(id, on, world).log.logEndOffset;
    case 'log-start-offset':
      return copy(id, on, world).log.logStartOffset;
    default:
      throw none('partition', read);
  }
}

/** Of the leader where nobody is named. */
function copy(id: string, on: string | undefined, world: WorldNow) {
  const node = on === undefined ? undefined : named(on, world);
  const found = node === undefined ? world.leaderReplica(id) : world.replica(id, node);
  if (found === undefined)
    throw new Unreadable(node === undefined ? UNREADABLE.noLeader(id) : UNREADABLE.nodeHasNo(node, id));
  return found;
}

function ofProducer({ read }: StateSection, id: string, world: WorldNow): Value {
  const node = world.node(id);
  if (node?.kind !== 'producer') throw new Unreadable(UNREADABLE.noSuch('producer', id));
  switch (read) {
    case 'sent':
    case 'acknowledged':
    case 'failed':
    case 'unknown':
    case 'buffered':
      return node[read];
    case 'in-flight':
      return node.inFlight;
    case 'pending':
      return Math.max(0, node.sent - node.acknowledged - node.failed - node.unknown);
    default:
      throw none('producer', read);
  }
}

function ofConsumer({ read, of }: StateSection, id: string, world: WorldNow): Value {
  const node = world.node(id);
  if (node?.kind !== 'consumer') throw new Unreadable(UNREADABLE.noSuch('consumer', id));
  switch (read) {
    case 'consumed':
      return node.consumed;
    case 'assigned':
      return node.positions.map(({ partition }) => partition);
    case 'activity':
      return node.activity?.doing ?? null;
    case 'position': {
      const [first] = of === undefined ? node.positions : node.positions.filter(({ partition }) => partition === of);
      if (first === undefined) throw new Unreadable(UNREADABLE.doesNotRead(id, of));
      return first.position;
    }
    case 'lag':
      return sum(node.positions.filter(({ partition }) => of === undefined || partition === of).map(({ lag }) => lag));
    default:
      throw none('consumer', read);
  }
}

function ofGroup({ read, of }: StateSection, id: string, world: WorldNow): Value {
  const group = world.group(id);
  if (group === undefined) {
    if (read === 'members' || read === 'idle-members') return 0;
    throw new Unreadable(UNREADABLE.noCoordinator(id));
  }
  switch (read) {
    case 'state':
      return group.state;
    case 'members':
      return group.members.length;
    case 'idle-members':
      return group.members.filter(({ assignment }) => assignment.length === 0).length;
    case 'generation':
      return group.epoch;
    case 'lag':
      return sum(
        group.offsets
          .filter(
            ({ topic, partition }) => of === undefined || (topic === topicOf(of) && partition === partitionOf(of)),
          )
          .map(({ lag }) => lag),
      );
    default:
      throw none('group', read);
  }
}

function ofNode({ read }: StateSection, text: string, world: WorldNow): Value {
  const id = named(text, world);
  const node = world.node(id);
  if (node === undefined) throw new Unreadable(UNREADABLE.noSuch('node', id));
  switch (read) {
    case 'status':
      return node.status;
    case 'fenced':
      if ('fenced' in node) return node.fenced;
      throw new Unreadable(UNREADABLE.isNo(id, 'broker'));
    case 'active':
      if ('active' in node) return node.active;
      throw new Unreadable(UNREADABLE.isNo(id, 'controller'));
    case 'led':
      return world.ledBy(id).length;
    case 'replicas':
      return world.heldBy(id).length;
    default:
      throw none('node', read);
  }
}

function ofQuorum({ read }: StateSection, { quorum }: WorldNow): Value {
  switch (read) {
    case 'leader':
      return quorum.leaderId === null ? null : serverName(quorum.leaderId);
    case 'epoch':
      return quorum.epoch;
    case 'high-watermark':
      return quorum.highWatermark;
    case 'voters':
      return quorum.voters.map(serverName);
    default:
      throw none('quorum', read);
  }
}

function ofLedger({ read }: StateSection, { ledger }: WorldNow): Value {
  const value = (ledger as unknown as Readonly<Record<string, number>>)[read];
  if (value === undefined) throw none('ledger', read);
  return value;
}

function named(text: string, world: WorldNow): string {
  const found = world.named(text);
  if (found === undefined) throw new Unreadable(UNREADABLE.noneThen(text));
  return found;
}

function names(ids: readonly number[]): readonly string[] {
  return [...ids].sort((a, b) => a - b).map(brokerName);
}

/** null where none of them is known. */
function sum(numbers: readonly (number | null)[]): number | null {
  let all: number | null = null;
  for (const number of numbers) if (number !== null) all = (all ?? 0) + number;
  return all;
}

function none(thing: string, read: string): Unreadable {
  return new Unreadable(UNREADABLE.thingHasNo(thing, read));
}
