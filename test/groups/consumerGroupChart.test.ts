/**
 * The charts of consumer groups and of their members: every change that a group's facts tell is an edge, and every edge is
 * taken, in what was recorded of Kafka's own coordinator and played on ours, the facts with it.
 */
import { expect, test } from 'vitest';
import type { KafkaFact } from '../../src/kafka/facts.ts';
import { CLASSIC_GROUP_TRANSITIONS } from '../../src/kafka/group/classic/classicGroupChart.ts';
import {
  CONSUMER_GROUP_TRANSITIONS,
  CONSUMER_MEMBER_TRANSITIONS,
} from '../../src/kafka/group/modern/consumerGroupChart.ts';
import { heartbeat } from '../../src/kafka/group/modern/consumerGroupManager.ts';
import { play, type RecordedGroup } from '../conformance/playGroup.ts';
import { readRecorded } from '../conformance/recorded.ts';
import { from, ShardInHand } from '../conformance/shardInHand.ts';

const edge = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from} → ${to}`;
const { cases } = readRecorded<RecordedGroup>('group-metadata-manager.json');
const runs: (readonly KafkaFact[])[] = [...cases.map((recorded) => play(recorded, () => {}).facts), hurried()];

/** Members that come and go within group.consumer.assignment.interval.ms. */
function hurried(): readonly KafkaFact[] {
  const shard = new ShardInHand({}, []);
  shard.setTopics([['orders', 'AAAAAAAAQACAAAAAAAAAAQ', 4]], 1);
  const beat = (memberId: string, memberEpoch: number, instanceId: string | null = null): void => {
    const joins = memberEpoch === 0;
    const done = shard.run((context) =>
      heartbeat(context, from(1), {
        type: 'ConsumerGroupHeartbeatRequest',
        correlationId: 1,
        groupId: 'g',
        memberId,
        memberEpoch,
        instanceId,
        rackId: null,
        rebalanceTimeoutMs: joins ? 60_000 : -1,
        subscribedTopicNames: joins ? ['orders'] : null,
        subscribedTopicRegex: null,
        serverAssignor: null,
        topicPartitions: joins ? [] : null,
      }),
    );
    expect(done.error).toBeUndefined();
  };
  beat('m1', 0);
  beat('m1', -1);
  beat('m2', 0);
  beat('m2', -1);
  beat('m3', 0);
  shard.sleep(1_000);
  beat('m3', 2);
  beat('m3', -1);
  shard.sleep(1_000);
  beat('m4', 0, 'i4');
  beat('m4', -2, 'i4');
  beat('m4', -1, 'i4');
  return shard.facts;
}

test('the states of a group', () => {
  const known = new Set([...CONSUMER_GROUP_TRANSITIONS, ...CLASSIC_GROUP_TRANSITIONS].map(edge));
  const taken = new Set<string>();
  for (const facts of runs) {
    let isConsumer = false;
    for (const fact of facts) {
      if (fact.type === 'GroupConverted') isConsumer = fact.to === 'consumer';
      else if (fact.type === 'GroupEpochBumped') isConsumer = true;
      if (fact.type !== 'GroupStateChanged') continue;
      expect(known, edge(fact)).toContain(edge(fact));
      if (isConsumer) taken.add(edge(fact));
    }
  }
  expect(CONSUMER_GROUP_TRANSITIONS.map(edge).filter((each) => !taken.has(each))).toEqual([]);
});

test('the states of a member', () => {
  const taken = new Set<string>();
  for (const facts of runs) {
    const states = new Map<string, string>();
    for (const fact of facts) {
      if (fact.type === 'GroupMemberRemoved') states.delete(fact.member);
      if (fact.type !== 'MemberAssignmentChanged') continue;
      const from = states.get(fact.member);
      states.set(fact.member, fact.state);
      if (from !== undefined && from !== fact.state) taken.add(edge({ from, to: fact.state }));
    }
  }
  expect([...taken].sort()).toEqual(CONSUMER_MEMBER_TRANSITIONS.map(edge).sort());
});
