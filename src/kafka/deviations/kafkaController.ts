/** Where the controller of the ZooKeeper era is simpler than Kafka's. */
import type { Deviation } from './deviation.ts';

export const kafkaControllerDeviations: readonly Deviation[] = [
  {
    id: 'controller-event-time',
    kafka: 'ControllerEventManager, KafkaController.process',
    simplified: {
      en: 'Processing an event takes the time it waits for ZooKeeper, and none of its own.',
      ko: '이벤트 하나를 처리하는 시간은 ZooKeeper를 기다리는 시간뿐이고, 계산 자체에는 시간이 들지 않아요.',
    },
    learnerSees: {
      en: 'A failover grows with the number of partitions because of the requests to ZooKeeper; a real one also spends CPU time and garbage collections.',
      ko: 'failover가 파티션 수에 따라 길어지는 이유는 ZooKeeper 요청 때문이에요. 실제로는 CPU 시간과 GC도 더해져요.',
    },
  },
  {
    id: 'controller-log-dir-events',
    kafka: 'KafkaController.processLogDirEventNotification, ControllerContext.replicasOnOfflineDirs',
    simplified: {
      en: 'The controller watches /log_dir_event_notification and does nothing about it: a log directory never fails alone.',
      ko: '컨트롤러는 /log_dir_event_notification을 watch하지만 아무 일도 하지 않아요. 로그 디렉터리만 따로 고장 나는 일은 없어요.',
    },
    learnerSees: {
      en: 'No replica goes offline while its broker stays.',
      ko: '브로커는 살아 있는데 레플리카만 오프라인이 되는 경우는 볼 수 없어요.',
    },
  },
  {
    id: 'zookeeper-features',
    kafka: 'KIP-584, KafkaController.enableFeatureVersioning, processFeatureUpdates',
    simplified: {
      en: '/feature is written, but no feature has a level; UpdateFeatures does not exist, and no broker is left out because of its features.',
      ko: '/feature는 기록하지만 level을 가진 feature는 없어요. UpdateFeatures도 없고, feature 때문에 제외되는 브로커도 없어요.',
    },
    learnerSees: {
      en: 'kafka-features has nothing to change in a cluster with ZooKeeper.',
      ko: 'ZooKeeper 클러스터에서는 kafka-features로 바꿀 것이 없어요.',
    },
  },
  {
    id: 'zookeeper-isr-broker-epochs',
    kafka: 'KIP-903, LeaderAndIsr.isrWithBrokerEpoch',
    simplified: {
      en: 'The controller does not compare the broker epochs that AlterPartition names for the members of an ISR.',
      ko: '컨트롤러는 AlterPartition이 ISR 멤버마다 적어 보낸 브로커 에포크를 비교하지 않아요.',
    },
    learnerSees: {
      en: 'Nothing: the controller with ZooKeeper of 3.9 does not either.',
      ko: '차이가 없어요. 3.9의 ZooKeeper 컨트롤러도 비교하지 않아요.',
    },
  },
  {
    id: 'old-controllers',
    kafka: 'KafkaController of 0.10.2 and 1.1',
    simplified: {
      en: 'Older controllers follow the steps of 3.9 in one thread, without what later KIPs brought. Before 1.1 there were several threads and a lock, and a failover took its steps in a slightly different order.',
      ko: '옛 버전의 컨트롤러도 3.9의 순서를 스레드 하나로 따라가고, 나중 KIP이 더한 것만 빠져요. 1.1 이전에는 여러 스레드와 lock이 있었고 failover의 순서도 조금 달랐어요.',
    },
    learnerSees: {
      en: 'Requests of an old controller may come in another order, and more together, than from a real one.',
      ko: '옛 컨트롤러의 요청이 실제와 다른 순서로, 또는 더 많이 묶여서 올 수 있어요.',
    },
  },
  {
    id: 'controller-request-order',
    kafka: 'AbstractControllerBrokerRequestBatch',
    simplified: {
      en: 'Within a request to a broker the partitions are in the order in which the controller came to them, and brokers are taken by id; Kafka walks hash maps.',
      ko: '브로커로 가는 요청 안의 파티션은 컨트롤러가 다룬 순서대로, 브로커는 id 순서대로예요. Kafka는 hash map 순서를 따라요.',
    },
    learnerSees: {
      en: 'The same requests with the same contents, sometimes in another order.',
      ko: '요청과 내용은 같고, 순서만 다를 수 있어요.',
    },
  },
];
