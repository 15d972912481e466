/**
 * What differs between the consumers of the two protocols, and the one whose group is in ZooKeeper: everything around the
 * group (org.apache.kafka.clients.consumer.internals.ConsumerDelegate). Fetching, positions and the application's thread
 * are the same for all.
 *
 * A call that blocks in Kafka is called here again at each event until it answers that it is through: what it waits for
 * by the clock it says with `wakeBy`. The application's thread is in one call at a time (application.ts).
 */
import type { Micros } from '../../base/time.ts';
import type { InFlightRequest } from '../client/connectionStates.ts';
import type { KafkaResponse } from '../messages.ts';
import { asyncKafkaConsumer } from './async/asyncKafkaConsumer.ts';
import { classicKafkaConsumer } from './classic/classicKafkaConsumer.ts';
import type { OffsetsToCommit } from './commit.ts';
import type { ConsumerRun, ConsumerTimer } from './state.ts';
import { withoutGroup } from './withoutGroup.ts';
import { zookeeperConsumerConnector } from './zookeeper/zookeeperConsumerConnector.ts';

/**
 * How far the group lets a poll() get. `ready`: positions may be looked up. `pending`: not yet, what was fetched is
 * handed out nevertheless. `blocked`: poll() waits, until its time is over.
 */
export type PollStep = 'ready' | 'pending' | 'blocked';

/** What a commitSync() has come to. */
export type CommitStep =
  | { readonly type: 'waiting' }
  | { readonly type: 'done' }
  /** `fatal`: the application lets the exception through. */
  | { readonly type: 'failed'; readonly error: string; readonly message: string; readonly fatal: boolean };

export interface Delegate {
  /** The constructor. */
  create(run: ConsumerRun): void;
  /** After subscribe(): `run.subscription` is the new one. */
  subscribed(run: ConsumerRun): void;
  /** The group's share in unsubscribe(), before the subscription is forgotten. */
  unsubscribe(run: ConsumerRun): void;
  /** poll() begun at `since`, where it is another than the classic one: as far as it gets now. True: it has returned. */
  pollItself?(run: ConsumerRun, since: Micros): boolean;
  /** A thread at the network, besides the application's. True: that one has something to look at now. */
  background?(run: ConsumerRun): boolean;
  /** What poll() does before it looks for records. */
  poll(run: ConsumerRun): PollStep;
  /** Committed offsets for partitions that are INITIALIZING; false: they are not there yet. */
  initWithCommittedOffsets(run: ConsumerRun): boolean;
  /** poll() has found nothing, and waits: until when, if nothing happens. */
  waitInPoll(run: ConsumerRun): void;
  /** poll() returns records. */
  pollReturns(run: ConsumerRun): void;
  commitAsync(run: ConsumerRun, offsets: OffsetsToCommit): void;
  commitSync(run: ConsumerRun, offsets: OffsetsToCommit): void;
  /** How far the commitSync() is that was begun last. After `timeout` it is given up by who asked. */
  awaitCommitSync(run: ConsumerRun): CommitStep;
  /** close() begins. */
  close(run: ConsumerRun): void;
  /** True: it is through. */
  awaitClose(run: ConsumerRun): boolean;
  /** The answer to a request that is not about data. */
  arrived(run: ConsumerRun, host: string, sent: InFlightRequest, response: KafkaResponse): void;
  /** A request that is not about data is lost: its connection is gone, or was given up. */
  lost(run: ConsumerRun, sent: InFlightRequest): void;
  timer(run: ConsumerRun, fired: ConsumerTimer): void;
  /** Last in every event: the threads that are not the application's, and their timers. */
  settle(run: ConsumerRun): void;
}

export function delegateOf({ settings, setup }: Pick<ConsumerRun, 'settings' | 'setup'>): Delegate {
  if (setup.zookeeper !== undefined) return zookeeperConsumerConnector;
  if (settings.groupId === null) return withoutGroup;
  return settings.groupProtocol === 'consumer' ? asyncKafkaConsumer : classicKafkaConsumer;
}
