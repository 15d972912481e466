/** Settings of a topic. */
import { type Meanings, says } from './meaning.ts';

export const TOPIC: Meanings = {
  'cleanup.policy': says(
    'Whether old records are deleted by age and size, compacted to the newest of each key, or both. With compact alone nothing ever goes because it is old.',
    '오래된 레코드를 나이와 크기로 지울지, 키마다 최신 것만 남길지, 둘 다 할지 정해요. compact만 쓰면 오래됐다는 이유로는 아무것도 지워지지 않아요.',
  ),
  'delete.retention.ms': says(
    'How long a tombstone stays after the cleaner has seen it. A reader that starts over must be done within this time to notice the deletion.',
    '클리너가 툼스톤을 만난 뒤 얼마나 더 남겨 두는지예요. 처음부터 다시 읽는 쪽은 이 시간 안에 지나가야 삭제를 알 수 있어요.',
  ),
  'file.delete.delay.ms': says(
    'How long the files of a deleted segment still lie on the disk under another name. The log no longer knows them from the first moment.',
    '지운 세그먼트의 파일을 이름만 바꾸어 디스크에 더 두는 시간이에요. 로그에서는 지우는 순간부터 보이지 않아요.',
  ),
  'max.compaction.lag.ms': says(
    'After this long a record must become compactable even if the log is not dirty enough: the segment is rolled, and the cleaner takes the log first. Set it where a deletion must be carried out within a time.',
    '더티 비율이 낮아도 이 시간이 지나면 컴팩션 대상이 되게 해요. 세그먼트를 넘기고 클리너가 먼저 다뤄요. 정해진 기간 안에 삭제를 끝내야 할 때 써요.',
  ),
  'max.message.bytes': says(
    'The largest batch the leader takes, after compression. A larger one is refused with MESSAGE_TOO_LARGE, and the producer splits it and tries again if it holds more than one record.',
    '리더가 받는 배치의 최대 크기예요(압축 후). 더 크면 MESSAGE_TOO_LARGE로 거절하고, 레코드가 여럿이면 프로듀서가 쪼개서 다시 보내요.',
  ),
  'message.timestamp.after.max.ms': says(
    'How far in the future a record’s own time may lie before the leader refuses it. It keeps a wrong clock from holding segments back for years.',
    '레코드의 시각이 이보다 더 미래면 리더가 거절해요. 틀린 시계 때문에 세그먼트가 몇 년씩 남는 일을 막아요.',
  ),
  'message.timestamp.before.max.ms': says(
    'How far in the past a record’s own time may lie before the leader refuses it. By default any time is taken, and very old records can be deleted as soon as their segment is closed.',
    '레코드의 시각이 이보다 더 과거면 리더가 거절해요. 기본값은 제한이 없어서, 아주 오래된 시각의 레코드는 세그먼트가 닫히자마자 지워질 수 있어요.',
  ),
  'message.timestamp.type': says(
    'Which time a record bears: that of its producer, or that of the leader when it appends. Retention by age goes by it.',
    '레코드에 프로듀서의 시각을 둘지, 리더가 추가한 시각을 적을지 정해요. 나이에 따른 보존이 이 시각을 봐요.',
  ),
  'min.cleanable.dirty.ratio': says(
    'How large the share of not yet cleaned bytes must be before the cleaner takes the log. Lower means fewer stale values and more rewriting.',
    '아직 정리하지 않은 바이트의 비율이 이보다 커야 클리너가 나서요. 낮추면 옛 값이 덜 남는 대신 다시 쓰는 일이 많아져요.',
  ),
  'min.compaction.lag.ms': says(
    'For so long after it was written a record is left alone by compaction, so that readers who keep up see every value of a key.',
    '쓰인 뒤 이 시간 동안은 컴팩션이 건드리지 않아요. 제때 따라 읽는 쪽은 한 키의 모든 값을 볼 수 있어요.',
  ),
  'min.insync.replicas': says(
    'With fewer replicas in the ISR the leader refuses writes with acks=all (NOT_ENOUGH_REPLICAS), and from ELR on the high watermark stands still. It does nothing to writes with acks 0 or 1 as such, and reading goes on.',
    'ISR이 이보다 적으면 리더가 acks=all 쓰기를 NOT_ENOUGH_REPLICAS로 거절하고, 하이 워터마크도 멈춰요(ELR 이후). acks가 0이나 1인 쓰기는 거절하지 않고, 읽기는 계속돼요.',
  ),
  'retention.bytes': says(
    'How large a partition’s log may grow before its oldest segments go. It counts for each partition, and only segments that can be spared whole are deleted.',
    '파티션 하나의 로그가 이보다 크면 가장 오래된 세그먼트부터 지워요. 파티션마다 따로 세고, 빼도 이 크기를 지키는 세그먼트만 통째로 지워요.',
  ),
  'retention.ms': says(
    'A segment may be deleted when its newest record is older than this. Records in it stay as long as the whole segment does.',
    '세그먼트에서 가장 새로운 레코드가 이보다 오래되면 지울 수 있어요. 그 안의 레코드는 세그먼트가 통째로 지워질 때까지 남아요.',
  ),
  'segment.bytes': says(
    'At this size a segment is closed and the next one begun. Smaller ones make retention and compaction finer, and more files.',
    '이 크기가 되면 세그먼트를 닫고 다음 것을 시작해요. 작게 하면 보존과 컴팩션이 촘촘해지고 파일이 많아져요.',
  ),
  'segment.jitter.ms': says(
    'A random part taken off segment.ms, so that not all partitions begin a new segment at once.',
    'segment.ms에서 무작위로 빼는 시간이에요. 모든 파티션이 한꺼번에 새 세그먼트를 만들지 않게 해요.',
  ),
  'segment.ms': says(
    'At this age a segment is closed when the next record comes, even if it is small. On a quiet topic it decides when records can be deleted or compacted at all.',
    '이만큼 오래된 세그먼트는 작더라도 다음 레코드가 올 때 닫아요. 조용한 토픽에서는 언제 지우거나 컴팩션할 수 있는지를 이것이 정해요.',
  ),
  'unclean.leader.election.enable': says(
    'May a replica that is not in sync lead when nobody else is left? True brings the partition back sooner and gives up committed records that this replica does not have.',
    '달리 없을 때 인싱크가 아닌 레플리카를 리더로 세워도 되는지예요. true면 파티션이 빨리 돌아오는 대신 그 레플리카에 없는 커밋된 레코드를 포기해요.',
  ),
};

