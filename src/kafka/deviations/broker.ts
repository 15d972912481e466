/** Where brokers, logs and replication are simpler than Kafka's. */
import type { Deviation } from './deviation.ts';

export const brokerDeviations: readonly Deviation[] = [
  {
    id: 'broker-zero-time',
    kafka: 'kafka.network.SocketServer, kafka.server.KafkaRequestHandlerPool',
    simplified: {
      en: 'A request is handled in no time by one thread; there is no request queue and no thread pool.',
      ko: '요청은 스레드 하나가 즉시 처리해요. 요청 큐와 스레드 풀은 없어요.',
    },
    learnerSees: {
      en: 'Latency comes from the network, long polls and waiting for replicas, never from a busy broker.',
      ko: '지연은 네트워크, 롱 폴링, 복제 대기에서만 생겨요. 브로커가 바빠서 느려지는 일은 없어요.',
    },
  },
  {
    id: 'broker-producer-expiration',
    kafka: 'org.apache.kafka.storage.internals.log.UnifiedLog (PeriodicProducerExpirationCheck)',
    simplified: {
      en: 'Silent producers of all logs are forgotten in one task, counted from the start of the broker; Kafka has a task for each log.',
      ko: '오래 쓰지 않은 producer는 브로커가 시작된 시점을 기준으로 한 작업에서 모든 로그를 함께 정리해요. 실제 Kafka는 로그마다 작업이 따로 있어요.',
    },
    learnerSees: {
      en: 'A producer is forgotten up to producer.id.expiration.check.interval.ms earlier or later.',
      ko: 'producer 상태가 사라지는 시점이 최대 producer.id.expiration.check.interval.ms만큼 다를 수 있어요.',
    },
  },
  {
    id: 'broker-no-transactions',
    kafka: 'org.apache.kafka.storage.internals.log.{ProducerStateManager,TransactionIndex} (KIP-98)',
    simplified: {
      en: 'Idempotent producers are known, transactions are not there yet: the last stable offset is the high watermark.',
      ko: 'idempotent producer는 있지만 트랜잭션은 아직 없어요. 그래서 LSO는 항상 high watermark와 같아요.',
    },
    learnerSees: {
      en: 'read_committed reads what read_uncommitted reads.',
      ko: 'read_committed와 read_uncommitted가 같은 레코드를 읽어요.',
    },
  },
  {
    id: 'broker-segments',
    kafka: 'org.apache.kafka.storage.internals.log.{LogSegment,UnifiedLog}',
    simplified: {
      en: 'There are no index files, so no segment rolls because one is full; no tiered storage; nothing is flushed by flush.messages or flush.ms.',
      ko: '인덱스 파일이 없어서 인덱스가 가득 차 롤링되는 일이 없어요. tiered storage도 없고, flush.messages와 flush.ms로 flush하지 않아요.',
    },
    learnerSees: {
      en: 'Segments roll by segment.bytes and segment.ms only.',
      ko: '세그먼트는 segment.bytes와 segment.ms 기준으로만 롤링돼요.',
    },
  },
  {
    id: 'broker-log-cleaner',
    kafka: 'org.apache.kafka.storage.internals.log.{LogCleaner,Cleaner,SkimpyOffsetMap}',
    simplified: {
      en: 'The log cleaner takes no time and no disk bandwidth: whatever is dirty enough when it wakes up is clean at once. Its map holds keys, not hashes of keys.',
      ko: 'log cleaner는 시간과 디스크 대역폭을 쓰지 않아요. 깨어났을 때 충분히 dirty한 로그는 바로 정리돼요. 맵에는 키의 해시가 아니라 키 자체가 들어가요.',
    },
    learnerSees: {
      en: 'Cleaning never lags behind, however much is written; log.cleaner.threads above 1 and log.cleaner.io.max.bytes.per.second change nothing.',
      ko: '아무리 많이 써도 cleaner가 밀리지 않아요. log.cleaner.threads를 2 이상으로 하거나 log.cleaner.io.max.bytes.per.second를 바꿔도 차이가 없어요.',
    },
  },
  {
    id: 'broker-record-errors',
    kafka: 'ProduceResponse.recordErrors, errorMessage (KIP-467)',
    simplified: {
      en: 'A batch that is refused for one of its records (INVALID_RECORD, INVALID_TIMESTAMP) is refused without saying which.',
      ko: '배치 안의 레코드 하나 때문에 거절될 때(INVALID_RECORD, INVALID_TIMESTAMP) 어떤 레코드 때문인지는 알려 주지 않아요.',
    },
    learnerSees: {
      en: 'All records of the batch fail with the same message.',
      ko: '배치의 모든 레코드가 같은 메시지로 실패해요.',
    },
  },
  {
    id: 'broker-recovery',
    kafka: 'org.apache.kafka.storage.internals.log.LogLoader, kafka.log.LogManager',
    simplified: {
      en: 'One log directory that never fails. Recovery after an unclean shutdown takes no time, and nothing is torn in the middle of a batch.',
      ko: '로그 디렉터리는 하나이고 고장 나지 않아요. unclean shutdown 뒤의 복구는 즉시 끝나고, 배치가 중간에 잘리는 일도 없어요.',
    },
    learnerSees: {
      en: 'A broker is back as soon as the controller unfences it; after a power loss whole batches are missing at the end.',
      ko: '컨트롤러가 unfence하면 브로커가 바로 돌아와요. 전원이 나간 뒤에는 로그 끝에서 배치 단위로 사라져요.',
    },
  },
  {
    id: 'broker-log-deletion',
    kafka: 'kafka.log.LogManager.asyncDelete',
    simplified: {
      en: 'The log of a deleted or moved replica is gone at once, as are stray logs; Kafka renames them and deletes them a minute later.',
      ko: '삭제되거나 이동한 replica의 로그와 stray 로그는 즉시 지워져요. 실제 Kafka는 이름을 바꿔 두었다가 1분 뒤에 지워요.',
    },
    learnerSees: {
      en: 'Nothing that could be looked at: such logs serve nobody in Kafka either.',
      ko: '눈에 띄는 차이는 없어요. 실제 Kafka에서도 그런 로그는 읽히지 않아요.',
    },
  },
  {
    id: 'broker-first-publish',
    kafka: 'org.apache.kafka.image.loader.MetadataLoader, kafka.server.metadata.BrokerMetadataPublisher',
    simplified: {
      en: 'A starting broker acts on metadata once it has read its own registration; Kafka, once it has reached the high watermark it found at start.',
      ko: '시작하는 브로커는 자신의 등록 레코드까지 읽은 뒤에 메타데이터를 반영해요. 실제 Kafka는 시작할 때 확인한 high watermark까지 읽은 뒤에 반영해요.',
    },
    learnerSees: {
      en: 'A restarted follower starts to fetch a few milliseconds later than it might.',
      ko: '다시 시작한 follower가 몇 밀리초 늦게 fetch를 시작할 수 있어요.',
    },
  },
  {
    id: 'broker-start-time',
    kafka: 'kafka.Kafka, kafka.server.BrokerServer.startup',
    simplified: {
      en: 'A server starts at once, with no Java machine to load and no log segments to open.',
      ko: '서버는 바로 시작해요. Java 가상 머신을 띄우고 로그 세그먼트를 여는 시간이 없어요.',
    },
    learnerSees: {
      en: 'A broker that is started again is back in the ISR after a fraction of a second; a real one needs some seconds, with many partitions a minute and more.',
      ko: '다시 시작한 브로커가 1초도 안 되어 ISR로 돌아와요. 실제로는 몇 초, 파티션이 많으면 1분 넘게 걸려요.',
    },
  },
  {
    id: 'broker-fetch-sessions',
    kafka: 'org.apache.kafka.server.FetchSession (KIP-227)',
    simplified: {
      en: 'Fetch sessions are for followers only, without a limit on their number; a leader looks only at the partitions of a session that have something new.',
      ko: 'fetch session은 follower만 사용하고 개수 제한이 없어요. leader는 세션에서 새 소식이 있는 파티션만 살펴봐요.',
    },
    learnerSees: {
      en: "A consumer's fetch always lists its partitions; an idle follower's fetch lists none.",
      ko: 'consumer의 fetch에는 항상 파티션 목록이 있고, 한가한 follower의 fetch에는 없어요.',
    },
  },
  {
    id: 'broker-replica-selector',
    kafka: 'replica.selector.class, org.apache.kafka.common.replica.ReplicaSelector (KIP-392)',
    simplified: {
      en: 'Of the replica selectors there is RackAwareReplicaSelector only.',
      ko: 'replica selector는 RackAwareReplicaSelector만 있어요.',
    },
    learnerSees: {
      en: 'A selector of your own cannot be tried here.',
      ko: '직접 만든 selector는 여기서 시험해 볼 수 없어요.',
    },
  },
  {
    id: 'broker-disk-files',
    kafka: 'log.dirs, kafka-dump-log.sh, org.apache.kafka.storage.internals.log.LogSegment',
    simplified: {
      en: 'The files of a disk are shown as text: logs and producer snapshots as kafka-dump-log.sh prints them; no index files, and no date in meta.properties. One file reaches the platter whole.',
      ko: '디스크의 파일을 텍스트로 보여 줘요. 로그와 producer snapshot은 kafka-dump-log.sh 출력처럼 보여요. 인덱스 파일과 meta.properties의 날짜도 없고, 파일은 항상 통째로 디스크에 기록돼요.',
    },
    learnerSees: {
      en: 'Fewer files than in a real directory; those that are there read as in Kafka.',
      ko: '실제 디렉터리보다 파일 수는 적지만, 보이는 파일의 형식은 Kafka와 같아요.',
    },
  },
  {
    id: 'broker-quotas-and-security',
    kafka: 'kafka.server.QuotaFactory, kafka.server.AuthHelper',
    simplified: {
      en: 'No quotas and throttling, no authentication, no authorization.',
      ko: 'quota와 throttling, 인증, 인가가 없어요.',
    },
    learnerSees: {
      en: 'Everybody may do everything, at full speed.',
      ko: '누구나 제한 없이 모든 요청을 할 수 있어요.',
    },
  },
  {
    id: 'broker-truncation-generation',
    kafka: 'kafka.server.AbstractFetcherThread (KIP-101, KIP-279, KIP-595)',
    simplified: {
      en: 'Followers learn of a diverging history from the fetch itself, as since 2.7; the older protocols are not there.',
      ko: 'follower는 2.7 이후 방식대로 fetch 응답에서 로그가 갈라진 것을 알아요. 이전 버전의 truncation 프로토콜은 없어요.',
    },
    learnerSees: {
      en: 'No OffsetForLeaderEpoch between brokers.',
      ko: '브로커 사이에는 OffsetForLeaderEpoch 요청이 오가지 않아요.',
    },
  },
  {
    id: 'broker-epoch-checkpoint',
    kafka: 'org.apache.kafka.storage.internals.epoch.LeaderEpochFileCache.truncateFromEndAsyncFlush',
    simplified: {
      en: 'After a truncation the leader-epoch checkpoint is written at once, where Kafka leaves it to a background thread.',
      ko: 'truncation 뒤 leader-epoch-checkpoint를 바로 기록해요. 실제 Kafka는 백그라운드 스레드에 맡겨요.',
    },
    learnerSees: {
      en: 'No difference short of a power loss within that millisecond.',
      ko: '그 짧은 순간에 전원이 나가지 않는 한 차이가 없어요.',
    },
  },
  {
    id: 'broker-api-versions',
    kafka: 'kafka.server.KafkaApis.handleApiVersionsRequest',
    simplified: {
      en: 'Every release answers ApiVersions with the list of Kafka 4.3.1, and no client or tool chooses a version by it.',
      ko: '어느 릴리스를 골라도 ApiVersions에는 Kafka 4.3.1의 목록으로 응답해요. 클라이언트와 도구는 이 목록으로 버전을 고르지 않아요.',
    },
    learnerSees: {
      en: 'kafka-broker-api-versions prints the same for a cluster of 3.6 as for one of today.',
      ko: '3.6 클러스터에서도 kafka-broker-api-versions의 출력이 지금 버전과 같아요.',
    },
  },
];
