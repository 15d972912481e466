/**
 * The live thing behind a term of the glossary, in the frame at hand: what is selected, if it is such a one, else the first.
 * null: nothing in this run is such a thing now.
 */
import type { LensName, LiveKind, Term } from '../../course/glossary/term.ts';
import type {
  BrokerFrame,
  ControllerFrame,
  Frame,
  MessageFrame,
  NodeFrame,
  PartitionFrame,
  RaftFrame,
  ReplicaFrame,
} from '../../frame/frame.ts';
import { sameTarget, type Target } from '../../frame/target.ts';

export interface LiveThing {
  /** null: the whole run. */
  readonly target: Target | null;
  readonly lens: LensName;
}

export function liveThing({ live }: Pick<Term, 'live'>, frame: Frame, selection: Target | null): LiveThing | null {
  const lens = lensIn(live.lens, frame);
  if (lens === null) return null;
  if (live.kind === 'run') return { target: null, lens };
  const found = targetsOf(live.kind, frame);
  const target = found.find((one) => sameTarget(one, selection)) ?? found.find((one) => isNear(one, selection, frame));
  const chosen = target ?? found[0];
  return chosen === undefined ? null : { target: chosen, lens };
}

/** A run has a quorum of its own, or ZooKeeper, or both. */
function lensIn(lens: LensName, { nodes }: Frame): LensName | null {
  const hasZooKeeper = nodes.some(({ kind }) => kind === 'zookeeper');
  if (lens === 'zookeeper') return hasZooKeeper ? lens : null;
  if (lens === 'quorum' && hasZooKeeper && !nodes.some(hasQuorum)) return null;
  return lens;
}

function hasQuorum({ kind }: NodeFrame): boolean {
  return kind === 'controller' || kind === 'combined';
}

/** Another part of what is selected: the leader of the partition that is looked at, the broker of the replica. */
function isNear(target: Target, selection: Target | null, frame: Frame): boolean {
  const partition = partitionOf(selection);
  if (partition !== null) return partitionOf(target) === partition;
  if (selection?.type !== 'node' || target.type !== 'replica') return false;
  const node = frame.nodes.find(({ id }) => id === selection.id);
  return node !== undefined && isBroker(node) && node.nodeId === target.broker;
}

function partitionOf(target: Target | null): string | null {
  if (target === null) return null;
  if (target.type === 'partition') return target.id;
  return target.type === 'replica' || target.type === 'record' ? target.partition : null;
}

