/**
 * Who was in each group, who owned which partition when, and what stood still meanwhile: read off the facts of a branch as
 * they come, once. Ownership is the consumers' own: from onPartitionsAssigned() until it is revoked, lost, or its process
 * has died.
 */

import type { Micros } from '../../base/time.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import { compareTopicPartitions } from '../../kafka/topicPartition.ts';
import type { RecordedFact } from '../../record/history.ts';
import type { FactLog } from '../factFrames.ts';
import type { GroupHistoryFrame, GroupMark, GroupPartitionRow, OwnedSpan, OwnerGap } from './groupFrame.ts';
import { LagLog } from './lagLog.ts';
import { MemberLog } from './memberLog.ts';

interface Partition {
  readonly owned: Open<OwnedSpan>[];
  readonly gaps: Open<OwnerGap>[];
}

/** `to` null: it lasts. */
type Open<T> = Omit<T, 'to'> & { to: Micros | null };

interface Group {
  readonly members: MemberLog;
  readonly partitions: Map<string, Partition>;
  readonly marks: GroupMark[];
  /** Who came or went in the newest step that somebody did, and what the coordinator said when it began to rebalance. */
  moved: { readonly step: number; readonly because: GroupMark['because'] };
  began: { readonly at: Micros; readonly reason: string; readonly because: GroupMark['because'] } | null;
  coordinator: number | null;
}

interface Instant {
  readonly step: number;
  readonly at: Micros;
}

const WORK = { RecordsConsumed: 'records', RecordsProcessed: 'processed', PollCalled: 'poll' } as const;

const KEPT = new WeakMap<FactLog, GroupHistory>();

/** Kept beside the facts: what has been read is not read again. */
export function groupHistoryOf(facts: FactLog): GroupHistory {
  let history = KEPT.get(facts);
  if (history === undefined) {
    history = new GroupHistory();
    KEPT.set(facts, history);
  }
  history.catchUp(facts);
  return history;
}

export class GroupHistory {
  readonly #groups = new Map<string, Group>();
  readonly #lag = new LagLog();
  /** Client ids to nodes. */
  readonly #nodes = new Map<string, string>();
  #read = 0;

