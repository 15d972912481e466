/**
 * What a run has come to at its playhead, in figures: what became of the records, for how long nobody could write or
 * nobody read, what was promised and broken. Read off the facts of a branch as they come, once, and off the world.
 */
import type { Micros } from '../base/time.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { RecordedFact } from '../record/history.ts';
import { leaderLogsAt } from './biography/leaderLogs.ts';
import { runLedger } from './biography/runLedger.ts';
import type { FactLog } from './factFrames.ts';
import { groupHistoryOf } from './groups/groupHistory.ts';
import { isInternal } from './internalTopics.ts';
import { leadershipOf } from './leadershipHistory.ts';
import { outcomeOf } from './outcome.ts';
import type { RunOutcome } from './outcomeFrames.ts';
import type { Recording } from './recording.ts';

export function runOutcome(recording: Recording): RunOutcome {
  const { facts, at, step } = recording;
  const { totals, groups } = runLedger(recording);
  const logs = leaderLogsAt(recording);
  const { pending: _pending, ...records } = totals;
  const { partitions } = leadershipOf(facts).frame(at, []);
  const ofUsers = partitions.filter(({ partition }) => !isInternal(partition));
  const leaderships = ofUsers.map((row) => ({
    partition: row.partition,
    factor: row.replicationFactor,
    ...outcomeOf(row, at),
  }));
  const worst = longest(leaderships.map(({ partition, unavailable }) => ({ partition, span: unavailable })));
  const told = outcomeLogOf(facts);
  const inGroups = groups.filter(({ group }) => group !== null);
  const lag = inGroups.reduce((sum, { partition, committed }) => {
    const end = logs.get(partition)?.logEndOffset;
    return sum + (end === undefined ? 0 : Math.max(0, end - (committed ?? logs.get(partition)!.logStartOffset)));
  }, 0);
  const broken = recording.properties
    .frames(step)
    .filter(({ status, promised, kind }) => status === 'broken' && promised !== false && kind !== 'anomaly')
    .map(({ name }) => name);
  const silence = told.longestSilence(at);
  return {
    at,
    figures: {
      ...records,
      silence: silence === null ? 0 : silence.to - silence.from,
      leaderless: worst.span,
      leaderChanges: leaderships.reduce((sum, { leaderChanges }) => sum + leaderChanges, 0),
      uncleanElections: leaderships.reduce((sum, { uncleanElections }) => sum + uncleanElections, 0),
      underReplicated: leaderships.filter(({ isr, factor }) => isr.length < factor).length,
      rebalances: told.rebalances(at),
      acknowledging: told.acknowledging(at),
      requests: told.requests(at),
      unassigned: groupHistoryOf(facts).stopped(at),
      redelivered: groups.reduce((sum, { redelivered }) => sum + redelivered, 0),
      lag,
      broken: broken.length,
    },
    silence,
    leaderlessPartition: worst.partition,
    broken,
  };
}

interface Span {
  readonly partition: string | null;
  readonly span: Micros;
}

function longest(spans: readonly Span[]): Span {
  return spans.reduce((best, one) => (one.span > best.span ? one : best), { partition: null, span: 0 });
}

// ---- what needs every fact ----------------------------------------------------------------------------------------------

const KEPT = new WeakMap<FactLog, OutcomeLog>();

function outcomeLogOf(facts: FactLog): OutcomeLog {
  let log = KEPT.get(facts);
  if (log === undefined) {
    log = new OutcomeLog();
    KEPT.set(facts, log);
  }
  log.catchUp(facts);
  return log;
}

/** Whoever sends nothing for so long after a failure is not trying. */
const STILL_TRYING: Micros = 1_000_000;

interface Waiting {
  /** Sent, and nobody knows yet what became of it. */
  records: number;
  /** The first send since the last acknowledgement; null: nothing waits. */
  since: Micros | null;
  /** When the last one that waited was given up, and none was left. */
  gaveUpAt: Micros | null;
  /** By the record's number. */
  readonly sentAt: Map<number, Micros>;
}

type Silence = NonNullable<RunOutcome['silence']>;

class OutcomeLog {
  readonly #silences: Silence[] = [];
  readonly #rebalances: Micros[] = [];
  readonly #requests: Micros[] = [];
  readonly #acknowledged: { readonly at: Micros; readonly after: Micros }[] = [];
  readonly #producers = new Map<string, Waiting>();
  #read = 0;

  catchUp(facts: FactLog): void {
    for (; this.#read < facts.length; this.#read++) this.#take(facts.recorded(this.#read)!);
  }

  rebalances(until: Micros): number {
    return this.#rebalances.filter((at) => at <= until).length;
  }

  requests(until: Micros): number {
    return this.#requests.filter((at) => at <= until).length;
  }

  acknowledging(until: Micros): Micros {
    const spans = this.#acknowledged.filter(({ at }) => at <= until).map(({ after }) => after);
    spans.sort((a, b) => a - b);
    return spans[Math.floor((spans.length - 1) / 2)] ?? 0;
  }

  /** The longest stretch in which a producer was trying, and none of its records was acknowledged. */
  longestSilence(until: Micros): Silence | null {
    let best: Silence | null = null;
    const open = [...this.#producers].flatMap(([client, { since, gaveUpAt }]) =>
      since === null ? [] : [{ client, from: since, to: gaveUpAt ?? Number.MAX_SAFE_INTEGER }],
    );
    for (const { client, from, to: end } of [...this.#silences, ...open]) {
      const to = Math.min(end, until);
      if (to > from && (best === null || to - from > best.to - best.from)) best = { client, from, to };
    }
    return best;
  }

  #take({ at, fact }: RecordedFact<Kafka>): void {
    switch (fact.type) {
      case 'RecordSent': {
        const waiting = this.#waitingOf(fact.client);
        const { gaveUpAt } = waiting;
        if (gaveUpAt !== null && at > gaveUpAt + STILL_TRYING) this.#close(fact.client, waiting, gaveUpAt);
        waiting.gaveUpAt = null;
        waiting.since ??= at;
        waiting.records++;
        waiting.sentAt.set(fact.record, at);
        return;
      }
      case 'RecordAcknowledged': {
        const waiting = this.#waitingOf(fact.client);
        const sentAt = waiting.sentAt.get(fact.record);
        if (sentAt !== undefined) this.#acknowledged.push({ at, after: at - sentAt });
        waiting.sentAt.delete(fact.record);
        waiting.records = Math.max(0, waiting.records - 1);
        this.#close(fact.client, waiting, at);
        waiting.since = waiting.records > 0 ? at : null;
        waiting.gaveUpAt = null;
        return;
      }
      case 'RecordFailed':
      case 'RecordUnknown': {
        const waiting = this.#waitingOf(fact.client);
        waiting.records = Math.max(0, waiting.records - 1);
        if (waiting.records === 0) waiting.gaveUpAt = at;
        return;
      }
      case 'RequestCompleted':
        if (fact.api === 'Produce' && fact.outcome === 'answered') this.#requests.push(at);
        return;
      case 'GroupRebalanceStarted':
      case 'GroupEpochBumped':
        this.#rebalances.push(at);
        return;
      default:
    }
  }

  #waitingOf(client: string): Waiting {
    let waiting = this.#producers.get(client);
    if (waiting === undefined) {
      waiting = { records: 0, since: null, gaveUpAt: null, sentAt: new Map() };
      this.#producers.set(client, waiting);
    }
    return waiting;
  }

  #close(client: string, waiting: Waiting, to: Micros): void {
    if (waiting.since !== null && to > waiting.since) this.#silences.push({ client, from: waiting.since, to });
    waiting.since = null;
  }
}
