/** The one text form of a message, whichever room it belongs to. */
import { describeBrokerMessage } from './broker/describe.ts';
import { describeDescription, isDescription } from './broker/describeDescription.ts';
import { describeControllerMessage, isControllerRpc } from './controller/describe.ts';
import { describeGroupMessage, isGroupMessage } from './group/describe.ts';
import { describeKafkaControllerMessage, isKafkaControllerMessage } from './kafkaController/describe.ts';
import { isZooKeeperMessage, type KafkaMessage } from './messages.ts';
import { describeRaftMessage } from './raft/describe.ts';
import { isRaftMessage } from './raft/raftClient.ts';
import { describeZooKeeperMessage } from './zookeeper/describe.ts';

export function describeMessage(message: KafkaMessage): string {
  if (isZooKeeperMessage(message)) return describeZooKeeperMessage(message);
  if (isKafkaControllerMessage(message)) return describeKafkaControllerMessage(message);
  if (isRaftMessage(message)) return describeRaftMessage(message);
  if (isGroupMessage(message)) return describeGroupMessage(message);
  if (isDescription(message)) return describeDescription(message);
  return isControllerRpc(message) ? describeControllerMessage(message) : describeBrokerMessage(message);
}
