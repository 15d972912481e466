/** All that can be changed as one list to search in, and what a person has set of one of them as a change to run. */
import type {
  ChangeableFrame,
  ChangeableLine,
  ChangeableOwner,
  ChangeableSetting,
} from '../../../frame/changeableFrame.ts';
import type { Change } from '../../../worker/protocol.ts';

export type Plain = 'version' | 'protocol' | 'era' | 'seed' | 'latency' | 'jitter';

export type Item =
  | { readonly kind: 'line'; readonly line: ChangeableLine }
  | { readonly kind: 'setting'; readonly owner: ChangeableOwner; readonly setting: ChangeableSetting }
  | { readonly kind: 'add' }
  | { readonly kind: 'feature'; readonly name: string; readonly value: string; readonly choices: readonly string[] }
  | { readonly kind: Plain; readonly value: string; readonly choices: readonly string[] };

/** What lessons about Kafka turn on stands before what few have heard of. */
const WELL_KNOWN = [
  'acks',
  'enable.idempotence',
  'min.insync.replicas',
  'unclean.leader.election.enable',
  'replica.lag.time.max.ms',
  'linger.ms',
  'batch.size',
  'delivery.timeout.ms',
  'retries',
  'max.in.flight.requests.per.connection',
  'group.protocol',
  'partition.assignment.strategy',
  'session.timeout.ms',
  'max.poll.interval.ms',
  'max.poll.records',
  'enable.auto.commit',
  'auto.offset.reset',
  'isolation.level',
  'broker.session.timeout.ms',
];
const OWNER_ORDER = ['topic', 'producer', 'consumer', 'group', 'cluster', 'broker', 'controller'];

/** Of what was pointed at first; then the script, the Kafka, and everybody's settings. */
export function itemsOf(frame: ChangeableFrame): readonly Item[] {
  const near = frame.owners.slice(0, frame.near).flatMap(settingItems);
  const far = [...frame.owners.slice(frame.near)].sort(
    (a, b) => OWNER_ORDER.indexOf(a.kind) - OWNER_ORDER.indexOf(b.kind),
  );
  const lines = frame.lines.map((line): Item => ({ kind: 'line', line }));
  const isNear = (item: Item) => item.kind === 'line' && item.line.isNear;
  const all = (kind: Plain, value: string, choices: readonly string[] = []): Item => ({ kind, value, choices });
  return [
    ...lines.filter(isNear),
    ...near,
    ...lines.filter((item) => !isNear(item)),
    { kind: 'add' },
    ...(frame.versions.length > 1 ? [all('version', frame.version, frame.versions)] : []),
    all('protocol', frame.protocol, frame.protocols),
    ...(frame.eras.length > 1 ? [all('era', frame.era, frame.eras)] : []),
    ...frame.features.map(
      ({ name, level, levels }): Item => ({ kind: 'feature', name, value: level, choices: levels }),
    ),
    all('seed', String(frame.seed)),
    all('latency', frame.latency),
    all('jitter', frame.jitter),
    ...far.flatMap(settingItems),
  ];
}

function settingItems(owner: ChangeableOwner): readonly Item[] {
  const rank = ({ key, isSet }: ChangeableSetting) => {
    const known = WELL_KNOWN.indexOf(key);
    return (isSet ? 0 : 100) + (known < 0 ? 50 : known);
  };
  return [...owner.settings]
    .sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1))
    .map((setting): Item => ({ kind: 'setting', owner, setting }));
}

export function keyOf(item: Item): string {
  switch (item.kind) {
    case 'line':
      return `line ${item.line.number}`;
    case 'setting':
      return `${item.owner.kind} ${item.owner.name} ${item.setting.key}`;
    case 'feature':
      return `feature ${item.name}`;
    default:
      return item.kind;
  }
}

