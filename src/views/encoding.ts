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

export type Glyph = 'triangle' | 'circle' | 'point' | 'diamond' | 'square' | 'hexagon' | 'pentagon' | 'box';

/** Produce ▲, Fetch ●, heartbeats ·, AlterPartition ◆, votes ■, joining and leaving groups ⬢, offsets ⬟, all else ▫. */
export function glyphOf(api: string): Glyph {
  switch (api) {
    case 'Produce':
      return 'triangle';
    case 'Fetch':
      return 'circle';
    case 'BrokerHeartbeat':
    case 'Heartbeat':
    case 'ConsumerGroupHeartbeat':
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
      return 'square';
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
