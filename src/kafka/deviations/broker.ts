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
    id: 'broker-no-producer-state',
    kafka: 'org.apache.kafka.storage.internals.log.ProducerStateManager (KIP-98)',
    simplified: {
      en: 'Logs keep no producer state: no duplicate detection, no transactions; the last stable offset is the high watermark.',
      ko: '로그가 producer state를 관리하지 않아요. 중복 감지와 트랜잭션이 없고, LSO는 항상 high watermark와 같아요.',
    },
    learnerSees: {
      en: 'A retried batch can be in the log twice.',
      ko: '재시도한 배치가 로그에 두 번 들어갈 수 있어요.',
    },
  },
  {
    id: 'broker-segments',
    kafka: 'org.apache.kafka.storage.internals.log.{LogSegment,UnifiedLog}',
    simplified: {
      en: 'Segments roll by segment.bytes only; there are no indexes, no retention, no compaction, no tiered storage.',
      ko: '세그먼트는 segment.bytes 기준으로만 롤링돼요. 인덱스, retention, compaction, tiered storage는 없어요.',
    },
    learnerSees: {
      en: 'Logs only grow, and start at offset 0 for ever.',
      ko: '로그는 계속 커지기만 하고, 시작 오프셋은 항상 0이에요.',
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
      en: 'The files of a disk are shown as text: logs as kafka-dump-log.sh prints them, without checksums; no index files, and no date in meta.properties. One file reaches the platter whole.',
      ko: '디스크의 파일을 텍스트로 보여 줘요. 로그는 kafka-dump-log.sh 출력처럼 보이고 체크섬은 없어요. 인덱스 파일과 meta.properties의 날짜도 없고, 파일은 항상 통째로 디스크에 기록돼요.',
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
];
