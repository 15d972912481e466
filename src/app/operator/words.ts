/** Words of the operator's view. */
import { words } from '../../views/words.ts';

export const OPERATOR_WORDS = {
  title: words('What was deployed', '배포한 프로세스'),
  note: words(
    'The inside is hidden. You have the console, the metrics, and the logs of servers and clients.',
    '내부는 가려져 있습니다. 콘솔과 지표, 서버와 클라이언트의 로그만 볼 수 있습니다.',
  ),
  controllers: words('Controllers', '컨트롤러'),
  brokers: words('Brokers', '브로커'),
  zooKeepers: words('ZooKeeper', 'ZooKeeper'),
  producers: words('Producers', '프로듀서'),
  consumers: words('Consumers', '컨슈머'),
  alerts: words('Alerts', '알람'),
  firing: words('firing', '발생'),
  quiet: words('quiet', '정상'),
  unknown: words('no data', '데이터 없음'),
  alert: words('Alert', '알람'),
  metric: words('Metric', '지표'),
  value: words('Now', '현재 값'),
  state: words('State', '상태'),
  logs: words('Read the logs', '로그 보기'),
  metrics: words('Look at the metrics', '지표 보기'),
  console: words('Use the console', '콘솔 쓰기'),
} as const;

export const ALERT_WORDS = {
  'under-replicated': words('Partitions are under-replicated', '복제가 부족한 파티션이 있음'),
  'under-min-isr': words('Partitions are under their min ISR', '최소 ISR에 못 미치는 파티션이 있음'),
  offline: words('Partitions are without a leader', '리더가 없는 파티션이 있음'),
  controllers: words('Not exactly one controller is active', '활성 컨트롤러가 정확히 하나가 아님'),
  lag: words('A consumer is far behind', '크게 뒤처진 컨슈머가 있음'),
} as const;
