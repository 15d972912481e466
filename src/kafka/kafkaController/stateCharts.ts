/**
 * The lives of a partition and of a replica in the eyes of the controller among the brokers, as data: what the state-chart
 * view draws. That every edge is one that Kafka allows, and the other way round, is held against states.ts by a test.
 *
 * Kafka: kafka.controller.{PartitionState,ReplicaState}, moved by PartitionStateMachine and ReplicaStateMachine. A controller
 * that takes over finds each where its znode says it is, without a move.
 */
import { both, type ChartEdge } from '../stateChart.ts';
import type { PartitionState, ReplicaState } from './states.ts';

/** Facts tell of another state, and not of the same once more. */
const STAYS = both('the state stays as it is', '상태는 그대로예요');

export const PARTITION_STATES: readonly PartitionState[] = [
  'NonExistentPartition',
  'NewPartition',
  'OnlinePartition',
  'OfflinePartition',
];

export const PARTITION_CHART: readonly ChartEdge<PartitionState>[] = [
  {
    from: 'NonExistentPartition',
    to: 'NewPartition',
    when: both('a watch tells of a topic or of more partitions', '워치가 새 토픽이나 늘어난 파티션을 알려요'),
  },
  {
    from: 'NewPartition',
    to: 'OnlinePartition',
    when: both(
      'its first state is written: the first live replica leads, all live ones are the ISR',
      '첫 상태를 써요. 살아 있는 첫 레플리카가 리더, 살아 있는 모두가 ISR이 돼요',
    ),
  },
  {
    from: 'OnlinePartition',
    to: 'OnlinePartition',
    when: both(
      'another leader while there is one: preferred, moved, or before a shutdown',
      '리더가 있는 채로 다른 리더를 뽑아요. 선호 리더, 재할당, 종료 준비일 때예요',
    ),
    unseen: STAYS,
  },
  {
    from: 'OnlinePartition',
    to: 'OfflinePartition',
    when: both('the broker of its leader has failed, or its topic is deleted', '리더 브로커가 죽었거나 토픽을 지워요'),
  },
  {
    from: 'OfflinePartition',
    to: 'OnlinePartition',
    when: both('a live replica is elected', '살아 있는 레플리카를 리더로 뽑아요'),
  },
  {
    from: 'OfflinePartition',
    to: 'OfflinePartition',
    when: both('its topic is deleted while it has no leader', '리더가 없는 채로 토픽을 지워요'),
    unseen: STAYS,
  },
  {
    from: 'NewPartition',
    to: 'OfflinePartition',
    when: both('its topic is deleted before it has a leader', '리더가 생기기 전에 토픽을 지워요'),
  },
  {
    from: 'OfflinePartition',
    to: 'NonExistentPartition',
    when: both('its topic is deleted', '토픽이 지워졌어요'),
  },
];

export const REPLICA_STATES: readonly ReplicaState[] = [
  'NonExistentReplica',
  'NewReplica',
  'OnlineReplica',
  'OfflineReplica',
  'ReplicaDeletionStarted',
  'ReplicaDeletionSuccessful',
  'ReplicaDeletionIneligible',
];

const FAILED = both(
  'its broker has failed, or is told to stop it (StopReplica)',
  '브로커가 죽었거나, 멈추라는 요청(StopReplica)을 받아요',
);
const BACK = both(
  'its broker is there: it is told who leads (LeaderAndIsr)',
  '브로커가 있어요. 누가 리더인지 LeaderAndIsr로 알려요',
);

export const REPLICA_CHART: readonly ChartEdge<ReplicaState>[] = [
  {
    from: 'NonExistentReplica',
    to: 'NewReplica',
    when: both('it is assigned: a new topic, or a reassignment', '새 토픽이나 재할당으로 배정돼요'),
  },
  { from: 'NewReplica', to: 'OnlineReplica', when: both('its partition has a leader', '파티션에 리더가 생겨요') },
  { from: 'NewReplica', to: 'OfflineReplica', when: FAILED },
  { from: 'OnlineReplica', to: 'OnlineReplica', when: BACK, unseen: STAYS },
  { from: 'OnlineReplica', to: 'OfflineReplica', when: FAILED },
  { from: 'OfflineReplica', to: 'OnlineReplica', when: BACK },
  { from: 'OfflineReplica', to: 'OfflineReplica', when: FAILED, unseen: STAYS },
  {
    from: 'OfflineReplica',
    to: 'ReplicaDeletionStarted',
    when: both('it is told to delete its log (StopReplica)', '로그를 지우라는 요청(StopReplica)을 받아요'),
  },
  {
    from: 'OfflineReplica',
    to: 'ReplicaDeletionIneligible',
    when: both('its topic is to be deleted, but its broker is not there', '토픽을 지워야 하는데 브로커가 없어요'),
  },
  {
    from: 'ReplicaDeletionStarted',
    to: 'ReplicaDeletionSuccessful',
    when: both('its broker has deleted it', '브로커가 지웠다고 답해요'),
  },
  {
    from: 'ReplicaDeletionStarted',
    to: 'ReplicaDeletionIneligible',
    when: both('its broker failed, or could not delete it', '브로커가 죽었거나 지우지 못했어요'),
  },
  {
    from: 'ReplicaDeletionIneligible',
    to: 'OfflineReplica',
    when: both(
      'deletion is tried again, or a controller that took over finds its broker gone',
      '삭제를 다시 시도하거나, 새 컨트롤러가 보니 브로커가 없어요',
    ),
  },
  { from: 'ReplicaDeletionIneligible', to: 'OnlineReplica', when: BACK },
  {
    from: 'ReplicaDeletionSuccessful',
    to: 'NonExistentReplica',
    when: both(
      'all replicas of its topic are deleted, or it was moved away',
      '토픽의 모든 레플리카가 지워졌거나, 옮겨 갔어요',
    ),
  },
];