/** All words of the query are in what it says, in either order. */
export function found(items: readonly Item[], query: string, textOf: (item: Item) => string): readonly Item[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter((item) => {
    const text = textOf(item).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

// ---- what was set -------------------------------------------------------------------------------------------------------

export interface Draft {
  /** Of a line: without it, at another time, on another node. Of a setting: another value, or none. */
  readonly how: 'without' | 'move' | 'node' | 'value' | 'default';
  readonly text: string;
  /** What the number is multiplied by. */
  readonly unit: number;
  readonly node: string;
  readonly fault: string;
}

export const FAULTS = [
  'kill',
  'restart',
  'pause',
  'power-loss',
  'controlled-shutdown',
  'start',
  'resume',
  'wipe',
] as const;

export function draftOf(item: Item, frame: ChangeableFrame, now: number): Draft {
  const empty: Draft = { how: 'value', text: '', unit: 1, node: '', fault: 'kill' };
  switch (item.kind) {
    case 'line': {
      const { at, others } = item.line;
      return { ...empty, how: 'without', text: at === null ? '5' : secondsText(at), node: others[0] ?? '' };
    }
    case 'setting': {
      const { type, value, oneOf } = item.setting;
      if (type === 'boolean') return { ...empty, text: value === 'true' ? 'false' : 'true' };
      const other = oneOf?.find((one) => one !== value);
      return { ...empty, text: type === 'text' && other !== undefined ? other : (value ?? '') };
    }
    case 'add':
      return {
        ...empty,
        text: secondsText(now),
        node: frame.node ?? frame.nodes.find((one) => one.startsWith('b')) ?? '',
      };
    case 'version':
    case 'protocol':
    case 'era':
    case 'feature':
      return { ...empty, text: item.choices.find((one) => one !== item.value) ?? item.value };
    case 'latency':
    case 'jitter':
      return { ...empty, text: String(millisecondsOf(item.value)) };
    case 'seed':
      return { ...empty, text: String(Number(item.value) + 1) };
  }
}

/** Undefined: it is as it was, or no value yet. */
export function changeOf(item: Item, draft: Draft, from: 'start' | 'here'): Change | undefined {
  const { how, text, unit, node, fault } = draft;
  const written = text.trim();
  switch (item.kind) {
    case 'line': {
      const { number, at } = item.line;
      if (how === 'without') return { without: number };
      if (how === 'node') return node === '' ? undefined : { replace: number, with: node };
      if (!(at === null ? SHIFT : SECONDS).test(written)) return undefined;
      if (at === null) return Number(written) === 0 ? undefined : { move: number, by: `${written}s` };
      return Number(written) * 1_000_000 === at ? undefined : { move: number, to: `${written}s` };
    }
    case 'setting': {
      const { owner, setting } = item;
      const whose = owner.kind === 'cluster' ? { cluster: true as const } : { [owner.kind]: owner.name };
      if (how === 'default') return { ...whose, remove: [setting.key] };
      const value = setting.type === 'number' ? scaled(written, unit) : written;
      const before = from === 'here' ? (setting.now ?? setting.value) : setting.value;
      if (value === undefined || String(value) === before || (value === '' && setting.type !== 'list'))
        return undefined;
      return { ...whose, set: { [setting.key]: value } };
    }
    case 'add': {
      if (node === '') return undefined;
      if (from === 'here') return { add: { [fault]: node } };
      return SECONDS.test(written) ? { add: { at: `${written}s`, [fault]: node } } : undefined;
    }
    case 'seed':
      return /^\d{1,10}$/.test(written) && written !== item.value ? { seed: Number(written) } : undefined;
    case 'latency':
    case 'jitter':
      return SECONDS.test(written) && Number(written) !== millisecondsOf(item.value)
        ? { [item.kind]: `${written}ms` }
        : undefined;
    case 'feature':
      if (written === item.value) return undefined;
      return { feature: item.name, level: /^\d+$/.test(written) ? Number(written) : written };
    case 'version':
    case 'protocol':
    case 'era':
      return written === item.value ? undefined : { [item.kind]: written };
  }
}

/** A running server does not take it: its file is edited, and it is started again. */
export function isByRestart(item: Item): boolean {
  if (item.kind !== 'setting' || item.setting.isDynamic) return false;
  return item.owner.kind === 'broker' || item.owner.kind === 'controller';
}

/** It can be made at the playhead, by those who keep the cluster. */
export function canBeHere(item: Item): boolean {
  if (item.kind !== 'setting') return item.kind === 'add';
  return (item.setting.isDynamic && item.owner.kind !== 'consumer') || isByRestart(item);
}

const SECONDS = /^\d{1,7}(\.\d{1,3})?$/;
const SHIFT = /^-?\d{1,7}(\.\d{1,3})?$/;

function scaled(text: string, unit: number): number | string | undefined {
  if (!/^-?\d{1,19}(\.\d{1,6})?$/.test(text)) return undefined;
  // Longs that a double cannot hold stay as they were written.
  if (unit === 1) return Number.isSafeInteger(Number(text)) || text.includes('.') ? Number(text) : text;
  return Math.round(Number(text) * unit);
}

function secondsText(at: number): string {
  return String(Math.round(at / 1_000) / 1_000);
}

/** `500us`, `1ms`, `2s` */
function millisecondsOf(text: string): number {
  const unit = { us: 0.001, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[text.replace(/[\d.]+/, '')] ?? 1;
  return Math.round(Number.parseFloat(text) * unit * 1_000) / 1_000;
}
