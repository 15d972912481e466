/** The rules of logs and partitions against what real Kafka did, recorded (test/conformance/README.md). */
import { describe, expect, test } from 'vitest';
import { tableOf } from '../../src/base/table.ts';
import { millis, seconds } from '../../src/base/time.ts';
import { bootBroker } from '../../src/kafka/broker/brokerServer.ts';
import { hostedPartition, run, setPartition, update, type Work } from '../../src/kafka/broker/work.ts';
import { defaultOf, resolvedConfig } from '../../src/kafka/config/config.ts';
import type { ErrorName } from '../../src/kafka/errors.ts';
import type { KafkaEnv, KafkaOut } from '../../src/kafka/kinds.ts';
import * as epochs from '../../src/kafka/log/leaderEpochCache.ts';
import { appendAsFollower } from '../../src/kafka/log/logAppend.ts';
import { logConfigOf } from '../../src/kafka/log/logConfig.ts';
import { truncateTo } from '../../src/kafka/log/logTruncation.ts';
import {
  assignEpochStartOffset,
  emptyLog,
  type LogContext,
  type PartitionLog,
} from '../../src/kafka/log/partitionLog.ts';
import type { BrokerRegistration, PartitionRegistration } from '../../src/kafka/metadata/image.ts';
import { appendRecordsToLeader, checkEnoughReplicasReachOffset } from '../../src/kafka/replication/appendRecords.ts';
import { readFromLog } from '../../src/kafka/replication/fetchRecords.ts';
import { advanceHighWatermark, maybeShrinkIsr, proposalAnswered } from '../../src/kafka/replication/inSyncReplicas.ts';
import { committedIsr, maximalIsr } from '../../src/kafka/replication/isrState.ts';
import { makeLeader } from '../../src/kafka/replication/leaderChange.ts';
import { lookUp } from '../../src/kafka/replication/leaderEpochLookup.ts';
import type { LeaderPartition, Partition } from '../../src/kafka/replication/partition.ts';
import { offsetTruncationState } from '../../src/kafka/replication/truncation.ts';
import { DEFAULT_KAFKA_VERSION } from '../../src/kafka/versions.ts';
import { readRecorded } from '../conformance/recorded.ts';
import { batchOf, TP } from './world.ts';

type Entry = readonly [epoch: number, startOffset: number];
const pairs = (cache: epochs.LeaderEpochCache): Entry[] => cache.map(({ epoch, startOffset }) => [epoch, startOffset]);

interface EpochCacheCase {
  readonly operations: readonly (readonly [string, number, number])[];
  readonly entriesAfter: readonly (readonly Entry[])[];
  readonly logEndOffset: number;
  readonly endOffsetFor: readonly (readonly [number, number, number])[];
}

test('LeaderEpochFileCache: operations and look-ups', () => {
  const { cases } = readRecorded<EpochCacheCase>('leader-epoch-cache.json');
  expect(cases.length).toBeGreaterThan(100);
  for (const { operations, entriesAfter, logEndOffset, endOffsetFor } of cases) {
    let cache = epochs.emptyEpochCache();
    operations.forEach(([name, first, second], place) => {
      if (name === 'assign') cache = epochs.assign(cache, first, second);
      else if (name === 'truncateFromEnd') cache = epochs.truncateFromEnd(cache, first);
      else cache = epochs.truncateFromStart(cache, first);
      expect(pairs(cache)).toEqual(entriesAfter[place]);
    });
    for (const [asked, epoch, endOffset] of endOffsetFor) {
      expect(epochs.endOffsetFor(cache, asked, logEndOffset)).toEqual({ epoch, endOffset });
    }
  }
});

interface RecordedLog {
  readonly logEndOffset: number;
  readonly logStartOffset?: number;
  readonly epochs: readonly Entry[];
}
type Answer = readonly ['records'] | readonly ['OFFSET_OUT_OF_RANGE'] | readonly ['diverging', number, number];
interface TruncationCase {
  readonly leader: RecordedLog;
  readonly follower: RecordedLog;
  readonly rounds: readonly (readonly [
    readonly [number, number | null],
    Answer,
    { readonly truncateTo: number; readonly completed: boolean; readonly after: RecordedLog }?,
  ])[];
}

