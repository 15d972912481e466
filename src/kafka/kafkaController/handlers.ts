/**
 * Which changes in ZooKeeper the controller hears of, and what event each is to it (kafka.controller: ControllerChangeHandler,
 * BrokerChangeHandler, TopicChangeHandler …). A handler is known to the client by its name here.
 */
import type { WatchedEventType } from '../messages.ts';
import { type TopicPartition, topicPartition } from '../topicPartition.ts';
import { BROKER_IDS, TOPICS } from '../zk/zkPaths.ts';
import type { ControllerEvent } from './controllerEvent.ts';

export const HANDLERS = {
  controllerChange: 'controller-change-handler',
  brokerChange: 'broker-change-handler',
  brokerModifications: 'broker-modifications-handler',
  topicChange: 'topic-change-handler',
  topicDeletion: 'topic-deletion-handler',
  partitionModifications: 'partition-modifications-handler',
  partitionReassignment: 'partition-reassignment-handler',
  partitionReassignmentIsrChange: 'partition-reassignment-isr-change-handler',
  preferredReplicaElection: 'preferred-replica-election-handler',
  isrChangeNotification: 'isr-change-notification-handler',
  logDirEventNotification: 'log-dir-event-notification-handler',
} as const;

/** StateChangeHandlers.ControllerHandler: of the session. */
export const CONTROLLER_STATE_HANDLER = 'controller-state-change-handler';

/** null: that kind of change is nothing to it. undefined: it is not the controller's handler. */
export function eventOf(handler: string, event: WatchedEventType, path: string): ControllerEvent | null | undefined {
  switch (handler) {
    case HANDLERS.controllerChange:
      return { type: event === 'NodeDeleted' ? 'Reelect' : 'ControllerChange' };
    case HANDLERS.brokerChange:
      return on(event, 'NodeChildrenChanged', { type: 'BrokerChange' });
    case HANDLERS.brokerModifications: {
      const brokerId = Number(path.slice(BROKER_IDS.length + 1));
      return on(event, 'NodeDataChanged', { type: 'BrokerModifications', brokerId });
    }
    case HANDLERS.topicChange:
      return on(event, 'NodeChildrenChanged', { type: 'TopicChange' });
    case HANDLERS.topicDeletion:
      return on(event, 'NodeChildrenChanged', { type: 'TopicDeletion' });
    case HANDLERS.partitionModifications:
      return on(event, 'NodeDataChanged', { type: 'PartitionModifications', topic: path.slice(TOPICS.length + 1) });
    case HANDLERS.partitionReassignment:
      return on(event, 'NodeCreated', { type: 'ZkPartitionReassignment' });
    case HANDLERS.partitionReassignmentIsrChange: {
      const partition = partitionOfStatePath(path);
      return on(event, 'NodeDataChanged', { type: 'PartitionReassignmentIsrChange', partition });
    }
    case HANDLERS.preferredReplicaElection:
      return on(event, 'NodeCreated', ZK_PREFERRED_ELECTION);
    case HANDLERS.isrChangeNotification:
      return on(event, 'NodeChildrenChanged', { type: 'IsrChangeNotification' });
    case HANDLERS.logDirEventNotification:
      return null;
    default:
      return undefined;
  }
}

/** The elections that /admin/preferred_replica_election names. */
export const ZK_PREFERRED_ELECTION: ControllerEvent = {
  type: 'ReplicaLeaderElection',
  partitions: null,
  electionType: 'PREFERRED',
  trigger: 'ZkTriggered',
  callback: null,
};

function on(event: WatchedEventType, wanted: WatchedEventType, then: ControllerEvent): ControllerEvent | null {
  return event === wanted ? then : null;
}

/** Of /brokers/topics/<topic>/partitions/<partition>/state. */
function partitionOfStatePath(path: string): TopicPartition {
  const [topic, , partition] = path.slice(TOPICS.length + 1).split('/') as [string, string, string];
  return topicPartition(topic, Number(partition));
}
