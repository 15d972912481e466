// src/kafka/group/assignor against Kafka's server-side assignors (KIP-848): inputs of Kafka's own tests, and groups that
// live through several rounds. Who gets which partition is compared, and in which order.

import { expect, test } from 'vitest';
import { deepFreeze } from '../../src/base/freeze.ts';
import {
  computeTargetAssignment,
  SERVER_ASSIGNOR_NAMES,
  type ServerAssignorName,
} from '../../src/kafka/group/assignor/assignors.ts';
import { type GroupSpec, groupSpecOf, type MemberAssignment } from '../../src/kafka/group/assignor/groupSpec.ts';
import { readRecorded } from './recorded.ts';

type Member = readonly [
  memberId: string,
  instanceId: string | null,
  topics: readonly string[],
  assignment: MemberAssignment,
];

interface FromTest {
  readonly test: string;
  readonly topics: readonly (readonly [topicId: string, partitions: number])[];
  readonly assigned: readonly string[];
}

interface FromGroup {
  readonly test?: undefined;
  readonly topics: readonly (readonly [name: string, topicId: string, partitions: number])[];
}

type Case = (FromTest | FromGroup) & {
  readonly assignor: ServerAssignorName;
  readonly type: GroupSpec['subscriptionType'];
  readonly members: readonly Member[];
  readonly assignment?: Readonly<Record<string, MemberAssignment>>;
  readonly error?: string;
};

function specOf(recorded: Case): GroupSpec {
  if (recorded.test === undefined) {
    const ids = new Map(recorded.topics.map(([name, topicId]) => [name, topicId]));
    const partitions = new Map(recorded.topics.map(([, topicId, count]) => [topicId, count]));
    const members = recorded.members.map(([memberId, instanceId, subscribedTopicNames, assignment]) => ({
      memberId,
      instanceId,
      subscribedTopicNames,
      assignment,
    }));
    return groupSpecOf(
      members,
      (name) => ids.get(name),
      (topicId) => partitions.get(topicId),
      recorded.type,
    );
  }
  const partitions = new Map(recorded.topics);
  const assigned = new Set(recorded.assigned);
  return {
    members: recorded.members.map(([memberId, instanceId, subscribedTopicIds, assignment]) => ({
      memberId,
      instanceId,
      subscribedTopicIds,
      numSubscriptions: subscribedTopicIds.length,
      assignment,
    })),
    subscriptionType: recorded.type,
    isPartitionAssigned: (topicId, partition) => assigned.has(`${topicId}:${partition}`),
    numPartitions: (topicId) => partitions.get(topicId),
  };
}

test.each(SERVER_ASSIGNOR_NAMES)('%s gives each member what Kafka gives it', (name) => {
  const { cases } = readRecorded<Case>(`server-assignor-${name}.json`);
  expect(cases.filter((recorded) => recorded.test !== undefined).length).toBeGreaterThan(20);
  expect(cases.length).toBeGreaterThan(150);
  for (const recorded of cases) {
    const answer = computeTargetAssignment(name, deepFreeze(specOf(recorded)));
    const said = JSON.stringify(recorded);
    if (answer.ok) expect(Object.fromEntries(answer.members), said).toEqual(recorded.assignment);
    else expect(answer.message, said).toBe(recorded.error);
  }
});