const CONTEXT: LogContext = {
  topicPartition: TP,
  env: { now: 0, self: 'b1', draw: () => 0 },
  config: logConfigOf((name) => defaultOf('topic', name) ?? null),
  producerIdExpiration: seconds(86_400),
  hasBatches: true,
};

/** One record a batch; an epoch may have had none. */
function logOf({ logEndOffset, logStartOffset = 0, epochs: entries }: RecordedLog): PartitionLog {
  let log = emptyLog('T');
  for (let offset = 0; offset < logEndOffset; offset++) {
    const epoch = entries.filter(([, start]) => start <= offset).at(-1)?.[0] ?? 0;
    const batch = { ...batchOf(['x']), baseOffset: offset, partitionLeaderEpoch: epoch };
    log = appendAsFollower(log, [batch], Number.MAX_SAFE_INTEGER, CONTEXT)!.log;
  }
  const leaderEpochs = entries.map(([epoch, startOffset]) => ({ epoch, startOffset }));
  return { ...log, logStartOffset, leaderEpochs };
}

test('a follower truncates until it has a prefix of the leader', () => {
  const { cases } = readRecorded<TruncationCase>('follower-truncation.json');
  expect(cases.length).toBeGreaterThan(100);
  for (const { leader: recordedLeader, follower: recordedFollower, rounds } of cases) {
    const leader = logOf(recordedLeader);
    let follower = logOf(recordedFollower);
    for (const [[fetchOffset, lastFetchedEpoch], answer, truncation] of rounds) {
      expect([fetchOffset, lastFetchedEpoch]).toEqual([
        follower.logEndOffset,
        epochs.latestEpoch(follower.leaderEpochs) ?? null,
      ]);
      const found = lookUp(leader, lastFetchedEpoch ?? -1, fetchOffset);
      const outOfRange = fetchOffset < leader.logStartOffset || fetchOffset > leader.logEndOffset;
      if (found.type === 'diverging') {
        const { epoch, endOffset } = found.divergingEpoch;
        expect(['diverging', epoch, endOffset]).toEqual(answer);
        const state = offsetTruncationState(
          found.divergingEpoch,
          follower.leaderEpochs,
          follower.logEndOffset,
          fetchOffset,
        );
        expect(state).toEqual({ offset: truncation!.truncateTo, truncationCompleted: truncation!.completed });
        follower = truncateTo(follower, state.offset, CONTEXT);
        expect(follower.logEndOffset).toBe(truncation!.after.logEndOffset);
        expect(pairs(follower.leaderEpochs)).toEqual(truncation!.after.epochs);
      } else expect([found.type === 'error' || outOfRange ? 'OFFSET_OUT_OF_RANGE' : 'records']).toEqual(answer);
    }
  }
});

// ---- partition-leader.json -------------------------------------------------------------------------------------------

interface LeaderCase {
  readonly start: {
    readonly replicas: number;
    readonly isr: readonly number[];
    readonly minInsyncReplicas: number;
    readonly leaderEpoch: number;
    readonly partitionEpoch: number;
    readonly logEndOffset: number;
    readonly highWatermark: number;
  };
  readonly steps: readonly {
    readonly at: number;
    readonly do: readonly [string, ...never[]];
    readonly answer?: ErrorName;
    readonly end: number;
    readonly hw: number;
    readonly isr: readonly number[];
    readonly maximalIsr?: readonly number[];
    readonly pending?: string;
    readonly sent?: readonly number[];
    readonly ack: string;
  }[];
}

const START_MS = 1_000_000;
const QUIET = new Proxy({}, { get: () => () => undefined }) as unknown as KafkaOut;

