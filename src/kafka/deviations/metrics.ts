/** Where metrics are measured or drawn otherwise than Kafka does. */
import type { Deviation } from './deviation.ts';

export const metricsDeviations: readonly Deviation[] = [
  {
    id: 'metrics-window',
    kafka: 'SampledStat, Rate (metrics.sample.window.ms, metrics.num.samples), com.yammer.metrics.core.Meter',
    simplified: {
      en: 'Pictures of rates, averages and maxima show what the last second brought, unless they are switched to what JMX shows. The JMX value is computed by Kafka’s rules: samples of 30 s × 2 in clients, a one-minute rate moved on every 5 s in brokers; metrics.sample.window.ms and metrics.num.samples are always the defaults.',
      ko: '비율, 평균, 최댓값 그림은 JMX 값으로 바꾸지 않으면 지난 1초 동안의 값을 보여줘요. JMX 값은 Kafka의 규칙대로 계산해요. 클라이언트는 30초 × 2 샘플, 브로커는 5초마다 갱신되는 1분 평균이에요. metrics.sample.window.ms와 metrics.num.samples는 항상 기본값이에요.',
    },
    learnerSees: {
      en: 'In a short run the JMX rates of clients are far too low, as they are in Kafka: less than a minute is divided by at least half a minute.',
      ko: '짧은 실행에서는 클라이언트의 JMX 비율이 Kafka에서처럼 훨씬 낮게 보여요. 적어도 30초로 나누기 때문이에요.',
    },
  },
  {
    id: 'metrics-partition-gauges',
    kafka: 'ReplicaManager, Partition.isUnderReplicated, ControllerMetadataMetrics',
    simplified: {
      en: 'UnderReplicatedPartitions and the like change when the controller commits the change, and every controller shows it at once; a leader learns of it some milliseconds later. min.insync.replicas is the one of now for the whole picture. OfflineReplicaCount is not drawn: no log directory fails here.',
      ko: 'UnderReplicatedPartitions 같은 값은 컨트롤러가 변경을 커밋한 순간 바뀌고 모든 컨트롤러에 동시에 보여요. 실제 리더는 몇 밀리초 뒤에 알아요. min.insync.replicas는 그림 전체에서 지금 값을 써요. 로그 디렉터리 장애가 없어서 OfflineReplicaCount는 그리지 않아요.',
    },
    learnerSees: {
      en: 'A gauge of a broker moves some milliseconds early.',
      ko: '브로커의 게이지가 몇 밀리초 일찍 움직여요.',
    },
  },
  {
    id: 'metrics-clients',
    kafka: 'FetchMetricsManager, SenderMetrics, KafkaConsumerMetrics, AbstractCoordinator',
    simplified: {
      en: 'bytes-consumed-rate counts records as they lie in the log, with their share of the batch header and compressed; it counts as poll() hands them out. requests-in-flight counts Produce requests only. Times between polls are those of an application that calls poll() again every 100 ms while nothing comes. Metrics of topics, partitions and nodes are left out.',
      ko: 'bytes-consumed-rate는 로그에 놓인 크기(배치 헤더 몫 포함, 압축된 그대로)를 poll()이 넘겨줄 때 세요. requests-in-flight는 Produce 요청만 세요. poll 간격은 아무것도 오지 않을 때 100ms마다 poll()을 다시 부르는 애플리케이션을 가정해요. 토픽, 파티션, 노드별 지표는 없어요.',
    },
    learnerSees: {
      en: 'Numbers of bytes differ a little from Kafka’s.',
      ko: '바이트 수가 Kafka와 조금 달라요.',
    },
  },
];
