/** Where the controller and the metadata image are simpler than Kafka's. */
import type { Deviation } from './deviation.ts';

export const controllerDeviations: readonly Deviation[] = [
  {
    id: 'metadata-transactions',
    kafka: 'KIP-868, ActivationRecordsGenerator, OffsetControlManager',
    simplified: {
      en: 'The first records of a new cluster are written as one batch, without BeginTransaction and EndTransaction around them.',
      ko: '새 클러스터의 첫 레코드들을 BeginTransaction, EndTransaction 없이 하나의 배치로 기록해요.',
    },
    learnerSees: {
      en: 'Offsets of the metadata log begin two lower than in a real 4.3 cluster.',
      ko: '메타데이터 로그의 offset이 실제 4.3 클러스터보다 2만큼 작게 시작해요.',
    },
  },
  {
    id: 'controller-registration',
    kafka: 'KIP-919, ClusterControlManager.registerController',
    simplified: {
      en: 'Controllers do not register themselves, and brokers do not tell which feature levels they support.',
      ko: 'controller는 스스로 등록하지 않고, broker도 지원하는 feature level을 알리지 않아요.',
    },
    learnerSees: {
      en: 'No RegisterControllerRecord in the metadata log.',
      ko: '메타데이터 로그에 RegisterControllerRecord가 없어요.',
    },
  },
  {
    id: 'log-directories',
    kafka: 'KIP-858, PartitionRegistration.directories, BrokerRegistration.hasOnlineDir',
    simplified: {
      en: 'The controller does not track in which log directory a replica lives; a broker with any directory counts as online.',
      ko: 'controller는 replica가 어느 log directory에 있는지 추적하지 않아요. directory가 하나라도 있으면 온라인으로 봐요.',
    },
    learnerSees: {
      en: 'A failed disk takes the whole broker down; it cannot fail one of several log directories.',
      ko: '디스크가 고장 나면 broker 전체가 내려가요. 여러 log directory 중 하나만 고장 낼 수는 없어요.',
    },
  },
  {
    id: 'controller-event-queue',
    kafka: 'QuorumController, KafkaEventQueue',
    simplified: {
      en: 'A request is handled the moment it arrives: the controller has no queue in which requests can time out.',
      ko: '요청은 도착하는 즉시 처리돼요. 요청이 기다리다 timeout 되는 controller 큐가 없어요.',
    },
    learnerSees: {
      en: 'An overloaded controller is not slow.',
      ko: 'controller에 부하가 몰려도 느려지지 않아요.',
    },
  },
  {
    id: 'topics-by-name',
    kafka: 'KIP-516, ReplicationControlManager.alterPartition',
    simplified: {
      en: 'AlterPartition names topics instead of giving their ids.',
      ko: 'AlterPartition 요청이 topic id 대신 topic 이름을 써요.',
    },
    learnerSees: {
      en: 'Nothing while topics are not deleted and created again under the same name.',
      ko: '같은 이름으로 topic을 지웠다 다시 만들지 않는 한 차이가 없어요.',
    },
  },
  {
    id: 'hash-map-order',
    kafka: 'BrokersToIsrs, BrokerHeartbeatTracker, PartitionChangeBuilder, StripedReplicaPlacer',
    simplified: {
      en: 'Where Kafka takes the order of a Java hash map, ours is the order of topic and partition, of id, or of first sight.',
      ko: 'Kafka가 Java 해시 맵의 순서를 따르는 곳에서 topic과 partition 순서, id 순서, 또는 처음 본 순서를 써요.',
    },
    learnerSees: {
      en: 'Records of one decision may lie in another order in the log, and a broker may be fenced some milliseconds before another.',
      ko: '한 결정에서 나온 레코드들의 로그 순서나, 동시에 만료된 broker들이 fence 되는 순서가 다를 수 있어요.',
    },
  },
  {
    id: 'preferred-election-interval-before-4',
    kafka: 'QuorumController (3.9), maybeScheduleNextBalancePartitionLeaders',
    simplified: {
      en: 'The preferred election runs every leader.imbalance.check.interval.seconds in every release; before 4.0 Kafka counts that time from when a leader is first not the preferred one.',
      ko: 'preferred 리더 선출이 모든 릴리스에서 leader.imbalance.check.interval.seconds마다 돌아요. 4.0 전의 Kafka는 preferred가 아닌 리더가 처음 생긴 때부터 그 시간을 재요.',
    },
    learnerSees: {
      en: 'On 3.9 with KRaft leaders may go back to the preferred replica earlier than they would, by at most one interval.',
      ko: 'KRaft 3.9에서 리더가 preferred 레플리카로 돌아가는 때가 최대 한 주기만큼 이를 수 있어요.',
    },
  },
  {
    id: 'dynamic-broker-configs',
    kafka: 'DynamicBrokerConfig, DynamicThreadPool, SocketServer',
    simplified: {
      en: 'A dynamic broker config is checked as Kafka checks it and counts at once, but no threads, listeners or quotas are resized: num.replica.fetchers stays as it was at the start.',
      ko: '동적 broker config는 Kafka와 똑같이 검사하고 바로 적용하지만, 스레드나 listener, quota의 크기는 바뀌지 않아요. num.replica.fetchers는 시작할 때 값 그대로예요.',
    },
    learnerSees: {
      en: 'Altering num.replica.fetchers, num.io.threads or listeners while a broker runs is accepted or refused as in Kafka, and changes nothing else.',
      ko: '실행 중에 num.replica.fetchers, num.io.threads, listeners를 바꾸면 Kafka처럼 받아들이거나 거부하지만, 그 밖에 달라지는 것은 없어요.',
    },
  },
  {
    id: 'partitions-at-most',
    kafka: 'ReplicationControlManager.createTopics, createPartitions; create.topic.policy.class.name',
    simplified: {
      en: 'A cluster has at most 2,500 partitions, those of internal topics among them: requests for more are refused.',
      ko: '클러스터의 파티션은 내부 토픽까지 합쳐 2,500개까지예요. 그보다 많이 요청하면 거절해요.',
    },
    learnerSees: {
      en: 'POLICY_VIOLATION, as from a create.topic.policy, where a real cluster would make the partitions.',
      ko: '실제 클러스터라면 파티션을 만들 자리에서 create.topic.policy가 거절한 것처럼 POLICY_VIOLATION이 나와요.',
    },
  },
  {
    id: 'topic-assigned-once',
    kafka: 'KafkaConsumer.assign, subscribe',
    simplified: {
      en: 'A consumer with assign: of a whole topic is assigned the partitions that exist when it begins.',
      ko: 'assign:으로 topic 전체를 읽는 consumer는 시작할 때 있던 partition만 할당받아요.',
    },
    learnerSees: {
      en: 'After create-partitions it does not read the new partitions, as with assign() in Kafka. A consumer with subscribe: does.',
      ko: 'create-partitions로 늘린 partition은 읽지 않아요. 실제 Kafka에서 assign()을 쓸 때와 같아요. subscribe:를 쓰는 consumer는 읽어요.',
    },
  },
  {
    id: 'facts-at-failover',
    kafka: 'none: facts are ours',
    simplified: {
      en: 'The active controller tells what it committed. What it wrote but its successor committed is told by nobody.',
      ko: 'active controller는 자신이 커밋한 것만 알려요. 기록만 하고 후임 controller가 커밋한 것은 아무도 알리지 않아요.',
    },
    learnerSees: {
      en: 'A rare election during a controller failover shows in the log and on the brokers, not as a line of the controller.',
      ko: 'controller failover 도중의 드문 선출은 로그와 broker에는 보이지만 controller의 사건 줄로는 나오지 않아요.',
    },
  },
];