class LeaderUnderTest {
  readonly #clock = { now: millis(START_MS) };
  readonly #work: Work;

  constructor(start: LeaderCase['start']) {
    const env = {
      self: 'b0',
      draw: () => 0,
      get now() {
        return clock.now;
      },
    } as KafkaEnv;
    const clock = this.#clock;
    const setup = {
      kind: 'server',
      nodeId: 0,
      roles: { controller: false, broker: true },
      rack: null,
      clusterId: 'test',
      voters: [],
      config: resolvedConfig('server', {}),
      version: DEFAULT_KAFKA_VERSION,
    } as const;
    this.#work = run(bootBroker(setup, {}, env, QUIET), env, QUIET, () => undefined);
    for (let id = 0; id < start.replicas; id++) this.#register(id, { epoch: 100 + id });
    const epoch = start.leaderEpoch;
    const log = logOf({ logEndOffset: start.logEndOffset, epochs: start.logEndOffset > 0 ? [[epoch - 1, 0]] : [] });
    const partition: Partition = {
      topicPartition: TP,
      topicId: 'T',
      controllerEpoch: 0,
      leaderEpoch: -1,
      partitionEpoch: 0,
      replicas: [],
      addingReplicas: [],
      removingReplicas: [],
      log: assignEpochStartOffset({ ...log, highWatermark: start.highWatermark }, epoch, start.logEndOffset),
      config: { ...CONTEXT.config, minInsyncReplicas: start.minInsyncReplicas },
      replica: { role: 'follower', leaderId: -1 },
      produceWatchers: [],
      fetchWatchers: [],
      deleteRecordsWatchers: [],
      sessions: [],
    };
    setPartition(this.#work, partition);
    this.#replicas = Array.from({ length: start.replicas }, (_, id) => id);
    this.#lead(start.leaderEpoch, start.partitionEpoch, start.isr);
  }

  readonly #replicas: readonly number[];

  get partition(): LeaderPartition {
    return hostedPartition(this.#work, TP) as LeaderPartition;
  }

  #register(id: number, change: Partial<BrokerRegistration>): void {
    const { image } = this.#work.state;
    const known = image.brokers.values[image.brokers.index[`${id}`] ?? -1];
    const fresh = {
      id,
      epoch: 0,
      incarnationId: '',
      rack: null,
      fenced: false,
      inControlledShutdown: false,
      logDirs: [],
      registeredAt: 0,
    };
    const registration = { ...fresh, listeners: [{ name: '', host: `b${id}`, port: 0 }], ...known, ...change };
    const others = image.brokers.keys.map((key, place) => [key, image.brokers.values[place]!] as const);
    update(this.#work, { image: { ...image, brokers: tableOf([...others, [`${id}`, registration]]) } });
  }

  #epochOf(id: number): number {
    const { brokers } = this.#work.state.image;
    return brokers.values[brokers.index[`${id}`]!]!.epoch;
  }

  #lead(leaderEpoch: number, partitionEpoch: number, isr: readonly number[]): void {
    const registration: PartitionRegistration = {
      replicas: this.#replicas,
      isr,
      removingReplicas: [],
      addingReplicas: [],
      leader: 0,
      leaderRecoveryState: 'RECOVERED',
      leaderEpoch,
      partitionEpoch,
      elr: [],
      lastKnownElr: [],
    };
    const made = makeLeader(hostedPartition(this.#work, TP)!, registration, 0, this.#clock.now);
    if (made !== undefined) advanceHighWatermark(this.#work, made.partition);
    update(this.#work, { alterPartition: { unsent: [], inFlight: null } });
  }

  do(at: number, step: readonly unknown[]): ErrorName | undefined {
    this.#clock.now = millis(START_MS + at);
    const [what, first, second, third] = step as [string, number & string, number & string, never];
    switch (what) {
      case 'produce':
        return appendRecordsToLeader(this.#work, TP, batchOf(['x']), first).errorCode;
      case 'fetch':
        return this.#fetch(first, second, third);
      case 'wait':
        return undefined;
      case 'shrink check':
        maybeShrinkIsr(this.#work, TP);
        return undefined;
      case 'fenced':
      case 'unfenced':
        this.#register(first, { fenced: what === 'fenced' });
        return undefined;
      case 'shutting down':
      case 'not shutting down':
        this.#register(first, { inControlledShutdown: what === 'shutting down' });
        return undefined;
      case 'new broker epoch':
        this.#register(first, { epoch: this.#epochOf(first) + 1_000 });
        return undefined;
      case 'AlterPartition answered':
        this.#answer(first as ErrorName, second);
        return undefined;
      case 'metadata':
        this.#lead(first, second, third);
        return undefined;
      default:
        throw new Error(what);
    }
  }

  #fetch(replicaId: number, fetchOffset: number, epoch: string): ErrorName {
    const replicaEpoch = epoch === 'none' ? -1 : this.#epochOf(replicaId) - (epoch === 'old' ? 1 : 0);
    const params = { replicaId, replicaEpoch, minBytes: 1, maxBytes: 1e9, rackId: '' };
    const request = {
      topicPartition: TP,
      currentLeaderEpoch: this.partition.leaderEpoch,
      fetchOffset,
      lastFetchedEpoch: -1,
      logStartOffset: 0,
      partitionMaxBytes: 1e6,
    };
    return readFromLog(this.#work, params, [request], true)[0]!.errorCode;
  }

  #answer(errorCode: ErrorName, partitionEpoch: number): void {
    const { unsent } = this.#work.state.alterPartition;
    const [item, ...rest] = unsent;
    update(this.#work, { alterPartition: { unsent: rest, inFlight: null } });
    const { isrWithEpochs, leaderEpoch, leaderRecoveryState } = item!.proposal;
    const isr = isrWithEpochs.map(({ brokerId }) => brokerId);
    proposalAnswered(this.#work, {
      item: item!,
      result: { topicPartition: TP, errorCode, leaderId: 0, leaderEpoch, isr, leaderRecoveryState, partitionEpoch },
    });
  }

  get seen(): Record<string, unknown> {
    const { log, replica } = this.partition;
    const { isrState } = replica;
    const sent = this.#work.state.alterPartition.unsent[0]?.proposal.isrWithEpochs.map(({ brokerId }) => brokerId);
    const { hasEnough, errorCode } = checkEnoughReplicasReachOffset(this.#work, TP, log.logEndOffset);
    return {
      end: log.logEndOffset,
      hw: log.highWatermark,
      isr: sorted(committedIsr(isrState)),
      maximalIsr: sorted(maximalIsr(isrState)),
      pending: isrState.type === 'CommittedPartitionState' ? undefined : isrState.type,
      sent: sent === undefined ? undefined : sorted(sent),
      ack: hasEnough || errorCode !== 'NONE' ? errorCode : 'WAIT',
    };
  }
}

function sorted(ids: readonly number[]): number[] {
  return [...ids].sort((a, b) => a - b);
}

describe('a partition leader', () => {
  const { cases } = readRecorded<LeaderCase>('partition-leader.json');
  test(`does as Kafka's in ${cases.length} sequences of steps`, () => {
    expect(cases.length).toBeGreaterThan(100);
    cases.forEach(({ start, steps }, number) => {
      const leader = new LeaderUnderTest(start);
      steps.forEach((step, place) => {
        const answer = leader.do(step.at, step.do);
        const { end, hw, isr, maximalIsr: maximal = isr, pending, sent, ack } = step;
        const expected = {
          step: `${number}.${place} ${JSON.stringify(step.do)}`,
          answer: step.answer,
          end,
          hw,
          isr: sorted(isr),
          maximalIsr: sorted(maximal),
          pending,
          sent: sent === undefined ? undefined : sorted(sent),
          ack,
        };
        expect({ step: expected.step, answer, ...leader.seen }).toEqual(expected);
      });
    });
  });
});
