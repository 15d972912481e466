/** Terms: how long a log keeps what it has. */
import { terms } from './term.ts';

export const STORAGE = terms('storage', [
  {
    id: 'retention',
    en: ['retention'],
    ko: ['보존', '보존(retention)', '보존 정책'],
    means: {
      en: 'Deleting old segments, by age (retention.ms) or when the log is larger than retention.bytes. Only whole segments go, and it is looked at every log.retention.check.interval.ms: records stay longer than the number says.',
      ko: '나이(retention.ms)나 로그 크기(retention.bytes)를 기준으로 오래된 세그먼트를 지우는 일이에요. 세그먼트 단위로만 지우고 log.retention.check.interval.ms마다 확인해서, 레코드는 설정값보다 오래 남아요.',
    },
    source: 'UnifiedLog.deleteOldSegments',
    related: ['segment', 'log-start-offset', 'compaction', 'cleanup-policy'],
    lessons: ['retention-late-then-brutal'],
    live: { kind: 'leader-replica', lens: 'log' },
  },
  {
    id: 'cleanup-policy',
    en: ['cleanup policy'],
    ko: ['정리 정책'],
    means: {
      en: 'cleanup.policy of a topic: delete (retention), compact, or both at once: compacted, and what is too old deleted all the same.',
      ko: '토픽의 cleanup.policy예요. delete(보존 기간에 따라 삭제), compact(컴팩션), 또는 둘 다예요. 둘 다면 컴팩션하면서 오래된 것도 지워요.',
    },
    source: 'LogConfig.compact, LogConfig.delete',
    related: ['retention', 'compaction'],
    lessons: ['compaction-is-not-a-unique-key', 'retention-late-then-brutal'],
    live: { kind: 'partition', lens: 'tables' },
  },
  {
    id: 'compaction',
    en: ['log compaction', 'compaction', 'compacted'],
    ko: ['로그 컴팩션', '컴팩션'],
    means: {
      en: 'Keeping at least the newest record of each key. The cleaner rewrites closed segments in the background, so that older values are there until then and a key can be read more than once; offsets stay as they were, with gaps.',
      ko: '키마다 적어도 가장 새로운 레코드를 남기는 일이에요. 클리너가 닫힌 세그먼트를 백그라운드에서 다시 써요. 그때까지는 옛 값도 남아 있어서 같은 키를 여러 번 읽을 수 있어요. 오프셋은 그대로라 빈 번호가 생겨요.',
    },
    source: 'org.apache.kafka.storage.internals.log.Cleaner, LogCleanerManager',
    related: ['log-cleaner', 'tombstone', 'dirty-ratio', 'key'],
    lessons: ['compaction-is-not-a-unique-key'],
    live: { kind: 'leader-replica', lens: 'log' },
  },
  {
    id: 'log-cleaner',
    en: ['log cleaner', '~cleaner'],
    ko: ['로그 클리너', '클리너'],
    means: {
      en: 'The threads of a broker that compact. They take the log with the highest share of dirty bytes, and only above min.cleanable.dirty.ratio. If they die, compacted topics grow without an error to any client.',
      ko: '컴팩션을 하는 브로커의 스레드예요. 아직 정리하지 않은 바이트의 비율이 가장 높은 로그부터, min.cleanable.dirty.ratio를 넘을 때만 다뤄요. 클리너가 죽어도 클라이언트는 오류를 못 보고 로그만 계속 커져요.',
    },
    source: 'LogCleaner, LogCleanerManager.grabFilthiestCompactedLog',
    related: ['compaction', 'dirty-ratio'],
    lessons: ['compaction-is-not-a-unique-key'],
    live: { kind: 'leader-replica', lens: 'metrics' },
  },
  {
    id: 'dirty-ratio',
    en: ['dirty ratio', 'cleanable ratio'],
    ko: ['더티 비율', '더티 레이시오'],
    means: {
      en: 'Bytes written since the last cleaning, divided by all that could be cleaned. The active segment does not count.',
      ko: '지난 정리 이후에 쓰인 바이트를 정리할 수 있는 전체 바이트로 나눈 값이에요. 활성 세그먼트는 빼요.',
    },
    source: 'LogToClean.cleanableRatio',
    related: ['log-cleaner', 'compaction', 'segment'],
    lessons: ['compaction-is-not-a-unique-key'],
    live: { kind: 'leader-replica', lens: 'metrics' },
  },
  {
    id: 'tombstone',
    en: ['tombstone'],
    ko: ['툼스톤'],
    means: {
      en: 'A record with a key and no value: compaction then removes what the key had, and after delete.retention.ms the tombstone itself. A reader that is away longer than that can miss the deletion.',
      ko: '키만 있고 값이 없는 레코드예요. 컴팩션은 그 키의 이전 값을 지우고, delete.retention.ms가 지나면 툼스톤도 지워요. 그보다 오래 자리를 비운 쪽은 삭제된 사실을 놓칠 수 있어요.',
    },
    source: 'Cleaner.shouldRetainRecord',
    related: ['compaction', 'key'],
    lessons: ['compaction-is-not-a-unique-key'],
    live: { kind: 'tombstone', lens: 'log' },
  },
  {
    id: 'timestamp-type',
    en: ['CreateTime', 'LogAppendTime', 'timestamp type'],
    ko: ['타임스탬프 종류'],
    means: {
      en: 'Whether a record bears the time its producer gave it (CreateTime) or the time the leader appended it (LogAppendTime). Retention by age goes by it, so that a producer’s wrong clock can keep segments too long or have them deleted at once.',
      ko: '레코드의 시각이 프로듀서가 붙인 것(CreateTime)인지 리더가 추가한 시각(LogAppendTime)인지예요. 나이에 따른 보존은 이 시각을 봐서, 프로듀서의 시계가 틀리면 세그먼트가 너무 오래 남거나 곧바로 지워질 수 있어요.',
    },
    source: 'message.timestamp.type, LogValidator',
    related: ['retention', 'record'],
    lessons: ['retention-late-then-brutal'],
    live: { kind: 'record', lens: 'log' },
  },
  {
    id: 'log-directory',
    en: ['log directory', 'log directories', 'JBOD'],
    ko: ['로그 디렉터리'],
    means: {
      en: 'A directory of a broker in which replicas lie (log.dirs). With several, one may fail alone: its replicas go offline, and the others stay.',
      ko: '브로커의 레플리카가 놓이는 디렉터리예요(log.dirs). 여러 개면 하나만 고장 날 수 있어요. 그 안의 레플리카만 오프라인이 되고 나머지는 남아요.',
    },
    source: 'LogManager (KIP-112, KIP-858)',
    related: ['segment', 'broker'],
    lessons: ['retire-a-broker'],
    live: { kind: 'broker', lens: 'files' },
  },
]);
