/** The one list that names the views. To add one: a folder beside these, and a line here. */
import { type ComponentType, lazy } from 'react';
import type { ConsoleProps } from './console/ConsoleView.tsx';
import { StageView } from './stage/StageView.tsx';
import { TimelineView } from './timeline/TimelineView.tsx';
import type {
  DifferenceProps,
  FactListProps,
  FilesProps,
  GroupProps,
  InspectorProps,
  LeadershipProps,
  MetadataLogProps,
  MetricsProps,
  PartitionLogProps,
  ProducerProps,
  RecordsProps,
  ServerLogProps,
  SpaceTimeProps,
  StageProps,
  StateChartProps,
  TimelineProps,
  ZooKeeperProps,
} from './viewProps.ts';
import { type Words, words } from './words.ts';

/** Where on the screen a view can stand. */
export type ViewPlace = 'stage' | 'lens' | 'inspector' | 'transport';

export interface ViewEntry<Props> {
  readonly id: string;
  readonly title: Words;
  readonly place: ViewPlace;
  readonly component: ComponentType<Props>;
}

function view<Props>(id: string, place: ViewPlace, title: Words, component: ComponentType<Props>): ViewEntry<Props> {
  return { id, title, place, component };
}

/** What is not on the first screen is loaded when it is first shown: put a Suspense around it. */
export const VIEWS = {
  stage: view<StageProps>('stage', 'stage', words('Cluster', '클러스터'), StageView),
  timeline: view<TimelineProps>('timeline', 'transport', words('Timeline', '타임라인'), TimelineView),
  partitionLog: view<PartitionLogProps>(
    'partitionLog',
    'lens',
    words('Partition log', '파티션 로그'),
    lazy(async () => ({ default: (await import('./partitionLog/PartitionLogView.tsx')).PartitionLogView })),
  ),
  factList: view<FactListProps>(
    'factList',
    'lens',
    words('Facts', '일어난 일'),
    lazy(async () => ({ default: (await import('./factList/FactListView.tsx')).FactListView })),
  ),
  leadership: view<LeadershipProps>(
    'leadership',
    'lens',
    words('Leadership', '리더십'),
    lazy(async () => ({ default: (await import('./leadership/LeadershipView.tsx')).LeadershipView })),
  ),
  metadataLog: view<MetadataLogProps>(
    'metadataLog',
    'lens',
    words('Quorum', '쿼럼'),
    lazy(async () => ({ default: (await import('./metadataLog/MetadataLogView.tsx')).MetadataLogView })),
  ),
  stateChart: view<StateChartProps>(
    'stateChart',
    'lens',
    words('States', '상태도'),
    lazy(async () => ({ default: (await import('./stateChart/StateChartView.tsx')).StateChartView })),
  ),
  zookeeper: view<ZooKeeperProps>(
    'zookeeper',
    'lens',
    words('ZooKeeper', 'ZooKeeper'),
    lazy(async () => ({ default: (await import('./zookeeper/ZooKeeperView.tsx')).ZooKeeperView })),
  ),
  spaceTime: view<SpaceTimeProps>(
    'spaceTime',
    'lens',
    words('Space-time', '시공간'),
    lazy(async () => ({ default: (await import('./spaceTime/SpaceTimeView.tsx')).SpaceTimeView })),
  ),
  group: view<GroupProps>(
    'group',
    'lens',
    words('Group', '그룹'),
    lazy(async () => ({ default: (await import('./group/GroupView.tsx')).GroupView })),
  ),
  producer: view<ProducerProps>(
    'producer',
    'lens',
    words('Producer', '프로듀서'),
    lazy(async () => ({ default: (await import('./producer/ProducerView.tsx')).ProducerView })),
  ),
  files: view<FilesProps>(
    'files',
    'lens',
    words('Files', '파일'),
    lazy(async () => ({ default: (await import('./files/FilesView.tsx')).FilesView })),
  ),
  difference: view<DifferenceProps>(
    'difference',
    'lens',
    words('Difference', '차이'),
    lazy(async () => ({ default: (await import('./difference/DifferenceView.tsx')).DifferenceView })),
  ),
  metrics: view<MetricsProps>(
    'metrics',
    'lens',
    words('Metrics', '지표'),
    lazy(async () => ({ default: (await import('./metrics/MetricsView.tsx')).MetricsView })),
  ),
  records: view<RecordsProps>(
    'records',
    'lens',
    words('Records', '레코드'),
    lazy(async () => ({ default: (await import('./records/RecordsView.tsx')).RecordsView })),
  ),
  serverLog: view<ServerLogProps>(
    'serverLog',
    'lens',
    words('Server logs', '서버 로그'),
    lazy(async () => ({ default: (await import('./serverLog/ServerLogView.tsx')).ServerLogView })),
  ),
  console: view<ConsoleProps>(
    'console',
    'lens',
    words('Console', '콘솔'),
    lazy(async () => ({ default: (await import('./console/ConsoleView.tsx')).ConsoleView })),
  ),
  tables: view<StageProps>(
    'tables',
    'lens',
    words('Tables', '표'),
    lazy(async () => ({ default: (await import('./tables/TablesView.tsx')).TablesView })),
  ),
  inspector: view<InspectorProps>(
    'inspector',
    'inspector',
    words('Inspector', '살펴보기'),
    lazy(async () => ({ default: (await import('./inspector/InspectorView.tsx')).InspectorView })),
  ),
} as const;
