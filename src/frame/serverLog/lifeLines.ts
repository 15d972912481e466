/**
 * What a server writes of its own life: starting, being let in, leaving. What a process that was killed would have written
 * is nothing: its log just ends.
 *
 * Kafka: kafka.server.{BrokerServer,KafkaRaftServer,ControllerServer,KafkaServer},
 * org.apache.kafka.server.BrokerLifecycleManager.
 */
import { isSince, loggerOf } from './loggers.ts';
import type { LogMemory } from './memory.ts';
import { prefixed, type Say, type Told } from './writing.ts';

const BROKER_SERVER = 'kafka.server.BrokerServer';
const RAFT_SERVER = 'kafka.server.KafkaRaftServer';
const KAFKA_SERVER = 'kafka.server.KafkaServer';

export function lifeLines({ node, fact }: Told, memory: LogMemory, say: Say): void {
  switch (fact.type) {
    case 'BrokerStateChanged': {
      const name = memory.cast.serverName(fact.brokerId);
      if (name !== undefined) brokerMoved(name, fact.brokerId, fact.from, fact.to, memory, say);
      return;
    }
    case 'RaftRoleChanged': {
      const setup = memory.cast.server(node);
      if (fact.from !== 'Initial' || setup?.roles.controller !== true) return;
      say(node, 'INFO', 'kafka.server.ControllerServer', `[ControllerServer id=${fact.id}] Starting controller`);
      if (!setup.roles.broker)
        say(node, 'INFO', RAFT_SERVER, `[KafkaRaftServer nodeId=${fact.id}] Kafka Server started`);
      return;
    }
    case 'ControlledShutdownRequested': {
      const setup = memory.cast.server(fact.node);
      if (setup === undefined) return;
      const { nodeId: id, roles } = setup;
      if (setup.zookeeper !== undefined && !roles.controller) {
        say(fact.node, 'INFO', KAFKA_SERVER, `[KafkaServer id=${id}] shutting down`);
        say(fact.node, 'INFO', KAFKA_SERVER, `[KafkaServer id=${id}] Starting controlled shutdown`);
      } else if (roles.broker) {
        say(fact.node, 'INFO', BROKER_SERVER, `[BrokerServer id=${id}] Transition from STARTED to SHUTTING_DOWN`);
        say(fact.node, 'INFO', BROKER_SERVER, `[BrokerServer id=${id}] shutting down`);
      } else say(fact.node, 'INFO', 'kafka.server.ControllerServer', `[ControllerServer id=${id}] shutting down`);
      return;
    }
    case 'ProcessExited': {
      const setup = memory.cast.server(fact.node);
      if (setup === undefined || !fact.clean) return;
      const { nodeId: id, roles } = setup;
      const isZk = setup.zookeeper !== undefined && !roles.controller;
      if (isZk) say(fact.node, 'INFO', KAFKA_SERVER, `[KafkaServer id=${id}] shut down completed`);
      else if (roles.broker) {
        say(fact.node, 'INFO', BROKER_SERVER, `[BrokerServer id=${id}] shut down completed`);
        say(fact.node, 'INFO', BROKER_SERVER, `[BrokerServer id=${id}] Transition from SHUTTING_DOWN to SHUTDOWN`);
      }
      return;
    }
    default:
  }
}

function brokerMoved(name: string, id: number, from: string, to: string, memory: LogMemory, say: Say): void {
  const setup = memory.cast.server(name)!;
  const manager = loggerOf('BrokerLifecycleManager', setup.version);
  const told = (message: string) => say(name, 'INFO', manager, prefixed(`BrokerLifecycleManager id=${id}`, message));
  if (setup.zookeeper !== undefined && !setup.roles.controller) {
    if (to === 'STARTING') say(name, 'INFO', KAFKA_SERVER, 'starting');
    else if (to === 'RUNNING') say(name, 'INFO', KAFKA_SERVER, `[KafkaServer id=${id}] started`);
    return;
  }
  switch (to) {
    case 'STARTING':
      say(name, 'INFO', BROKER_SERVER, `[BrokerServer id=${id}] Transition from SHUTDOWN to STARTING`);
      say(name, 'INFO', BROKER_SERVER, `[BrokerServer id=${id}] Starting broker`);
      return;
    case 'RECOVERY':
      told('The broker has caught up. Transitioning from STARTING to RECOVERY.');
      return;
    case 'RUNNING':
      told('The broker has been unfenced. Transitioning from RECOVERY to RUNNING.');
      say(name, 'INFO', BROKER_SERVER, `[BrokerServer id=${id}] Transition from STARTING to STARTED`);
      say(name, 'INFO', RAFT_SERVER, `[KafkaRaftServer nodeId=${id}] Kafka Server started`);
      return;
    case 'PENDING_CONTROLLED_SHUTDOWN':
      told('Beginning controlled shutdown.');
      return;
    case 'SHUTTING_DOWN':
      if (from === 'PENDING_CONTROLLED_SHUTDOWN') told('The controller has asked us to exit controlled shutdown.');
      if (isSince(setup.version, 3, 0)) told(`Transitioning from ${from} to SHUTTING_DOWN.`);
      return;
    default:
  }
}
