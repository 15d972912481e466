/**
 * All partitions of all topics in one row, dealt one by one to the members in turn; a member that does not want the topic
 * is passed over (org.apache.kafka.clients.consumer.RoundRobinAssignor).
 */

import { present } from '../../../base/assert.ts';
import { compareText } from '../../../base/sorted.ts';
import {
  type Assignment,
  compareMembers,
  type PartitionsPerTopic,
  type Subscriptions,
  stringMap,
} from './subscription.ts';

export function roundRobinAssignment(partitionsPerTopic: PartitionsPerTopic, subscriptions: Subscriptions): Assignment {
  const assignment: Assignment = stringMap();
  const members = [...subscriptions];
  for (const [memberId] of members) assignment.put(memberId, []);
  members.sort(compareMembers);

  const topics = new Set(members.flatMap(([, { topics }]) => topics));
  let turn = 0;
  for (const topic of [...topics].sort(compareText)) {
    for (const { partition } of partitionsPerTopic.get(topic) ?? []) {
      while (!members[turn]![1].topics.includes(topic)) turn = (turn + 1) % members.length;
      present(assignment.get(members[turn]![0]), 'every member has a list').push(partition);
      turn = (turn + 1) % members.length;
    }
  }
  return assignment;
}
