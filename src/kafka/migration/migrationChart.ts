/**
 * The states of the migration driver and the moves between them as data: for the state-chart view, and for the test that every
 * move seen is on the chart.
 *
 * Kafka: org.apache.kafka.metadata.migration.KRaftMigrationDriver.isValidStateChange, MigrationDriverState.
 */
import { both, type ChartEdge } from '../stateChart.ts';
import type { MigrationDriverState } from './state.ts';

export const MIGRATION_DRIVER_STATES: readonly MigrationDriverState[] = [
  'UNINITIALIZED',
  'INACTIVE',
  'WAIT_FOR_CONTROLLER_QUORUM',
  'WAIT_FOR_BROKERS',
  'BECOME_CONTROLLER',
  'ZK_MIGRATION',
  'SYNC_KRAFT_TO_ZK',
  'KRAFT_CONTROLLER_TO_BROKER_COMM',
  'DUAL_WRITE',
];

const LOST = both('another controller leads the quorum', '다른 컨트롤러가 쿼럼의 리더가 됐어요');

const lost = (from: MigrationDriverState): ChartEdge<MigrationDriverState> => ({ from, to: 'INACTIVE', when: LOST });

export const MIGRATION_DRIVER_CHART: readonly ChartEdge<MigrationDriverState>[] = [
  {
    from: 'UNINITIALIZED',
    to: 'INACTIVE',
    when: both('it has read /migration', '/migration을 읽었어요'),
  },
  {
    from: 'INACTIVE',
    to: 'WAIT_FOR_CONTROLLER_QUORUM',
    when: both('this controller leads the quorum', '이 컨트롤러가 쿼럼의 리더예요'),
  },
  {
    from: 'WAIT_FOR_CONTROLLER_QUORUM',
    to: 'WAIT_FOR_BROKERS',
    when: both('the metadata is still in ZooKeeper', '메타데이터가 아직 ZooKeeper에 있어요'),
  },
  {
    from: 'WAIT_FOR_CONTROLLER_QUORUM',
    to: 'BECOME_CONTROLLER',
    when: both('it was copied before, under another leader', '전에 다른 리더가 이미 복사했어요'),
  },
  {
    from: 'WAIT_FOR_BROKERS',
    to: 'BECOME_CONTROLLER',
    when: both(
      'every broker that ZooKeeper knows of has registered with the quorum',
      'ZooKeeper가 아는 브로커가 모두 쿼럼에 등록했어요',
    ),
  },
  {
    from: 'BECOME_CONTROLLER',
    to: 'ZK_MIGRATION',
    when: both('it has taken /controller; nothing is copied yet', '/controller를 차지했고, 복사는 아직이에요'),
  },
  {
    from: 'BECOME_CONTROLLER',
    to: 'SYNC_KRAFT_TO_ZK',
    when: both('it has taken /controller; all is copied', '/controller를 차지했고, 복사는 이미 끝났어요'),
  },
  {
    from: 'ZK_MIGRATION',
    to: 'SYNC_KRAFT_TO_ZK',
    when: both('what was in ZooKeeper is committed in the log', 'ZooKeeper에 있던 내용이 로그에 커밋됐어요'),
  },
  {
    from: 'SYNC_KRAFT_TO_ZK',
    to: 'KRAFT_CONTROLLER_TO_BROKER_COMM',
    when: both('ZooKeeper says the same as the log', 'ZooKeeper가 로그와 같아졌어요'),
  },
  {
    from: 'KRAFT_CONTROLLER_TO_BROKER_COMM',
    to: 'DUAL_WRITE',
    when: both('the brokers with ZooKeeper are told everything', 'ZooKeeper를 쓰는 브로커에 모든 것을 알렸어요'),
  },
  {
    from: 'WAIT_FOR_CONTROLLER_QUORUM',
    to: 'INACTIVE',
    when: both(
      'another controller leads the quorum; or this cluster is not to be moved, or has been',
      '다른 컨트롤러가 쿼럼의 리더가 됐어요. 또는 옮길 클러스터가 아니거나 이미 옮겼어요',
    ),
  },
  lost('WAIT_FOR_BROKERS'),
  lost('BECOME_CONTROLLER'),
  lost('ZK_MIGRATION'),
  lost('SYNC_KRAFT_TO_ZK'),
  lost('KRAFT_CONTROLLER_TO_BROKER_COMM'),
  lost('DUAL_WRITE'),
];

export function isOnChart(from: MigrationDriverState, to: MigrationDriverState): boolean {
  return MIGRATION_DRIVER_CHART.some((edge) => edge.from === from && edge.to === to);
}
