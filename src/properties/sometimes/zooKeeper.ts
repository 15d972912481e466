/** What an ensemble, the controller among the brokers and the brokers sometimes come to where ZooKeeper has the metadata. */
import { type Mark, type Moment, onFact, onMetadata } from './mark.ts';

const synced = (mode: 'DIFF' | 'TRUNC' | 'SNAP', how: string): Mark =>
  onFact(
    `a server of the ensemble was brought up to date by ${how}`,
    'ZooKeeperFollowerSynced',
    (fact) => fact.mode === mode,
  );

/** The controller that takes over finds a topic half deleted. */
function hasTopicToDelete({ seen }: Moment, node: string): boolean {
  const controller = seen(node)?.broker?.zookeeper?.controller;
  return (controller?.owned.context.topicsToBeDeleted.length ?? 0) > 0;
}

export const ZOOKEEPER_MARKS: readonly Mark[] = [
  // ---- the ensemble
  onFact('an ensemble lost its quorum', 'ZooKeeperQuorumLost'),
  onFact('an ensemble has a leader again', 'ZooKeeperLeaderEstablished', ({ epoch }) => epoch > 1),
  onFact('an ensemble is in its fourth epoch', 'ZooKeeperLeaderEstablished', ({ epoch }) => epoch >= 4),
  onFact('a server of the ensemble leads with every other behind it', 'ZooKeeperLeaderEstablished', (fact) => {
    return fact.followers.length >= 2;
  }),
  synced('DIFF', 'the changes it lacked'),
  synced('TRUNC', 'giving up some of its own'),
  synced('SNAP', 'the whole database'),
  onFact('a session expired', 'ZooKeeperSessionExpired'),
  onFact('a session was closed in good order', 'ZooKeeperSessionClosed'),
  onFact('a broker learnt that its session is over', 'ZooKeeperConnectionChanged', ({ client, state }) => {
    return state === 'Expired' && client.startsWith('b');
  }),
  onFact(
    'a broker came back in time to another server of the ensemble',
    'ZooKeeperConnectionChanged',
    (fact, moment) => {
      return fact.state === 'SyncConnected' && fact.client.startsWith('b') && moment.step.at > 5_000_000;
    },
  ),
  onFact('somebody else was first to write a znode', 'ZnodeChangeRefused'),
  // ---- the controller
  onFact('a broker was gone for its controller', 'BrokerFailed'),
  onFact('another broker became the controller', 'ControllerActivated', ({ epoch }) => epoch > 1),
  onFact('the fourth controller', 'ControllerActivated', ({ epoch }) => epoch >= 4),
  onFact('a controller that lives was followed by another', 'ControllerActivated', ({ id, epoch }, { seen }) => {
    return [1, 2, 3, 4, 5].some((other) => {
      const controller = seen(`b${other}`)?.broker?.zookeeper?.controller;
      return other !== id && controller?.owned.activeControllerId === other && controller.owned.context.epoch < epoch;
    });
  }),
  onFact('a failover took longer than a second', 'ControllerFailoverCompleted', ({ took }) => took > 1_000_000),
  onFact('a request of a zombie controller was refused', 'StaleControllerRefused'),
  onFact('a partition had nobody to lead it', 'PartitionStateChanged', ({ to }) => to === 'OfflinePartition'),
  onFact('an offline partition came back', 'PartitionStateChanged', ({ from, to }) => {
    return from === 'OfflinePartition' && to === 'OnlinePartition';
  }),
  onFact(
    'a replica could not be deleted for now',
    'ReplicaStateChanged',
    ({ to }) => to === 'ReplicaDeletionIneligible',
  ),
  onFact('a topic was deleted', 'TopicDeleted'),
  onFact('a controller found a topic half deleted', 'ControllerFailoverCompleted', (_fact, moment) => {
    return hasTopicToDelete(moment, moment.node);
  }),
  // ---- brokers
  onFact('a leader wrote its ISR', 'IsrWritten', ({ accepted }) => accepted),
  onFact('the ISR that a leader wrote was refused', 'IsrWritten', ({ accepted }) => !accepted),
  onFact('a broker registered again in its life', 'BrokerRegistered', ({ brokerId }, { seen, step }) => {
    return step.at > 5_000_000 && seen(`b${brokerId}`)?.broker?.lifecycle.state === 'RUNNING';
  }),
  onFact('a broker could not register before its last session was over', 'ProcessExited', ({ clean, reason }) => {
    return !clean && reason.includes('could not register');
  }),
  onMetadata(
    'two brokers went at once',
    ({ before, after }) => before.brokers.keys.length - after.brokers.keys.length >= 2,
  ),
];
