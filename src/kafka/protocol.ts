/** Kafka as a protocol of the engine: six kinds of nodes, each one function. */
import { unreachable } from '../base/assert.ts';
import type { Protocol } from '../sim/protocol.ts';
import { handleAdmin } from './admin/admin.ts';
import type { AdminState } from './admin/state.ts';
import { editedProperties } from './config/editedProperties.ts';
import { handleConsumer } from './consumer/consumer.ts';
import type { ConsumerState } from './consumer/state.ts';
import { describeFact } from './describeFact.ts';
import { describeMessage } from './describeMessage.ts';
import { describeOrder } from './describeOrder.ts';
import { factOfCommand } from './factOfCommand.ts';
import type { Kafka, KafkaEnv, KafkaEvent, KafkaOut, KafkaState } from './kinds.ts';
import { sizeOfMessage } from './messageSize.ts';
import { handleProducer } from './producer/producer.ts';
import type { ProducerState } from './producer/state.ts';
import { handleServer } from './server/server.ts';
import type { ServerState } from './server/state.ts';
import type { ToolState } from './tools/state.ts';
import { handleTool } from './tools/tool.ts';
import type { ZooKeeperServerState } from './zookeeper/state.ts';
import { handleZooKeeper } from './zookeeper/zooKeeperServer.ts';

function handle(state: KafkaState | undefined, event: KafkaEvent, env: KafkaEnv, out: KafkaOut): KafkaState {
  const kind = event.type === 'booted' ? event.setup.kind : (state as KafkaState).kind;
  switch (kind) {
    case 'server':
      return handleServer(state as ServerState | undefined, event, env, out);
    case 'zookeeper':
      return handleZooKeeper(state as ZooKeeperServerState | undefined, event, env, out);
    case 'producer':
      return handleProducer(state as ProducerState | undefined, event, env, out);
    case 'consumer':
      return handleConsumer(state as ConsumerState | undefined, event, env, out);
    case 'admin':
      return handleAdmin(state as AdminState | undefined, event, env, out);
    case 'tool':
      return handleTool(state as ToolState | undefined, event, env, out);
    default:
      return unreachable(kind);
  }
}

export const kafkaProtocol: Protocol<Kafka> = {
  handle,
  sizeOf: sizeOfMessage,
  describeMessage,
  describeFact,
  describeOrder,
  factOfCommand,
  edited: editedProperties,
};
