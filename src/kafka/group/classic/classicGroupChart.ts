/**
 * The states of a group of the classic protocol as data: what the state-chart view draws, and what a test holds every run
 * against.
 *
 * Kafka: org.apache.kafka.coordinator.group.classic.ClassicGroupState. It knows one more way, from Dead to Dead, that
 * nothing takes.
 */
import { both, type ChartEdge } from '../../stateChart.ts';

export type ClassicGroupState = 'Empty' | 'PreparingRebalance' | 'CompletingRebalance' | 'Stable' | 'Dead';

export const CLASSIC_GROUP_STATES: readonly ClassicGroupState[] = [
  'Empty',
  'PreparingRebalance',
  'CompletingRebalance',
  'Stable',
  'Dead',
];

const UNLOADED = both(
  'another broker leads its partition of __consumer_offsets: the group goes on there',
  '__consumer_offsets의 해당 파티션 리더가 다른 브로커로 바뀌어요. 그룹은 그쪽에서 이어져요',
);

export const CLASSIC_GROUP_TRANSITIONS: readonly ChartEdge<ClassicGroupState>[] = [
  {
    from: 'Empty',
    to: 'PreparingRebalance',
    when: both(
      'a first member joins: others have group.initial.rebalance.delay.ms to come',
      '첫 멤버가 참여해요. group.initial.rebalance.delay.ms 동안 다른 멤버를 기다려요',
    ),
  },
  {
    from: 'PreparingRebalance',
    to: 'CompletingRebalance',
    when: both(
      'all members have joined, or the time for it is up: a new generation begins, and its leader assigns',
      '모든 멤버가 참여했거나 기다릴 시간이 지나요. 새 generation이 시작되고 그룹 리더가 파티션을 할당해요',
    ),
  },
  {
    from: 'PreparingRebalance',
    to: 'Empty',
    when: both('nobody is left to join', '참여할 멤버가 아무도 남지 않아요'),
  },
  {
    from: 'CompletingRebalance',
    to: 'Stable',
    when: both(
      "the leader's assignment is committed to __consumer_offsets",
      '리더가 보낸 할당이 __consumer_offsets에 커밋돼요',
    ),
  },
  {
    from: 'CompletingRebalance',
    to: 'PreparingRebalance',
    when: both(
      'a member comes, goes or changes its subscription before all have their assignment',
      '할당을 다 나눠 주기 전에 멤버가 들어오거나 나가거나 구독을 바꿔요',
    ),
  },
  {
    from: 'Stable',
    to: 'PreparingRebalance',
    when: both(
      'a member joins, leaves, is not heard of for its session timeout, or joins again with another subscription',
      '멤버가 참여하거나, 떠나거나, session timeout 동안 소식이 없거나, 다른 구독으로 다시 참여해요',
    ),
  },
  { from: 'Empty', to: 'Dead', when: UNLOADED },
  { from: 'PreparingRebalance', to: 'Dead', when: UNLOADED },
  { from: 'CompletingRebalance', to: 'Dead', when: UNLOADED },
  { from: 'Stable', to: 'Dead', when: UNLOADED },
];

export function canTransition(from: ClassicGroupState, to: ClassicGroupState): boolean {
  return CLASSIC_GROUP_TRANSITIONS.some((edge) => edge.from === from && edge.to === to);
}

/** ClassicGroup.canRebalance */
export function canRebalance(state: ClassicGroupState): boolean {
  return canTransition(state, 'PreparingRebalance');
}
