/** Where a broker that keeps its metadata in ZooKeeper is simpler than Kafka's. */
import type { Deviation } from './deviation.ts';

export const kafkaServerDeviations: readonly Deviation[] = [
  {
    id: 'zookeeper-broker-startup',
    kafka: 'kafka.server.KafkaServer.startup',
    simplified: {
      en: 'Logs are read before the broker asks for its session, in no time; features, tokens and quotas in ZooKeeper are not read.',
      ko: '브로커가 세션을 요청하기 전에 로그를 읽지만, 시뮬레이션 시간은 걸리지 않아요. ZooKeeper에 있는 feature, token, quota는 읽지 않아요.',
    },
    learnerSees: {
      en: 'A real broker registers later when it has to recover many logs, and its session may even expire meanwhile.',
      ko: '실제 브로커는 복구할 로그가 많으면 더 늦게 등록되고, 그 사이에 세션이 만료될 수도 있어요.',
    },
  },
  {
    id: 'isr-write-lock',
    kafka: 'kafka.cluster.Partition.expandIsr, shrinkIsr (leaderIsrUpdateLock) before KIP-497',
    simplified: {
      en: 'While a leader writes a new ISR to ZooKeeper the partition goes on taking and serving records; Kafka holds a lock of the partition, and a thread of the broker with it.',
      ko: '리더가 새 ISR을 ZooKeeper에 쓰는 동안에도 파티션이 레코드를 계속 받고 내줘요. Kafka는 그동안 파티션의 락과 브로커 스레드 하나를 잡고 있어요.',
    },
    learnerSees: {
      en: 'Without a quorum of ZooKeeper, producers and consumers of a partition whose ISR has to change stand still in a real broker of that time; here acks=1 goes on.',
      ko: 'ZooKeeper에 쿼럼이 없을 때, 그 시절의 실제 브로커에서는 ISR을 바꿔야 하는 파티션의 프로듀서와 컨슈머가 멈춰요. 여기서는 acks=1이 계속돼요.',
    },
  },
  {
    id: 'zookeeper-describe',
    kafka: 'kafka.server.KafkaApis (Metadata), kafka.server.metadata.ZkConfigRepository, ConfigHelper',
    simplified: {
      en: 'A broker with ZooKeeper answers DescribeTopicPartitions, which only brokers with KRaft know; settings are read from ZooKeeper for the resource that is asked about, and what stands behind it (cluster, broker) is as it was when it was last told.',
      ko: 'KRaft 브로커만 아는 DescribeTopicPartitions에 ZooKeeper 브로커도 답해요. 설정은 물어본 리소스의 것만 ZooKeeper에서 읽고, 그 뒤에 있는 클러스터와 브로커 설정은 마지막으로 통지받은 값을 써요.',
    },
    learnerSees: {
      en: 'kafka-topics --describe sends one request where the real tool falls back to Metadata.',
      ko: '실제 kafka-topics --describe는 Metadata 요청으로 돌아가지만, 여기서는 요청 하나로 끝나요.',
    },
  },
  {
    id: 'zookeeper-offline-replicas',
    kafka: 'kafka.server.metadata.ZkMetadataCache (UpdateMetadataPartitionState.offlineReplicas)',
    simplified: {
      en: 'Which replicas are offline is reckoned from the brokers that are alive, not from what the controller says of each partition.',
      ko: '어떤 레플리카가 오프라인인지는 컨트롤러가 파티션마다 알려 준 값이 아니라 살아 있는 브로커 목록으로 판단해요.',
    },
    learnerSees: {
      en: 'A replica counts as online again as soon as its broker is registered, a moment earlier than in Kafka.',
      ko: '브로커가 등록되자마자 레플리카를 온라인으로 봐요. Kafka보다 조금 빨라요.',
    },
  },
];
