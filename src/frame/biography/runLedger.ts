/** The ledger of the run at the playhead: what became of the records of each producer, and what each group did with them. */
import { compareText } from '../../base/sorted.ts';
import type { Recording } from '../recording.ts';
import type { Sent } from '../recordLedger.ts';
import { holds, isLost, isMisplaced, isRepeated, type LeaderLog } from '../recordsInLog.ts';
import type {
  FoundRecords,
  GroupFigure,
  GroupLedgerRow,
  LedgerPick,
  ProducerFigure,
  ProducerLedgerRow,
  RecordRef,
  RunLedgerFrame,
} from './biographyFrames.ts';
import { deliveriesOf, type HandledByOffset } from './deliveries.ts';
import { leaderLogsAt } from './leaderLogs.ts';

/** One answer lists no more records. */
const MOST = 200;

/** What a ledger is made from: a recording has it, and so has a run that nobody looks at. */
export type LedgerSource = Pick<Recording, 'kernel' | 'step' | 'ledger' | 'facts'>;

export function runLedger(recording: LedgerSource): RunLedgerFrame {
  const logs = leaderLogsAt(recording);
  return {
    totals: recording.ledger.frame(recording.step, logs),
    producers: producerRows(recording, logs),
    groups: groupRows(recording),
  };
}

type Counts = Record<ProducerFigure, number>;

function producerRows(recording: LedgerSource, logs: ReadonlyMap<string, LeaderLog>): ProducerLedgerRow[] {
  const rows = new Map<string, { readonly client: string; readonly partition: string | null } & Counts>();
  const out = outOfPlace(recording, logs);
  for (const sent of recording.ledger.all()) {
    if (sent.step > recording.step) continue;
    const { client, partition } = sent;
    const key = `${client} ${partition}`;
    let row = rows.get(key);
    if (row === undefined) {
      row = { client, partition, ...NOTHING };
      rows.set(key, row);
    }
    for (const figure of figuresOf(sent, recording.step, logs, out)) row[figure]++;
  }
  return [...rows.values()].sort(
    (a, b) => compareText(a.client, b.client) || compareText(a.partition ?? '', b.partition ?? ''),
  );
}

const NOTHING: Counts = {
  sent: 0,
  acknowledged: 0,
  failed: 0,
  unknown: 0,
  pending: 0,
  lost: 0,
  duplicated: 0,
  reordered: 0,
  unknownWritten: 0,
};

interface OutOfPlace {
  readonly duplicated: ReadonlySet<Sent>;
  readonly reordered: ReadonlySet<Sent>;
}

function outOfPlace({ ledger, step }: LedgerSource, logs: ReadonlyMap<string, LeaderLog>): OutOfPlace {
  const duplicated = new Set<Sent>();
  const reordered = new Set<Sent>();
  for (const [partition, { repeated, overtaken }] of ledger.partitions) {
    const log = logs.get(partition);
    if (log === undefined) continue;
    for (const entry of repeated) if (isRepeated(entry, log, step)) duplicated.add(entry.sent);
    for (const one of overtaken) if (isMisplaced(one, log, step)) reordered.add(one.entry.sent);
  }
  return { duplicated, reordered };
}

function figuresOf(
  sent: Sent,
  step: number,
  logs: ReadonlyMap<string, LeaderLog>,
  { duplicated, reordered }: OutOfPlace,
): readonly ProducerFigure[] {
  const fate = fateAt(sent, step);
  const figures: ProducerFigure[] = ['sent', fate];
  if (duplicated.has(sent)) figures.push('duplicated');
  if (reordered.has(sent)) figures.push('reordered');
  const log = sent.partition === null ? undefined : logs.get(sent.partition);
  const known = sent.copies.filter((copy) => copy.step <= step);
  if (log === undefined || known.length === 0) return figures;
  if (fate === 'acknowledged' && sent.offset >= 0 && isLost(known[0]!, log)) figures.push('lost');
  if (fate === 'unknown' && known.some((copy) => holds(log, copy))) figures.push('unknownWritten');
  return figures;
}

function fateAt({ fate, fateStep }: Sent, step: number): RecordRef['fate'] {
  return fate !== null && fateStep <= step ? fate : 'pending';
}

// ---- groups -----------------------------------------------------------------------------------------------------------

interface GroupPart {
  readonly group: string | null;
  readonly consumers: string[];
  readonly partition: string;
  /** Each with whether its application takes no time: then what is handed out is processed. */
  readonly handled: { readonly offsets: HandledByOffset; readonly isInstant: boolean }[];
}

function groupRows(recording: LedgerSource): GroupLedgerRow[] {
  const { step, facts } = recording;
  return groupParts(recording).map((part) => {
    const { group, consumers, partition } = part;
    const committed = group === null ? null : deliveriesOf(facts).committed(group, partition, step);
    const row = { delivered: 0, redelivered: 0, processed: 0, skipped: 0 };
    for (const figures of groupFigures(part, committed, step).values()) for (const figure of figures) row[figure]++;
    return { group, consumers, partition, committed, ...row };
  });
}

