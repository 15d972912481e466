/** ConsumerGroupDescribe of a group in the middle of a reconciliation, and of what is no consumer group. */
import { expect, test } from 'vitest';
import { heartbeat } from '../../src/kafka/group/modern/consumerGroupManager.ts';
import { describeConsumerGroup } from '../../src/kafka/group/modern/describeConsumerGroup.ts';
import { from, ShardInHand } from '../conformance/shardInHand.ts';

function joined(): ShardInHand {
  const shard = new ShardInHand({ 'group.consumer.assignment.interval.ms': 0 }, []);
  shard.setTopics([['orders', 'AAAAAAAAQACAAAAAAAAAAQ', 4]], 1);
  const beat = (memberId: string, memberEpoch: number, topicPartitions: readonly string[] | null) =>
    shard.run((context) =>
      heartbeat(context, from(1), {
        type: 'ConsumerGroupHeartbeatRequest',
        correlationId: 1,
        groupId: 'g',
        memberId,
        memberEpoch,
        instanceId: null,
        rackId: null,
        rebalanceTimeoutMs: memberEpoch === 0 ? 60_000 : -1,
        subscribedTopicNames: memberEpoch === 0 ? ['orders'] : null,
        subscribedTopicRegex: null,
        serverAssignor: memberEpoch === 0 ? 'range' : null,
        topicPartitions,
      }),
    );
  beat('m1', 0, []);
  beat('m2', 0, []);
  beat('m1', 2, ['orders-0', 'orders-1', 'orders-2', 'orders-3']);
  return shard;
}

test('what a member has to give back is its own until it has', () => {
  const shard = joined();
  const { members, ...group } = describeConsumerGroup('g', shard.group('g'), shard.image, 'uniform');
  expect(group).toEqual({
    errorCode: 'NONE',
    errorMessage: null,
    groupId: 'g',
    groupState: 'Reconciling',
    groupEpoch: 3,
    assignmentEpoch: 3,
    assignorName: 'range',
  });
  expect(members.map(({ memberId, memberEpoch, assignment }) => [memberId, memberEpoch, assignment])).toEqual([
    ['m1', 2, ['orders-0', 'orders-1', 'orders-2', 'orders-3']],
    ['m2', 3, []],
  ]);
  expect(members.map(({ targetAssignment }) => targetAssignment)).toEqual([
    ['orders-0', 'orders-1'],
    ['orders-2', 'orders-3'],
  ]);
});

test('a group that is not there', () => {
  const { errorCode, errorMessage } = describeConsumerGroup('other', undefined, joined().image, 'uniform');
  expect([errorCode, errorMessage]).toEqual(['GROUP_ID_NOT_FOUND', 'Group other not found.']);
});
