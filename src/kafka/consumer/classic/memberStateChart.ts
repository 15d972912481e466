/**
 * The life of a member of a classic group, as the member sees it: what a group lens draws, and what a test holds runs
 * against. A process that dies leaves the chart from any state.
 *
 * Kafka: org.apache.kafka.clients.consumer.internals.AbstractCoordinator.MemberState.
 */
import { both, type ChartEdge } from '../../stateChart.ts';
import type { MemberState } from './state.ts';

export const MEMBER_STATES: readonly MemberState[] = [
  'UNJOINED',
  'PREPARING_REBALANCE',
  'COMPLETING_REBALANCE',
  'STABLE',
];

const OUT = both(
  'leaves the group, or is told that the group does not know it or its generation any more',
  '그룹을 떠나요. 또는 그룹이 이 멤버나 세대를 더는 모른다는 답을 받아요',
);

export const MEMBER_STATE_CHART: readonly ChartEdge<MemberState>[] = [
  {
    from: 'UNJOINED',
    to: 'PREPARING_REBALANCE',
    when: both('sends JoinGroup from within poll()', 'poll() 안에서 JoinGroup을 보내요'),
  },
  {
    from: 'PREPARING_REBALANCE',
    to: 'COMPLETING_REBALANCE',
    when: both(
      'JoinGroup is answered: it has a generation, and sends SyncGroup',
      'JoinGroup 응답이 와요. 세대를 받고 SyncGroup을 보내요',
    ),
  },
  {
    from: 'COMPLETING_REBALANCE',
    to: 'STABLE',
    when: both('SyncGroup is answered with what it is assigned', 'SyncGroup 응답으로 할당을 받아요'),
  },
  {
    from: 'STABLE',
    to: 'PREPARING_REBALANCE',
    when: both(
      'has to join again: the group rebalances, its subscription changed, or the leader saw other partitions',
      '다시 참여해야 해요. 그룹이 리밸런싱 중이거나, 구독이 바뀌었거나, 리더가 파티션 변화를 봤어요',
    ),
  },
  {
    from: 'COMPLETING_REBALANCE',
    to: 'PREPARING_REBALANCE',
    when: both(
      'SyncGroup came too late, or found no coordinator: it joins again',
      'SyncGroup이 늦었거나 코디네이터를 찾지 못해 다시 참여해요',
    ),
  },
  { from: 'PREPARING_REBALANCE', to: 'UNJOINED', when: OUT },
  { from: 'COMPLETING_REBALANCE', to: 'UNJOINED', when: OUT },
  { from: 'STABLE', to: 'UNJOINED', when: OUT },
];
