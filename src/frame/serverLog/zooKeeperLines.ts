/**
 * What is written where the metadata is in ZooKeeper: by the servers of the ensemble, by Kafka's client of it, and by the
 * controller among the brokers. A ZooKeeper server that Kafka's script starts writes in Kafka's pattern.
 *
 * Kafka 3.9: kafka.controller.{KafkaController,PartitionStateMachine}, kafka.zookeeper.ZooKeeperClient,
 * kafka.zk.KafkaZkClient. ZooKeeper 3.8: ClientCnxn, server.ZooKeeperServer, server.quorum.{QuorumPeer,Leader}.
 */
import { sessionText } from '../../kafka/facts/zookeeper.ts';
import { STATE_CHANGE } from './loggers.ts';
import type { LogMemory } from './memory.ts';
import type { Say, Told } from './writing.ts';

const CLIENT_CNXN = 'org.apache.zookeeper.ClientCnxn';
const ZK_CLIENT = 'kafka.zookeeper.ZooKeeperClient';
const CONTROLLER = 'kafka.controller.KafkaController';
const QUORUM_PEER = 'org.apache.zookeeper.server.quorum.QuorumPeer';
const QUORUM_LEADER = 'org.apache.zookeeper.server.quorum.Leader';

export function zooKeeperLines(told: Told, memory: LogMemory, say: Say): void {
  ensembleLines(told, memory, say);
  sessionLines(told, memory, say);
  controllerLines(told, memory, say);
}

function ensembleLines({ node, fact }: Told, memory: LogMemory, say: Say): void {
  switch (fact.type) {
    case 'ZooKeeperStateChanged':
      say(node, 'INFO', QUORUM_PEER, fact.to);
      return;
    case 'ZooKeeperLeaderEstablished': {
      const sids = `[${[...new Set([fact.server, ...fact.followers])].sort((a, b) => a - b).join(', ')}]`;
      const zxid = `0x${fact.epoch.toString(16)}00000000`;
      say(
        node,
        'INFO',
        QUORUM_LEADER,
        `Have quorum of supporters, sids: [${sids}]; starting up and setting last processed zxid: ${zxid}`,
      );
      return;
    }
    case 'ZooKeeperQuorumLost':
      say(node, 'INFO', QUORUM_LEADER, `Shutdown called. For the reason ${fact.reason}`);
      return;
    case 'ZooKeeperSessionExpired': {
      const timeout = memory.sessionTimeout(fact.session);
      const expiring = `Expiring session ${sessionText(fact.session)}, timeout of ${timeout}ms exceeded`;
      say(node, 'INFO', 'org.apache.zookeeper.server.ZooKeeperServer', expiring);
      return;
    }
    default:
  }
}

function sessionLines({ fact }: Told, memory: LogMemory, say: Say): void {
  if (fact.type !== 'ZooKeeperConnectionChanged') return;
  const { client, session, server, state } = fact;
  if (memory.cast.server(client) === undefined) return;
  const id = sessionText(session);
  switch (state) {
    case 'SyncConnected': {
      const timeout = memory.sessionTimeout(session);
      const on = `${server}/…:2181, session id = ${id}, negotiated timeout = ${timeout}`;
      say(client, 'INFO', CLIENT_CNXN, `Session establishment complete on server ${on}`);
      return;
    }
    case 'Disconnected': {
      const closing = 'Closing socket connection. Attempting reconnect except it is a SessionExpiredException.';
      say(client, 'WARN', CLIENT_CNXN, `Session ${id} for server ${server}/…:2181, ${closing}`);
      return;
    }
    case 'Expired':
      say(client, 'WARN', CLIENT_CNXN, `Unable to reconnect to ZooKeeper service, session ${id} has expired`);
      say(client, 'INFO', ZK_CLIENT, '[ZooKeeperClient Kafka server] Session expired.');
      return;
    case 'Closed':
      say(client, 'INFO', ZK_CLIENT, '[ZooKeeperClient Kafka server] Closed.');
  }
}

function controllerLines({ node, fact }: Told, memory: LogMemory, say: Say): void {
  const setup = memory.cast.server(node);
  if (setup === undefined || setup.zookeeper === undefined || setup.roles.controller) return;
  const { nodeId: id } = setup;
  const controller = (message: string) => say(node, 'INFO', CONTROLLER, `[Controller id=${id}] ${message}`);
  switch (fact.type) {
    case 'BrokerRegistered': {
      const where = `at path /brokers/ids/${fact.brokerId} with addresses: PLAINTEXT://${node}:9092`;
      const registered = `Registered broker ${fact.brokerId} ${where}, czxid (broker epoch): ${fact.brokerEpoch}`;
      say(node, 'INFO', 'kafka.zk.KafkaZkClient', registered);
      return;
    }
    case 'ControllerActivated':
      controller(
        `${id} successfully elected as the controller. Epoch incremented to ${fact.epoch} and epoch zk version is now ${fact.epoch}`,
      );
      return;
    case 'ControllerDeactivated':
      controller('Resigned');
      return;
    case 'ControllerFailoverCompleted':
      controller(`Ready to serve as the new controller with epoch ${fact.epoch}`);
      return;
    case 'BrokerFailed': {
      const live = memory.liveBrokers().filter((broker) => broker !== fact.brokerId);
      controller(
        `Newly added brokers: , deleted brokers: ${fact.brokerId}, bounced brokers: , all live brokers: ${live.join(',')}`,
      );
      controller(`Broker failure callback for ${fact.brokerId}`);
      return;
    }
    case 'PartitionStateChanged': {
      if (fact.to !== 'OnlinePartition') return;
      const changed = `Changed partition ${fact.partition} from ${fact.from} to ${fact.to} with state LeaderAndIsr(…)`;
      say(node, 'INFO', STATE_CHANGE, `[Controller id=${id} epoch=${memory.controllerEpoch}] ${changed}`);
      return;
    }
    default:
  }
}
