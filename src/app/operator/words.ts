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
  why: words('Why does it fire?', '왜 울렸나요?'),
} as const;

export const ALERT_WORDS = {
  'under-replicated': words('Partitions are under-replicated', '복제가 부족한 파티션이 있음'),
  'under-min-isr': words('Partitions are under their min ISR', '최소 ISR에 못 미치는 파티션이 있음'),
  offline: words('Partitions are without a leader', '리더가 없는 파티션이 있음'),
  controllers: words('Not exactly one controller is active', '활성 컨트롤러가 정확히 하나가 아님'),
  lag: words('A consumer is far behind', '크게 뒤처진 컨슈머가 있음'),
} as const;

/** What each goes by, as an operator can know it. */
export const ALERT_RULES = {
  'under-replicated': words(
    'Leaders count partitions whose ISR is smaller than their replicas. Which followers, kafka-topics --describe --under-replicated-partitions tells.',
    '리더가 ISR이 레플리카보다 적은 파티션을 세요. 어느 팔로워인지는 kafka-topics --describe --under-replicated-partitions로 볼 수 있어요.',
  ),
  'under-min-isr': words(
    'Leaders count partitions whose ISR is below min.insync.replicas: writes with acks=all are refused there.',
    '리더가 ISR이 min.insync.replicas보다 적은 파티션을 세요. 그곳에는 acks=all로 쓸 수 없어요.',
  ),
  offline: words(
    'The active controller counts partitions without a leader: nobody can write or read there.',
    '활성 컨트롤러가 리더 없는 파티션을 세요. 그곳에는 아무도 쓰거나 읽을 수 없어요.',
  ),
  controllers: words(
    'Every controller says 1 or 0, and the sum has to be 1. A process that is down says nothing.',
    '컨트롤러마다 1이나 0을 알리고, 합은 1이어야 해요. 멈춘 프로세스는 아무것도 알리지 않아요.',
  ),
  lag: words(
    'Each consumer counts the records from its position to the end that it knows, over its worst partition.',
    '컨슈머가 가장 뒤처진 파티션에서 읽을 위치부터 아는 끝까지의 레코드 수를 세요.',
  ),
} as const;