  catchUp(facts: FactLog): void {
    for (; this.#read < facts.length; this.#read++) this.#take(facts.recorded(this.#read)!);
  }

  /** Every group that was heard of up to `until`, by name. */
  groups(until: Micros): readonly string[] {
    const known = [...this.#groups].filter(([, group]) => group.members.beganBy(until));
    return known.map(([id]) => id).sort();
  }

  /** Time in which partitions that had had an owner had none, all of them together. */
  stopped(until: Micros): Micros {
    let sum = 0;
    for (const { partitions } of this.#groups.values()) {
      for (const { gaps } of partitions.values()) {
        for (const { from, to } of closed(gaps, until)) sum += to - from;
      }
    }
    return sum;
  }

  frame(id: string, until: Micros): GroupHistoryFrame {
    const group = this.#groups.get(id);
    if (group === undefined) return { until, members: [], partitions: [], marks: [] };
    const partitions = [...group.partitions]
      .map(([partition, own]) => partitionRow(partition, own, until, this.#lag.points(id, partition, until)))
      .filter(({ owned }) => owned.length > 0)
      .sort((a, b) => compareTopicPartitions(a.partition, b.partition));
    return {
      until,
      members: group.members.rows(until),
      partitions,
      marks: group.marks.filter(({ at }) => at <= until),
    };
  }

  #take(recorded: RecordedFact<Kafka>): void {
    const { step, at, node, fact } = recorded;
    this.#lag.take(recorded);
    switch (fact.type) {
      case 'ConsumerMemberStateChanged':
        this.#nodes.set(fact.client, node);
        this.#group(fact.group).members.changed(node, { step, at }, fact.to);
        return;
      case 'PartitionsAssigned': {
        const group = this.#group(fact.group);
        group.members.assigned(node, { step, at }, fact.partitions.length);
        for (const partition of fact.partitions) own(group, partition, node, { step, at }, fact.generation);
        return;
      }
      case 'PartitionsRevoked':
      case 'PartitionsLost': {
        const group = this.#group(fact.group);
        const cause = fact.type === 'PartitionsRevoked' ? 'revoked' : 'lost';
        for (const partition of fact.partitions) disown(group, partition, node, { step, at }, cause);
        group.members.revoked(node, { step, at }, holdings(group, node));
        return;
      }
      case 'PollTimeoutExpired':
        this.#group(fact.group).members.kicked(node, { step, at });
        return;
      case 'GroupMemberJoined':
      case 'GroupMemberRemoved': {
        const group = this.#group(fact.group);
        const isIn = fact.type === 'GroupMemberJoined';
        const how = isIn ? '' : fact.reason;
        group.moved = { step, because: { what: isIn ? 'joined' : 'removed', client: fact.client, how } };
        const gone = this.#nodes.get(fact.client);
        if (!isIn && how !== 'left' && how !== 'replaced' && gone !== undefined)
          group.members.kicked(gone, { step, at });
        return;
      }
      case 'GroupRebalanceStarted': {
        const group = this.#group(fact.group);
        group.began = { at, reason: fact.reason, because: becauseAt(group, step) };
        return;
      }
      case 'GroupGenerationStarted':
        this.#mark(fact.group, { step, at }, 'generation', fact.generation, fact.protocol);
        return;
      case 'GroupEpochBumped':
        this.#mark(fact.group, { step, at }, 'epoch', fact.epoch, null);
        return;
      case 'TargetAssignmentComputed':
        this.#computed(fact.group, fact.epoch, fact.assignor);
        return;
      case 'CoordinatorDiscovered': {
        const group = this.#group(fact.group);
        const before = group.coordinator;
        group.coordinator = fact.broker;
        if (before !== null && before !== fact.broker)
          this.#mark(fact.group, { step, at }, 'coordinator', fact.broker, null);
        return;
      }
      case 'RecordsConsumed':
      case 'RecordsProcessed':
      case 'PollCalled':
        for (const { members } of this.#groups.values()) members.polled(node, at, WORK[fact.type]);
        return;
      case 'ConsumerClosed':
        this.#gone(node, { step, at }, 'closed');
        return;
      case 'ProcessKilled':
      case 'PowerLost':
      case 'ProcessExited':
        this.#gone(fact.node, { step, at }, 'died');
        return;
      default:
    }
  }

  #group(id: string): Group {
    let group = this.#groups.get(id);
    if (group === undefined) {
      group = {
        members: new MemberLog(),
        partitions: new Map(),
        marks: [],
        moved: { step: -1, because: null },
        began: null,
        coordinator: null,
      };
      this.#groups.set(id, group);
    }
    return group;
  }

  #mark(id: string, { step, at }: Instant, kind: GroupMark['kind'], number: number, assignor: string | null): void {
    const group = this.#group(id);
    const { began } = kind === 'generation' ? group : { began: null };
    group.marks.push({
      at,
      step,
      kind,
      number,
      assignor,
      because: began?.because ?? becauseAt(group, step),
      reason: began?.reason ?? '',
      took: began === null ? 0 : at - began.at,
    });
    if (kind === 'generation') group.began = null;
  }

  #computed(id: string, epoch: number, assignor: string): void {
    const { marks } = this.#group(id);
    for (let place = marks.length - 1; place >= 0; place--) {
      const mark = marks[place]!;
      if (mark.kind !== 'epoch' || mark.number !== epoch) continue;
      marks[place] = { ...mark, assignor };
      return;
    }
  }

  #gone(node: string, instant: Instant, cause: 'died' | 'closed'): void {
    for (const group of this.#groups.values()) {
      if (!group.members.has(node)) continue;
      group.members.gone(node, instant, cause);
      for (const partition of group.partitions.keys()) disown(group, partition, node, instant, cause);
    }
  }
}

function becauseAt({ moved }: Group, step: number): GroupMark['because'] {
  return moved.step === step ? moved.because : null;
}

function own(group: Group, partition: string, node: string, { step, at }: Instant, generation: number): void {
  let found = group.partitions.get(partition);
  if (found === undefined) {
    found = { owned: [], gaps: [] };
    group.partitions.set(partition, found);
  }
  const member = group.members.placeOf(node);
  if (found.owned.some((span) => span.to === null && span.member === member)) return;
  found.owned.push({ from: at, to: null, step, member, generation });
  const gap = found.gaps.at(-1);
  if (gap?.to === null) gap.to = at;
}

function disown(group: Group, partition: string, node: string, { step, at }: Instant, cause: OwnerGap['cause']): void {
  const found = group.partitions.get(partition);
  const member = group.members.placeOf(node);
  const span = found?.owned.find((one) => one.to === null && one.member === member);
  if (found === undefined || span === undefined) return;
  span.to = at;
  if (found.owned.every(({ to }) => to !== null)) found.gaps.push({ from: at, to: null, step, cause, member });
}

function holdings(group: Group, node: string): number {
  const member = group.members.placeOf(node);
  let count = 0;
  for (const { owned } of group.partitions.values())
    if (owned.some((span) => span.to === null && span.member === member)) count++;
  return count;
}

function partitionRow(
  partition: string,
  own: Partition,
  until: Micros,
  lag: GroupPartitionRow['lag'],
): GroupPartitionRow {
  const owned = closed(own.owned, until);
  const gaps = closed(own.gaps, until);
  return { partition, owned, gaps, stopped: gaps.reduce((sum, { from, to }) => sum + to - from, 0), lag };
}

/** Those that have begun, each up to `until`. Nothing that takes no time is a gap. */
function closed<T extends { readonly from: Micros; readonly to: Micros | null }>(
  list: readonly T[],
  until: Micros,
): (Omit<T, 'to'> & { readonly to: Micros })[] {
  return list
    .filter(({ from, to }) => from <= until && to !== from)
    .map((one) => ({ ...one, to: Math.min(until, one.to ?? until) }));
}