function targetsOf(kind: Exclude<LiveKind, 'run'>, frame: Frame): readonly Target[] {
  switch (kind) {
    case 'partition':
      return partitions(frame, ({ topic }) => !isInternal(topic));
    case 'offsets-partition':
      return partitions(frame, ({ topic }) => topic === '__consumer_offsets');
    case 'under-replicated-partition':
      return partitions(frame, ({ isr, replicas: all }) => isr.length < all.length);
    case 'leaderless-partition':
      return partitions(frame, ({ leader }) => leader < 0);
    case 'elr-partition':
      return partitions(frame, ({ elr }) => elr.length > 0);
    case 'misplaced-partition':
      return partitions(frame, ({ leader, replicas: all }) => leader >= 0 && leader !== all[0]);
    case 'leader-replica':
      return replicas(frame, ({ role }) => role === 'leader');
    case 'follower-replica':
      return replicas(frame, ({ role }) => role === 'follower');
    case 'out-of-sync-replica':
      return replicas(frame, ({ inIsr }) => !inIsr);
    case 'offline-replica':
      return replicas(frame, ({ role }) => role === 'offline');
    case 'record':
      return records(frame, () => true);
    case 'tombstone':
      return records(frame, ({ key, value }) => key !== null && value === null);
    case 'broker':
      return nodes(frame, isBroker);
    case 'rack-broker':
      return nodes(frame, (node) => isBroker(node) && node.rack !== null);
    case 'fenced-broker':
      return nodes(frame, (node) => isBroker(node) && node.fenced);
    case 'stopping-broker':
      return nodes(frame, (node) => isBroker(node) && node.inControlledShutdown);
    case 'dead-node':
      return nodes(frame, ({ status }) => status !== 'up');
    case 'controller':
      return nodes(frame, (node) => isServer(node) && node.active);
    case 'voter':
      return nodes(frame, (node) => raftOf(node)?.voter === true);
    case 'raft-follower':
      return nodes(frame, (node) => raftOf(node)?.voter === true && raftOf(node)?.role === 'Follower');
    case 'candidate':
      return nodes(frame, (node) => ['Candidate', 'Prospective'].includes(raftOf(node)?.role ?? ''));
    case 'observer':
      return nodes(frame, (node) => raftOf(node)?.voter === false);
    case 'zookeeper-server':
      return nodes(frame, (node) => node.kind === 'zookeeper');
    case 'zookeeper-leader':
      return nodes(frame, (node) => node.kind === 'zookeeper' && node.active);
    case 'zookeeper-broker':
      return nodes(frame, (node) => isBroker(node) && node.zookeeper != null);
    case 'zookeeper-controller':
      return nodes(frame, (node) => isBroker(node) && node.zookeeper != null && node.active);
    case 'producer':
      return nodes(frame, (node) => node.kind === 'producer');
    case 'consumer':
      return nodes(frame, (node) => node.kind === 'consumer');
    case 'group-consumer':
      return nodes(frame, (node) => node.kind === 'consumer' && node.group !== null);
    case 'coordinator':
      return nodes(frame, (node) => isBroker(node) && node.coordinates.length > 0);
    case 'message':
      return messages(frame, () => true);
    case 'produce-message':
      return messages(frame, ({ api }) => api === 'Produce');
    case 'fetch-message':
      return messages(frame, ({ api }) => api === 'Fetch');
    case 'heartbeat-message':
      return messages(frame, ({ api }) => api.endsWith('Heartbeat'));
    case 'cut-link':
      return frame.links.flatMap(({ from, to, cut }): Target[] => (cut ? [{ type: 'link', from, to }] : []));
    case 'tool':
      return nodes(frame, (node) => node.kind === 'tool');
  }
}

function isServer(node: NodeFrame): node is BrokerFrame | ControllerFrame {
  return node.kind === 'controller' || isBroker(node);
}

function isBroker(node: NodeFrame): node is BrokerFrame {
  return node.kind === 'broker' || node.kind === 'combined';
}

function raftOf(node: NodeFrame): RaftFrame | null {
  return isServer(node) ? node.raft : null;
}

function isInternal(topic: string): boolean {
  return topic.startsWith('__');
}

function nodes(frame: Frame, is: (node: NodeFrame) => boolean): readonly Target[] {
  return frame.nodes.filter(is).map(({ id }) => ({ type: 'node', id }));
}

function partitions(frame: Frame, is: (partition: PartitionFrame) => boolean): readonly Target[] {
  return frame.partitions.filter(is).map(({ id }) => ({ type: 'partition', id }));
}

/** Those of people's topics first. */
function everyReplica(frame: Frame): readonly ReplicaFrame[] {
  const all = frame.nodes.flatMap((node) => (isBroker(node) ? node.replicas : []));
  return [...all.filter(({ partition }) => !isInternal(partition)), ...all.filter((one) => isInternal(one.partition))];
}

function replicas(frame: Frame, is: (replica: ReplicaFrame) => boolean): readonly Target[] {
  return everyReplica(frame)
    .filter(is)
    .map(({ partition, broker }) => ({ type: 'replica', partition, broker }));
}

/** The newest one of each leader. */
function records(frame: Frame, is: (cell: ReplicaFrame['tail'][number]) => boolean): readonly Target[] {
  return everyReplica(frame).flatMap(({ role, partition, broker, tail }): Target[] => {
    const cell = role === 'leader' && !isInternal(partition) ? tail.filter(is).at(-1) : undefined;
    return cell === undefined ? [] : [{ type: 'record', partition, broker, offset: cell.offset }];
  });
}

function messages(frame: Frame, is: (message: MessageFrame) => boolean): readonly Target[] {
  return frame.messages.filter(is).map(({ id }) => ({ type: 'message', id }));
}
