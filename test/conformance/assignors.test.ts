// src/kafka/consumer/assignor against Kafka's client assignors: inputs of Kafka's own tests, and groups that live through
// several rounds. Who gets which partition is compared, and in which order.

import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../src/base/freeze.ts';
import {
  ASSIGNOR_NAMES,
  type AssignorName,
  assignGroup,
  assignPartitions,
} from '../../src/kafka/consumer/assignor/assignors.ts';
import { type PartitionInfo, type Subscription, stringMap } from '../../src/kafka/consumer/assignor/subscription.ts';
import { topicPartition } from '../../src/kafka/topicPartition.ts';
import { readRecorded } from './recorded.ts';

interface Case {
  readonly assignor: AssignorName;
  readonly test?: string;
  readonly topics: readonly (readonly [topic: string, partitions: number | readonly (readonly (string | null)[])[]])[];
  readonly members: readonly (readonly [memberId: string, member: Member])[];
  readonly maxGenerationBefore?: number;
  readonly assignment?: Readonly<Record<string, readonly string[]>>;
  readonly maxGeneration?: number;
  readonly isSticky?: boolean;
  readonly error?: string;
}

interface Member {
  readonly topics: readonly string[];
  readonly owned?: readonly string[];
  readonly generation?: number;
  readonly rack?: string;
  readonly instance?: string;
  readonly userData?: { readonly partitions?: readonly string[]; readonly generation: number | null };
}

function subscriptionOf({ topics, owned, generation, rack, instance, userData }: Member): Subscription {
  return {
    topics,
    ownedPartitions: owned ?? [],
    generationId: generation ?? -1,
    rackId: rack ?? null,
    groupInstanceId: instance ?? null,
    userData:
      userData === undefined ? null : { partitions: userData.partitions ?? [], generation: userData.generation },
  };
}

function partitionsOf([topic, partitions]: Case['topics'][number]): readonly PartitionInfo[] {
  const racks = typeof partitions === 'number' ? Array.from({ length: partitions }, () => [null]) : partitions;
  return deepFreeze(racks.map((replicaRacks, number) => ({ partition: topicPartition(topic, number), replicaRacks })));
}

function answerOf(recorded: Case) {
  const members = recorded.members.map(([id, member]) => [id, deepFreeze(subscriptionOf(member))] as const);
  const before = recorded.maxGenerationBefore;
  if (recorded.test === undefined) {
    const topics = new Map(recorded.topics.map((topic) => [topic[0], partitionsOf(topic)]));
    return assignGroup(recorded.assignor, members, (topic) => topics.get(topic) ?? [], before);
  }
  const partitionsPerTopic = stringMap<readonly PartitionInfo[]>();
  for (const topic of recorded.topics) partitionsPerTopic.put(topic[0], partitionsOf(topic));
  const subscriptions = stringMap<Subscription>();
  for (const [id, member] of members) subscriptions.put(id, member);
  return assignPartitions(recorded.assignor, partitionsPerTopic, subscriptions, before);
}

describe.each(ASSIGNOR_NAMES)('%s', (name) => {
  const { cases } = readRecorded<Case>(`assignor-${name}.json`);

  test('gives each member what Kafka gives it', () => {
    expect(cases.length).toBeGreaterThan(100);
    expect(cases.some((recorded) => recorded.test !== undefined)).toBe(true);
    for (const recorded of cases) {
      const said = JSON.stringify(recorded);
      if (recorded.error !== undefined) {
        expect(() => answerOf(recorded), said).toThrow();
        continue;
      }
      const answer = answerOf(recorded);
      expect(Object.fromEntries(answer.assignment), said).toEqual(recorded.assignment);
      expect(answer.maxGeneration, said).toBe(recorded.maxGeneration ?? -1);
      if ('isSticky' in answer) expect(answer.isSticky, said).toBe(recorded.isSticky ?? null);
    }
  });
});
