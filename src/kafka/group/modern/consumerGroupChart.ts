/**
 * The states of a consumer group, and those of a member on its coordinator, as data: what the state-chart view draws, and
 * what a test holds every run against. A group's state is derived: what an operation leaves behind is its next state,
 * whatever it went through.
 *
 * Kafka: org.apache.kafka.coordinator.group.modern.consumer.ConsumerGroup.ConsumerGroupState, modern.MemberState (KIP-848).
 */
import { both, type ChartEdge } from '../../stateChart.ts';
import type { ConsumerGroupState } from './consumerGroup.ts';
import type { MemberState } from './consumerGroupMember.ts';

/** Kafka knows Dead too, and no group is ever in it. */
export type LivingGroupState = Exclude<ConsumerGroupState, 'Dead'>;

export const CONSUMER_GROUP_STATES: readonly LivingGroupState[] = ['Empty', 'Assigning', 'Reconciling', 'Stable'];

const LAST_GONE = both('the last member leaves or is fenced', '마지막 멤버가 떠나거나 펜싱돼요');
const BUMPED = both(
  'the epoch of the group goes up, and it is too early for a new target: a member has gone, or a target was made less than group.consumer.assignment.interval.ms ago',
  '그룹 epoch가 올랐지만 새 목표 할당은 아직이에요. 멤버가 나갔거나, 목표를 계산한 지 group.consumer.assignment.interval.ms가 안 됐어요',
);

export const CONSUMER_GROUP_TRANSITIONS: readonly ChartEdge<LivingGroupState>[] = [
  {
    from: 'Empty',
    to: 'Stable',
    when: both(
      'a first member joins: the target is made at once, and nobody holds what it is to have',
      '첫 멤버가 참여해요. 목표가 바로 계산되고 받을 파티션을 쥔 멤버가 없어요',
    ),
  },
  {
    from: 'Empty',
    to: 'Assigning',
    when: both('a member joins a group that has just had a target', '조금 전에 목표를 계산한 그룹에 멤버가 참여해요'),
  },
  { from: 'Stable', to: 'Assigning', when: BUMPED },
  { from: 'Reconciling', to: 'Assigning', when: BUMPED },
  {
    from: 'Assigning',
    to: 'Reconciling',
    when: both(
      'the next heartbeat has the assignor make a target for the epoch: members go there one by one',
      '다음 heartbeat에서 assignor가 epoch에 맞는 목표를 계산해요. 멤버들이 하나씩 옮겨 가요',
    ),
  },
  {
    from: 'Assigning',
    to: 'Stable',
    when: both(
      'a target is made, and the only member is there with the same heartbeat',
      '목표가 계산되고, 하나뿐인 멤버가 같은 heartbeat에서 바로 도달해요',
    ),
  },
  {
    from: 'Stable',
    to: 'Reconciling',
    when: both(
      'a member joins, changes its subscription or finds its topics changed: a target is made with the same heartbeat',
      '멤버가 참여하거나 구독을 바꾸거나 토픽이 바뀐 걸 알아채요. 같은 heartbeat에서 목표가 계산돼요',
    ),
  },
  {
    from: 'Reconciling',
    to: 'Stable',
    when: both(
      'the last member has given back what it had to and got what it is to have',
      '마지막 멤버까지 반납할 것을 반납하고 받을 것을 받아요',
    ),
  },
  { from: 'Stable', to: 'Empty', when: LAST_GONE },
  { from: 'Assigning', to: 'Empty', when: LAST_GONE },
  { from: 'Reconciling', to: 'Empty', when: LAST_GONE },
];

export const MEMBER_STATES_OF_CHART: readonly MemberState[] = [
  'STABLE',
  'UNREVOKED_PARTITIONS',
  'UNRELEASED_PARTITIONS',
];

const TO_REVOKE = both(
  'its target no longer has something that it holds: it gives that back first, and stays at its epoch',
  '쥐고 있던 파티션이 목표에서 빠졌어요. 먼저 반납하고, 그때까지 epoch는 그대로예요',
);
const TO_WAIT = both(
  'it is at the epoch of its target, and another member still holds something of it',
  '목표의 epoch에 이르렀지만 받을 파티션을 다른 멤버가 아직 쥐고 있어요',
);
const DONE = both('it is at the epoch of its target, with all of it', '목표의 epoch에 이르렀고 목표를 모두 받아요');

export const CONSUMER_MEMBER_TRANSITIONS: readonly ChartEdge<MemberState>[] = [
  { from: 'STABLE', to: 'UNREVOKED_PARTITIONS', when: TO_REVOKE },
  { from: 'STABLE', to: 'UNRELEASED_PARTITIONS', when: TO_WAIT },
  { from: 'UNREVOKED_PARTITIONS', to: 'STABLE', when: DONE },
  { from: 'UNREVOKED_PARTITIONS', to: 'UNRELEASED_PARTITIONS', when: TO_WAIT },
  { from: 'UNRELEASED_PARTITIONS', to: 'STABLE', when: DONE },
  { from: 'UNRELEASED_PARTITIONS', to: 'UNREVOKED_PARTITIONS', when: TO_REVOKE },
];
