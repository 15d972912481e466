/**
 * What a server of a KRaft quorum writes: the roles of its replica of the metadata log, and, while it is the active
 * controller, what it decides. Where Kafka prints an object whole, those fields that a run has; … for the rest.
 *
 * Kafka: org.apache.kafka.raft.{QuorumState,KafkaRaftClient},
 * org.apache.kafka.controller.{QuorumController,ReplicationControlManager,ClusterControlManager,BrokerHeartbeatManager}.
 */
import { endOffset } from '../../kafka/raft/metadataLog.ts';
import { loggerOf } from './loggers.ts';
import type { LogMemory } from './memory.ts';
import { listText, type Message, prefixed, type Say, type Told, type WorldAt } from './writing.ts';

const CONTROLLER = 'org.apache.kafka.controller';
const RAFT = 'org.apache.kafka.raft';

export function quorumLines({ node, fact }: Told, memory: LogMemory, say: Say): void {
  const setup = memory.cast.server(node);
  if (setup === undefined) return;
  const { nodeId: id } = setup;
  const inRaft = (logger: string, message: Message) =>
    say(node, 'INFO', `${RAFT}.${logger}`, prefixed(`RaftManager id=${id}`, message));
  const decided = (logger: string, message: Message) =>
    say(node, 'INFO', `${CONTROLLER}.${logger}`, prefixed(`QuorumController id=${id}`, message));
  switch (fact.type) {
    case 'RaftRoleChanged': {
      if (fact.from === 'Initial') return;
      const { from, to, epoch } = fact;
      inRaft('QuorumState', `Attempting durable transition to ${roleText(to, epoch)} from ${roleText(from)}`);
      inRaft('QuorumState', `Completed transition to ${roleText(to, epoch)} from ${roleText(from)}`);
      return;
    }
    case 'QuorumLogTruncated': {
      const { endOffset: end } = fact;
      inRaft(
        'KafkaRaftClient',
        (world) => `Truncated to offset ${end} from Fetch response from leader ${leaderOf(world, node)}`,
      );
      return;
    }
    case 'ControllerActivated': {
      const { epoch } = fact;
      decided('QuorumController', (world) => {
        const state = world.node(node)?.state;
        const next = state?.kind === 'server' && state.raft !== undefined ? endOffset(state.raft.log) : 0;
        return `Becoming the active controller at epoch ${epoch}, next write offset ${next}.`;
      });
      return;
    }
    case 'ControllerDeactivated': {
      const { epoch } = fact;
      say(node, 'WARN', `${CONTROLLER}.QuorumController`, (world) => {
        const state = world.node(node)?.state;
        const raft = state?.kind === 'server' ? state.raft : undefined;
        const leader = leaderOf(world, node);
        const stable = (raft?.highWatermark ?? 0) - 1;
        const renouncing = `Renouncing the leadership due to a metadata log event. We were the leader at epoch ${epoch}`;
        const now = `but in the new epoch ${raft?.epoch ?? epoch}, the leader is ${leader === -1 ? '(none)' : leader}`;
        return `[QuorumController id=${id}] ${renouncing}, ${now}. Reverting to last stable offset ${stable}.`;
      });
      return;
    }
    case 'BrokerRegistered': {
      const { brokerId, brokerEpoch } = fact;
      const incarnation = memory.isRegistered(brokerId)
        ? `Registering a new incarnation of broker ${brokerId}. Previous incarnation ID was …; new incarnation ID is …. Generated … record(s) to clean up previous incarnations. Broker epoch will become ${brokerEpoch}.`
        : `No previous registration found for broker ${brokerId}. New incarnation ID is ….  Generated 0 record(s) to clean up previous incarnations. New broker epoch is ${brokerEpoch}.`;
      decided('ClusterControlManager', incarnation);
      registered(brokerId, brokerEpoch, memory, say);
      return;
    }
    case 'BrokerFenced': {
      const { brokerId } = fact;
      const epoch = memory.brokerEpoch(brokerId);
      if (memory.isLeaving(brokerId))
        decided(
          'BrokerHeartbeatManager',
          `The request from broker ${brokerId} to shut down has been granted since the lowest active offset … is now greater than the broker's controlled shutdown offset ….`,
        );
      else if (memory.isUnfenced(brokerId))
        decided(
          'ReplicationControlManager',
          `Fencing broker ${brokerId} at epoch ${epoch} because its session has timed out.`,
        );
      return;
    }
    case 'BrokerUnfenced': {
      const { brokerId } = fact;
      const record = `its register broker record ${memory.brokerEpoch(brokerId)}`;
      decided(
        'BrokerHeartbeatManager',
        `The request from broker ${brokerId} to unfence has been granted because it has caught up with the offset of ${record}.`,
      );
      return;
    }
    case 'BrokerInControlledShutdown':
      decided(
        'BrokerHeartbeatManager',
        `Unfenced broker ${fact.brokerId} has requested and been granted a controlled shutdown.`,
      );
      return;
    case 'TopicCreated':
      if (setup.zookeeper === undefined || setup.roles.controller)
        decided('ReplicationControlManager', `Replayed TopicRecord for topic ${fact.topic} with topic ID ….`);
      return;
    case 'TopicDeleted':
      if (setup.roles.controller)
        decided('ReplicationControlManager', `Replayed RemoveTopicRecord for topic ${fact.topic} with ID ….`);
      return;
    case 'LeaderElected': {
      if (!fact.unclean || !setup.roles.controller) return;
      const { partition, leader, previousLeader, leaderEpoch, isr } = fact;
      const changes = `isr: … -> ${listText(isr)}, leader: ${previousLeader} -> ${leader}, leaderRecoveryState: RECOVERED -> RECOVERING, leaderEpoch: ${leaderEpoch - 1} -> ${leaderEpoch}`;
      decided('ReplicationControlManager', `UNCLEAN partition change for ${partition} with topic ID …: ${changes}`);
      return;
    }
    default:
  }
}

/** By the broker, when the answer has come. */
function registered(id: number, epoch: number, memory: LogMemory, say: Say): void {
  const name = memory.cast.serverName(id);
  const setup = name === undefined ? undefined : memory.cast.server(name);
  if (name === undefined || setup === undefined || !setup.roles.broker) return;
  const message = `Successfully registered broker ${id} with broker epoch ${epoch}`;
  say(name, 'INFO', loggerOf('BrokerLifecycleManager', setup.version), `[BrokerLifecycleManager id=${id}] ${message}`);
}

const ROLE_NAMES: Readonly<Record<string, string>> = {
  Unattached: 'UnattachedState',
  Prospective: 'ProspectiveState',
  Candidate: 'CandidateState',
  Follower: 'FollowerState',
  Leader: 'Leader',
  Resigned: 'ResignedState',
  Voted: 'UnattachedState',
};

function roleText(role: string, epoch?: number): string {
  const name = ROLE_NAMES[role] ?? role;
  return epoch === undefined ? `${name}(…)` : `${name}(epoch=${epoch}, …)`;
}

function leaderOf(world: WorldAt, node: string): number {
  const state = world.node(node)?.state;
  const raft = state?.kind === 'server' ? state.raft : undefined;
  if (raft === undefined) return -1;
  const { role } = raft;
  if (role.name === 'Leader') return raft.nodeId;
  return 'leaderId' in role ? (role.leaderId ?? -1) : -1;
}