/** Of a server: the setting of a topic that it is the default of. */
export const TOPIC_DEFAULTS: Readonly<Record<string, string>> = {
  'log.cleanup.policy': 'cleanup.policy',
  'log.cleaner.delete.retention.ms': 'delete.retention.ms',
  'log.segment.delete.delay.ms': 'file.delete.delay.ms',
  'log.cleaner.max.compaction.lag.ms': 'max.compaction.lag.ms',
  'message.max.bytes': 'max.message.bytes',
  'log.message.timestamp.after.max.ms': 'message.timestamp.after.max.ms',
  'log.message.timestamp.before.max.ms': 'message.timestamp.before.max.ms',
  'log.message.timestamp.type': 'message.timestamp.type',
  'log.cleaner.min.cleanable.ratio': 'min.cleanable.dirty.ratio',
  'log.cleaner.min.compaction.lag.ms': 'min.compaction.lag.ms',
  'min.insync.replicas': 'min.insync.replicas',
  'log.retention.bytes': 'retention.bytes',
  'log.retention.ms': 'retention.ms',
  'log.retention.minutes': 'retention.ms',
  'log.retention.hours': 'retention.ms',
  'log.segment.bytes': 'segment.bytes',
  'log.roll.jitter.ms': 'segment.jitter.ms',
  'log.roll.jitter.hours': 'segment.jitter.ms',
  'log.roll.ms': 'segment.ms',
  'log.roll.hours': 'segment.ms',
  'unclean.leader.election.enable': 'unclean.leader.election.enable',
};
