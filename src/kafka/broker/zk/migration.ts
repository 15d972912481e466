/**
 * A broker with ZooKeeper that is ready to be moved to KRaft: it registers with the quorum and sends it heartbeats, as a broker
 * of the quorum does, but reads nothing of the metadata log. What it does, it does as its controller says, whoever that is: a
 * broker, or a KRaft controller from the day it says so.
 *
 * Kafka: kafka.server.KafkaServer (migrationEnabled), kafka.server.metadata.OffsetTrackingListener,
 * kafka.server.MetadataCacheControllerNodeProvider.
 */
import type { Voter } from '../../kinds.ts';
import type { ZooKeeperPart } from '../../zk/part.ts';
import { once, signal, type ZkRun } from '../../zk/run.ts';
import { wakeZkThreads } from '../../zk/threads.ts';
import * as lifecycle from '../brokerLifecycleManager.ts';
import { resetChannels } from '../controllerChannel.ts';
import { brokerId, type Work } from '../work.ts';
import { zkHost } from './hosts.ts';
import { brokerMigration, followsKRaft, kafkaServer, updateBrokerMigration } from './state.ts';

const LET_GO = 'quorum-lets-go';

/** BrokerLifecycleManager.start. There is nothing for it to catch up with but the length of the log. */
export function* startMigration(work: Work): ZkRun<void> {
  yield* once(() => {
    if (brokerMigration(work) !== undefined) lifecycle.start(work);
    return null;
  });
}

export function noteHighestOffset(work: Work, highestOffset: number): void {
  updateBrokerMigration(work, { highestOffset });
}

export function withQuorumLeader(zookeeper: ZooKeeperPart, quorumLeader: Voter | null): ZooKeeperPart {
  const { server } = zookeeper;
  if (server.migration === undefined) return zookeeper;
  return { ...zookeeper, server: { ...server, migration: { ...server.migration, quorumLeader } } };
}

/** An UpdateMetadata has come: the channels look for the controller anew where it is one of the other kind. */
export function follow(work: Work, isKRaft: boolean): void {
  if (brokerMigration(work) === undefined || followsKRaft(work) === isKRaft) return;
  updateBrokerMigration(work, { followsKRaft: isKRaft });
  resetChannels(work);
  if (!isKRaft) return;
  const { controllerId, controllerEpoch } = kafkaServer(work);
  work.out.fact({ type: 'KRaftControllerFollowed', broker: brokerId(work), controllerId, controllerEpoch });
}

// ---- the end ---------------------------------------------------------------------------------------------------------

/** The KRaft controller has moved its leaderships away, or it did not answer for five minutes. */
export function* controlledShutdownByQuorum(work: Work): ZkRun<void> {
  const waits = yield* once(() => !lifecycle.beginControlledShutdown(work));
  if (waits) yield* signal(LET_GO);
}

export function quorumLetsGo(work: Work): void {
  work.out.cancelTimer('broker/controlled-shutdown-timeout');
  wakeZkThreads(zkHost(work), LET_GO);
}