function groupParts(recording: LedgerSource): GroupPart[] {
  const parts = new Map<string, GroupPart>();
  const deliveries = deliveriesOf(recording.facts);
  for (const [node, partitions] of deliveries.nodes) {
    const setup = recording.kernel.node(node)?.setup;
    const configured = setup?.kind === 'consumer' ? setup.config['group.id'] : undefined;
    const group = typeof configured === 'string' && configured !== '' ? configured : deliveries.groupOf(node);
    // Where processing takes no time, it is not told.
    const isInstant = setup?.kind !== 'consumer' || setup.application.processEach === 0;
    for (const [partition, offsets] of partitions) {
      const key = `${group ?? ` ${node}`} ${partition}`;
      const part = parts.get(key) ?? { group, consumers: [], partition, handled: [] };
      part.consumers.push(node);
      part.handled.push({ offsets, isInstant });
      parts.set(key, part);
    }
  }
  return [...parts.values()].sort(
    (a, b) =>
      compareText(a.group ?? a.consumers[0]!, b.group ?? b.consumers[0]!) || compareText(a.partition, b.partition),
  );
}

/** By offset. */
function groupFigures(
  { handled }: GroupPart,
  committed: number | null,
  step: number,
): ReadonlyMap<number, readonly GroupFigure[]> {
  const counts = new Map<number, { delivered: number; processed: number }>();
  for (const { offsets, isInstant } of handled) {
    for (const [offset, { delivered, processed }] of offsets) {
      const seen = upTo(delivered, step);
      if (seen === 0) continue;
      const count = counts.get(offset) ?? { delivered: 0, processed: 0 };
      count.delivered += seen;
      count.processed += isInstant && processed.length === 0 ? seen : upTo(processed, step);
      counts.set(offset, count);
    }
  }
  const figures = new Map<number, readonly GroupFigure[]>();
  for (const [offset, { delivered, processed }] of counts) {
    const of: GroupFigure[] = ['delivered'];
    if (delivered > 1) of.push('redelivered');
    if (processed > 0) of.push('processed');
    else if (committed !== null && offset < committed) of.push('skipped');
    figures.set(offset, of);
  }
  return figures;
}

function upTo(steps: readonly number[], step: number): number {
  let count = 0;
  for (const one of steps) if (one <= step) count++;
  return count;
}

// ---- the records behind a figure ------------------------------------------------------------------------------------------

export function ledgerRecords(recording: Recording, pick: LedgerPick): FoundRecords {
  const found = pick.of === 'producer' ? ofProducer(recording, pick) : ofGroup(recording, pick);
  return {
    records: found.slice(0, MOST).map((sent) => recordRef(recording, sent)),
    more: Math.max(0, found.length - MOST),
  };
}

function ofProducer(recording: Recording, pick: Extract<LedgerPick, { of: 'producer' }>): Sent[] {
  const logs = leaderLogsAt(recording);
  const out = outOfPlace(recording, logs);
  const found: Sent[] = [];
  for (const sent of recording.ledger.all()) {
    if (sent.step > recording.step) continue;
    if (pick.client !== null && sent.client !== pick.client) continue;
    if (pick.partition !== undefined && sent.partition !== pick.partition) continue;
    if (figuresOf(sent, recording.step, logs, out).includes(pick.figure)) found.push(sent);
  }
  return found;
}

function ofGroup(recording: Recording, pick: Extract<LedgerPick, { of: 'group' }>): Sent[] {
  const { step, facts, ledger } = recording;
  const part = groupParts(recording).find(
    ({ group, consumers, partition }) =>
      group === pick.group && partition === pick.partition && (group !== null || consumers[0] === pick.consumers[0]),
  );
  if (part === undefined) return [];
  const committed = part.group === null ? null : deliveriesOf(facts).committed(part.group, part.partition, step);
  const figures = groupFigures(part, committed, step);
  const offsets = [...figures.keys()].filter((offset) => figures.get(offset)!.includes(pick.figure));
  const found = new Set<Sent>();
  for (const offset of offsets.sort((a, b) => a - b)) {
    for (const { sent, step: appended } of ledger.partitions.get(part.partition)?.byOffset.get(offset) ?? [])
      if (appended <= step) found.add(sent);
  }
  return [...found];
}

export function recordRef({ history, step }: Recording, sent: Sent): RecordRef {
  const { client, record, partition, key, copies } = sent;
  return {
    client,
    record,
    partition,
    key,
    offsets: copies.filter((copy) => copy.step <= step).map(({ offset }) => offset),
    fate: fateAt(sent, step),
    sentAt: history.trace.at(sent.step),
  };
}
