/** Any plain state as rows of names and values: nothing hidden, long lists cut and said so. */
import { own } from '../base/own.ts';
import { slice, type Vector } from '../base/vector.ts';
import type { DetailRow } from './frame.ts';
import { namedInState } from './serverIds.ts';

const DEEPEST = 6;
const LONGEST = 40;

/** Kafka's class or KIP behind a name. */
const NOTES: Readonly<Record<string, string>> = {
  leaderEpoch: 'KIP-101',
  leaderEpochs: 'LeaderEpochFileCache',
  partitionEpoch: 'KIP-497',
  highWatermark: 'Partition.maybeIncrementLeaderHW',
  isrState: 'KIP-497',
  elr: 'KIP-966',
  lastKnownElr: 'KIP-966',
  preVote: 'KIP-996',
  brokerEpoch: 'KIP-631',
  fetchSessions: 'KIP-227',
  lastCaughtUpTime: 'replica.lag.time.max.ms',
  raft: 'KafkaRaftClient',
  controller: 'QuorumController',
  lifecycle: 'BrokerLifecycleManager',
  accumulator: 'RecordAccumulator',
};

export function rowsOf(value: object, depth = 0): DetailRow[] {
  return Object.entries(value).map(([label, inner]) => rowOf(label, inner, depth));
}

function rowOf(label: string, value: unknown, depth: number): DetailRow {
  const note = own(NOTES, label);
  const named = note === undefined ? { label } : { label, note };
  const servers = namedInState(label, value);
  if (servers !== undefined) return { ...named, value: servers };
  if (typeof value !== 'object' || value === null) return { ...named, value: text(value) };
  if (isTable(value)) {
    const { keys, values } = value;
    const children = keys.slice(0, LONGEST).map((key, place) => rowOf(key, values[place], depth + 1));
    return { ...named, value: String(keys.length), children: cut(children, keys.length) };
  }
  const items = isVector(value) ? slice(value, 0) : value;
  if (Array.isArray(items)) {
    if (items.every((item) => typeof item !== 'object' || item === null))
      return { ...named, value: `[${items.map(text).join(', ')}]` };
    if (depth >= DEEPEST) return { ...named, value: `${items.length} …` };
    const first = Math.max(0, items.length - LONGEST);
    const children = items.slice(first).map((item, place) => rowOf(String(first + place), item, depth + 1));
    return { ...named, value: String(items.length), children: cut(children, items.length) };
  }
  if (depth >= DEEPEST) return { ...named, value: '…' };
  const { type, name, role } = value as { type?: unknown; name?: unknown; role?: unknown };
  const title = [type, name, role].find((candidate) => typeof candidate === 'string');
  return { ...named, value: title === undefined ? '' : String(title), children: rowsOf(value, depth + 1) };
}

function cut(rows: DetailRow[], length: number): DetailRow[] {
  return length > rows.length ? [...rows, { label: '…', value: `${length - rows.length} more` }] : rows;
}

function text(value: unknown): string {
  return value === undefined ? '-' : String(value);
}

function isTable(value: object): value is { readonly keys: readonly string[]; readonly values: readonly unknown[] } {
  return 'keys' in value && 'values' in value && 'index' in value;
}

function isVector(value: object): value is Vector<unknown> {
  return 'chunks' in value && 'tail' in value;
}
