/** The one visual encoding: which hue an epoch has, which shape an API has, which sign a record's fate has. */
import type { RecordFate, ReplicaFrame } from '../frame/frame.ts';

export const EPOCH_HUES = 6;

export function hueOf(epoch: number): number {
  return ((epoch % EPOCH_HUES) + EPOCH_HUES) % EPOCH_HUES;
}

/** For DOM parts; `tokens.css` gives the colours. */
export function epochClass(epoch: number): string {
  return epoch < 0 ? '' : `epoch epoch-${hueOf(epoch)}`;
}

export type Glyph =
  | 'triangle'
  | 'circle'
  | 'point'
  | 'diamond'
  | 'square'
  | 'hexagon'
  | 'pentagon'
  | 'star'
  | 'bar'
  | 'eye'
  | 'box';

/**
 * Produce ▲, Fetch ●, heartbeats ·, AlterPartition ◆, votes and what a quorum agrees on ■, joining and leaving groups ⬢,
 * offsets ⬟, what a controller of the ZooKeeper era tells brokers ★, what is asked of ZooKeeper ▬, watches ◉, all else ▫.
 */
export function glyphOf(api: string): Glyph {
  switch (api) {
    case 'Produce':
      return 'triangle';
    case 'Fetch':
      return 'circle';
    case 'BrokerHeartbeat':
    case 'Heartbeat':
    case 'ConsumerGroupHeartbeat':
    case 'ping':
    case 'PING':
      return 'point';
    case 'JoinGroup':
    case 'SyncGroup':
    case 'LeaveGroup':
      return 'hexagon';
    case 'OffsetCommit':
    case 'OffsetFetch':
    case 'OffsetDelete':
      return 'pentagon';
    case 'AlterPartition':
      return 'diamond';
    case 'Vote':
    case 'BeginQuorumEpoch':
    case 'EndQuorumEpoch':
    case 'Notification':
    case 'PROPOSAL':
    case 'ACK':
    case 'COMMIT':
    case 'NEWLEADER':
      return 'square';
    case 'LeaderAndIsr':
    case 'UpdateMetadata':
    case 'StopReplica':
      return 'star';
    case 'WatchedEvent':
      return 'eye';
    case 'connect':
    case 'create':
    case 'delete':
    case 'setData':
    case 'getData':
    case 'getChildren':
    case 'exists':
    case 'multi':
    case 'check':
    case 'sync':
    case 'setWatches':
    case 'closeSession':
      return 'bar';
    default:
      return 'box';
  }
}

const SIGNS: Readonly<Record<Glyph, readonly [request: string, response: string]>> = {
  triangle: ['▲', '△'],
  circle: ['●', '○'],
  point: ['•', '◦'],
  diamond: ['◆', '◇'],
  square: ['■', '□'],
  hexagon: ['⬢', '⬡'],
  pentagon: ['⬟', '⬠'],
  star: ['★', '☆'],
  bar: ['▬', '▭'],
  eye: ['◉', '◎'],
  box: ['▪', '▫'],
};

/** The same as text, for tables and lists. */
export function signOf(api: string, kind: 'request' | 'response' | 'close'): string {
  return kind === 'close' ? '⊘' : SIGNS[glyphOf(api)][kind === 'request' ? 0 : 1];
}

export const FATE_SIGNS: Readonly<Record<RecordFate, string>> = {
  acknowledged: '✓',
  pending: '○',
  failed: '✗',
  unknown: '?',
};

export const ROLE_LETTERS: Readonly<Record<ReplicaFrame['role'], string>> = {
  leader: 'L',
  follower: 'F',
  offline: '×',
};
