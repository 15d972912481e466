/** The one text form of a message, whichever room it belongs to. */
import { describeControllerMessage } from './controller/describe.ts';
import { isControllerMessage } from './controller/quorumController.ts';
import type { KafkaMessage } from './messages.ts';
import { describeRaftMessage } from './raft/describe.ts';
import { isRaftMessage } from './raft/raftClient.ts';

export function describeMessage(message: KafkaMessage): string {
  if (isRaftMessage(message)) return describeRaftMessage(message);
  if (isControllerMessage(message)) return describeControllerMessage(message);
  return message.type;
}
