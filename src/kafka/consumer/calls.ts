/**
 * What an application calls on its consumer besides poll() and commits (org.apache.kafka.clients.consumer.KafkaConsumer:
 * subscribe, unsubscribe, assign, seek, seekToBeginning, seekToEnd, pause, resume, close).
 */
import { unreachable } from '../../base/assert.ts';
import { get, has } from '../../base/table.ts';
import type { Micros } from '../../base/time.ts';
import type { ConsumerOrder, ConsumerSubscription } from '../kinds.ts';
import { type TopicPartition, topicOf } from '../topicPartition.ts';
import { beginCommit, setThread } from './application.ts';
import { assignPartitions, dropBufferOutside } from './assignment.ts';
import { allConsumed } from './commit.ts';
import { retainTopics } from './consumerMetadata.ts';
import { delegateOf } from './delegate.ts';
import { knownLeader } from './knownLeader.ts';
import { type ConsumerRun, setPartition } from './state.ts';
import { NO_SUBSCRIPTION, sortedTopics } from './subscription.ts';
import { requestReset, seekTo, withPaused } from './subscriptionState.ts';

/** CloseOptions' default; request.timeout.ms ends it too. */
const CLOSE_TIMEOUT: Micros = 30_000_000;

export function carryOut(run: ConsumerRun, order: Exclude<ConsumerOrder, { type: 'process' }>): void {
  switch (order.type) {
    case 'close':
      close(run, order.timeout ?? CLOSE_TIMEOUT);
      return;
    case 'seek':
      seek(run, order.partition, order.to);
      return;
    case 'pause-partitions':
    case 'resume-partitions':
      pause(run, order.partitions, order.type === 'pause-partitions');
      return;
    case 'subscribe':
      subscribe(run, { type: 'topics', topics: order.topics });
      return;
    case 'unsubscribe':
      unsubscribe(run);
      return;
    case 'commit':
      if (order.how === 'sync') beginCommit(run);
      else delegateOf(run).commitAsync(run, allConsumed(run));
      return;
    default:
      unreachable(order);
  }
}

// ---- what it reads ----------------------------------------------------------------------------------------------------

export function subscribe(run: ConsumerRun, subscription: ConsumerSubscription): void {
  switch (subscription.type) {
    case 'assign':
      subscribeToAssigned(run, subscription.partitions);
      return;
    case 'topics': {
      const topics = sortedTopics(subscription.topics);
      if (isOfAnotherType(run, 'AUTO_TOPICS')) return;
      const kept = run.fetchOrder.filter((partition) => topics.includes(topicOf(partition)));
      dropBufferOutside(run, kept);
      run.subscription = { ...run.subscription, type: 'AUTO_TOPICS', topics };
      break;
    }
    case 'pattern':
      if (isOfAnotherType(run, 'AUTO_PATTERN')) return;
      run.subscription = { ...run.subscription, type: 'AUTO_PATTERN', pattern: subscription.pattern };
      break;
    case 're2j-pattern':
      if (isOfAnotherType(run, 'AUTO_PATTERN_RE2J')) return;
      run.subscription = { ...run.subscription, type: 'AUTO_PATTERN_RE2J', pattern: subscription.pattern };
      break;
    default:
      unreachable(subscription);
  }
  retainTopics(run);
  delegateOf(run).subscribed(run);
}

/** SubscriptionState.setSubscriptionType */
function isOfAnotherType(run: ConsumerRun, type: ConsumerRun['subscription']['type']): boolean {
  if (run.subscription.type === 'NONE' || run.subscription.type === type) return false;
  run.thrown = 'IllegalStateException: Subscription to topics, partitions and pattern are mutually exclusive';
  return true;
}

function subscribeToAssigned(
  run: ConsumerRun,
  assigned: readonly (TopicPartition | { readonly topic: string })[],
): void {
  const partitions = assigned.filter((one) => typeof one === 'string');
  const whole = assigned.flatMap((one) => (typeof one === 'string' ? [] : [one.topic]));
  const topics = sortedTopics([...partitions.map(topicOf), ...whole]);
  run.subscription = { type: 'USER_ASSIGNED', topics, groupTopics: [], pattern: null };
  run.topicsToAssign = whole;
  retainTopics(run);
  assignPartitions(run, partitions);
}

export function unsubscribe(run: ConsumerRun): void {
  dropBufferOutside(run, []);
  delegateOf(run).unsubscribe(run);
  run.subscription = NO_SUBSCRIPTION;
  run.topicsToAssign = [];
  assignPartitions(run, []);
  retainTopics(run);
}

// ---- where it reads ---------------------------------------------------------------------------------------------------

function seek(run: ConsumerRun, partition: TopicPartition, to: number | 'beginning' | 'end'): void {
  const state = get(run.partitions, partition);
  if (state === undefined) {
    run.thrown = `IllegalStateException: No current assignment for partition ${partition}`;
    return;
  }
  run.out.fact({ type: 'PositionSought', client: run.client.clientId, partition, to: `${to}` });
  if (typeof to === 'number') setPartition(run, seekTo(state, to, knownLeader(run, partition)));
  else {
    const strategy = { type: to === 'beginning' ? ('earliest' as const) : ('latest' as const), durationMs: 0 };
    setPartition(run, requestReset(state, to === 'beginning' ? 'seekToBeginning' : 'seekToEnd', strategy));
  }
}

function pause(run: ConsumerRun, partitions: readonly TopicPartition[], paused: boolean): void {
  const missing = partitions.find((partition) => !has(run.partitions, partition));
  if (missing !== undefined) {
    run.thrown = `IllegalStateException: No current assignment for partition ${missing}`;
    return;
  }
  for (const partition of partitions) setPartition(run, withPaused(get(run.partitions, partition)!, paused));
  const type = paused ? 'PartitionsPaused' : 'PartitionsResumed';
  run.out.fact({ type, client: run.client.clientId, partitions });
}

// ---- the end ----------------------------------------------------------------------------------------------------------

function close(run: ConsumerRun, timeout: Micros): void {
  const until = run.env.now + Math.min(timeout, run.settings.requestTimeout);
  run.out.cancelTimer('application');
  setThread(run, { type: 'closing', until });
  delegateOf(run).close(run);
}

/** How far close() is. */
export function awaitClose(run: ConsumerRun, until: Micros): boolean {
  if (!delegateOf(run).awaitClose(run) && run.env.now < until) {
    run.wakeAt = Math.min(run.wakeAt, until);
    return false;
  }
  setThread(run, { type: 'closed' });
  run.out.fact({ type: 'ConsumerClosed', client: run.client.clientId });
  run.out.fact({ type: 'ProcessExited', node: run.env.self, clean: true, reason: 'the consumer was closed' });
  run.out.exit(true);
  run.exited = true;
  return true;
}
