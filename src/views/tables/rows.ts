/** Rows of the tables: one kind of thing each, read off the frame. */

import type {
  BrokerFrame,
  ConsumerFrame,
  Frame,
  LinkFrame,
  MessageFrame,
  ProducerFrame,
  RaftFrame,
  ReplicaFrame,
} from '../../frame/frame.ts';
import type { ZooKeeperFrame } from '../../frame/zookeeper/zooKeeperFrame.ts';
import { formatSpan } from '../format.ts';

export interface ReplicaRow {
  readonly replica: ReplicaFrame;
  readonly node: BrokerFrame;
}

export interface QuorumRow {
  readonly id: string;
  readonly nodeId: number;
  readonly raft: RaftFrame;
  readonly isActive: boolean;
  /** Behind the quorum's leader. */
  readonly lag: number | null;
}

export function brokerRows(frame: Frame): BrokerFrame[] {
  return frame.nodes.filter((node): node is BrokerFrame => node.kind === 'broker' || node.kind === 'combined');
}

export function replicaRows(frame: Frame): ReplicaRow[] {
  return brokerRows(frame)
    .flatMap((node) => node.replicas.map((replica) => ({ replica, node })))
    .sort((a, b) => comparePartitions(a.replica.partition, b.replica.partition) || a.node.nodeId - b.node.nodeId);
}

/** `orders-2` before `orders-10`. */
export function comparePartitions(a: string, b: string): number {
  const cut = (id: string): [string, number] => [
    id.slice(0, id.lastIndexOf('-')),
    Number(id.slice(id.lastIndexOf('-') + 1)),
  ];
  const [topicA, numberA] = cut(a);
  const [topicB, numberB] = cut(b);
  if (topicA === topicB) return numberA - numberB;
  // Kafka's own behind those of people.
  const [ownA, ownB] = [topicA.startsWith('__'), topicB.startsWith('__')];
  return ownA === ownB ? (topicA < topicB ? -1 : 1) : ownA ? 1 : -1;
}

export function ensembleRows({ nodes }: Frame): ZooKeeperFrame[] {
  return nodes.filter((node) => node.kind === 'zookeeper');
}

export function quorumRows(frame: Frame): QuorumRow[] {
  const members = frame.nodes.flatMap((node) =>
    'raft' in node && node.raft !== null ? [{ node, raft: node.raft }] : [],
  );
  const leader = members.find(({ raft }) => raft.role === 'Leader' && raft.epoch === frame.quorum.epoch);
  return members
    .map(({ node, raft }) => ({
      id: node.id,
      nodeId: node.nodeId,
      raft,
      isActive: node.active,
      lag: leader === undefined ? null : Math.max(0, leader.raft.logEndOffset - raft.logEndOffset),
    }))
    .sort((a, b) => Number(b.raft.voter) - Number(a.raft.voter) || a.nodeId - b.nodeId);
}

export function producerRows(frame: Frame): ProducerFrame[] {
  return frame.nodes.filter((node): node is ProducerFrame => node.kind === 'producer');
}

export interface PositionRow {
  readonly node: ConsumerFrame;
  /** null: it has no partition. */
  readonly position: ConsumerFrame['positions'][number] | null;
}

export function positionRows(frame: Frame): PositionRow[] {
  return frame.nodes.flatMap((node): PositionRow[] => {
    if (node.kind !== 'consumer') return [];
    if (node.positions.length === 0) return [{ node, position: null }];
    return node.positions.map((position) => ({ node, position }));
  });
}

/** Soonest first; what is held comes last. */
export function messageRows(frame: Frame): MessageFrame[] {
  return [...frame.messages].sort((a, b) => (a.arrivesAt ?? Infinity) - (b.arrivesAt ?? Infinity) || a.id - b.id);
}

export function arrival(message: MessageFrame, now: number): string | null {
  return message.arrivesAt === null ? null : formatSpan(Math.max(0, message.arrivesAt - now));
}

export function linkRule(link: LinkFrame): string {
  const parts = [];
  if (link.cut) parts.push('cut');
  if (link.delay > 0) parts.push(`+${formatSpan(link.delay)}`);
  if (link.bytesPerSecond > 0) parts.push(`${link.bytesPerSecond} B/s`);
  return parts.length === 0 ? 'clear' : parts.join(', ');
}
