/** A consumer of the new protocol in a test's hands: its state as one event being handled, with metadata it never asked for. */
import { tableOf } from '../../src/base/table.ts';
import { draftOfNetworkClient } from '../../src/kafka/client/clientState.ts';
import type { PartitionInfo, TopicInfo } from '../../src/kafka/client/metadata.ts';
import { newAsyncState } from '../../src/kafka/consumer/async/newState.ts';
import type { AsyncRun } from '../../src/kafka/consumer/async/run.ts';
import { handleConsumer } from '../../src/kafka/consumer/consumer.ts';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import type { Config, ConsumerSetup, KafkaEnv, KafkaOut } from '../../src/kafka/kinds.ts';
import { topicPartition } from '../../src/kafka/topicPartition.ts';
import { DEFAULT_KAFKA_VERSION } from '../../src/kafka/versions.ts';

export function newRun(
  config: Config,
  topics: Readonly<Record<string, number>>,
  tell: (fact: KafkaFact) => void,
): AsyncRun {
  const setup: ConsumerSetup = {
    kind: 'consumer',
    clientId: 'k1',
    bootstrap: ['b1'],
    config,
    version: DEFAULT_KAFKA_VERSION,
    subscription: { type: 'topics', topics: Object.keys(topics) },
    application: { pollEvery: 0, processEach: 0, commit: 'none', workers: 0 },
    startAt: 0,
    stopAt: null,
  };
  const env: KafkaEnv = { now: 0, self: 'k1', draw: () => 0 };
  const nothing = (): void => {};
  const out: KafkaOut = {
    send: nothing,
    reply: nothing,
    close: nothing,
    closeConnection: nothing,
    setTimer: nothing,
    cancelTimer: nothing,
    write: nothing,
    persist: nothing,
    remove: nothing,
    flush: nothing,
    fact: tell,
    exit: nothing,
  } as KafkaOut;
  const state = handleConsumer(undefined, { type: 'booted', setup, files: {} }, env, out);
  const client = draftOfNetworkClient(state.client);
  const infos = Object.entries(topics).map(([name, count]): [string, TopicInfo] => {
    const partitions = Array.from({ length: count }, (_, index): PartitionInfo => {
      const known = { index, leaderId: 1, leaderEpoch: 0, errorCode: 'NONE' as const, replicas: [1] };
      return { topicPartition: topicPartition(name, index), ...known };
    });
    return [name, { name, topicId: name, partitions }];
  });
  client.metadata = { ...client.metadata, topics: tableOf(infos) };
  const draft = { wakeAt: Number.MAX_SAFE_INTEGER, ownsPartitions: false, thrown: undefined, exited: false };
  return { ...state, client, env, out, ...draft, async: newAsyncState('m1', 0, state.settings) } as AsyncRun;
}
