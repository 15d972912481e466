/** The one text form of a message, whichever room it belongs to. */
import { describeBrokerMessage } from './broker/describe.ts';
import { describeDescription, isDescription } from './broker/describeDescription.ts';
import { describeControllerMessage, isControllerRpc } from './controller/describe.ts';
import { describeGroupMessage, isGroupMessage } from './group/describe.ts';
import type { KafkaMessage } from './messages.ts';
import { describeRaftMessage } from './raft/describe.ts';
import { isRaftMessage } from './raft/raftClient.ts';

export function describeMessage(message: KafkaMessage): string {
  if (isRaftMessage(message)) return describeRaftMessage(message);
  if (isGroupMessage(message)) return describeGroupMessage(message);
  if (isDescription(message)) return describeDescription(message);
  return isControllerRpc(message) ? describeControllerMessage(message) : describeBrokerMessage(message);
}
