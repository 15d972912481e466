/** Facts about the logs of brokers: producers they recognize, segments that come and go, cleaning. */
import { broker, object, type Sentence, subject, toward } from './factWords.ts';
import type { Language } from './viewProps.ts';

const REASONS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'retention.ms': { en: 'all of it is older than retention.ms', ko: '전부 retention.ms보다 오래되었어요' },
  'retention.bytes': { en: 'the log is larger than retention.bytes', ko: '로그가 retention.bytes보다 커요' },
  'log start offset': { en: 'it lies before the log start', ko: '로그 시작 오프셋보다 앞에 있어요' },
  'client record deletion': { en: 'a client asked for it', ko: '클라이언트가 요청했어요' },
  'leader offset increment': { en: 'the leader is there', ko: '리더를 따라가요' },
};

function reason(text: string | undefined, language: Language): string {
  return REASONS[text ?? '']?.[language] ?? text ?? '';
}

export const LOG_SENTENCES = {
  DuplicateBatchAnswered: {
    en: (f) =>
      `Broker ${broker(f.broker)} has this batch of producer ${f.producerId} (sequence ${f.baseSequence}) in ${f.partition} already: nothing is appended, the answer is its offset ${f.baseOffset}.`,
    ko: (f) =>
      `브로커 ${broker(f.broker)}의 ${f.partition}에 producer ${f.producerId}의 이 배치(시퀀스 ${f.baseSequence})가 이미 있어요. 다시 쓰지 않고 원래 오프셋 ${toward(f.baseOffset)} 응답해요.`,
  },
  SequenceRefused: {
    en: (f) =>
      `Broker ${broker(f.broker)} refused a batch of producer ${f.producerId} for ${f.partition}: ${f.error}. It has sequence ${f.baseSequence}${f.expected === '-1' ? '' : `, ${f.expected} was expected`}.`,
    ko: (f) =>
      `브로커 ${subject(broker(f.broker))} ${f.partition}에 온 producer ${f.producerId}의 배치를 거절했어요: ${f.error}. 시퀀스 ${f.baseSequence}${f.expected === '-1' ? '' : `, 기대한 값은 ${f.expected}`}.`,
  },
  ProducerIdsExpired: {
    en: (f) =>
      `Broker ${broker(f.broker)} forgot producers ${f.producerIds} of ${f.partition}: they were silent for producer.id.expiration.ms.`,
    ko: (f) =>
      `브로커 ${subject(broker(f.broker))} ${f.partition}의 producer ${object(f.producerIds)} 잊었어요: producer.id.expiration.ms 동안 쓰지 않았어요.`,
  },
  SegmentRolled: {
    en: (f) => `Broker ${broker(f.broker)} began a new segment of ${f.partition} at offset ${f.baseOffset}.`,
    ko: (f) =>
      `브로커 ${subject(broker(f.broker))} ${f.partition}의 새 세그먼트를 오프셋 ${f.baseOffset}에서 시작했어요.`,
  },
  SegmentsDeleted: {
    en: (f) =>
      `Broker ${broker(f.broker)} deleted ${f.removed} of the segments of ${f.partition} (${reason(f.reason, 'en')}): its log starts at ${f.logStartOffset} now.`,
    ko: (f) =>
      `브로커 ${subject(broker(f.broker))} ${f.partition}의 세그먼트 ${f.removed}개를 지웠어요(${reason(f.reason, 'ko')}). 이제 로그는 ${f.logStartOffset}에서 시작해요.`,
  },
  LogStartOffsetAdvanced: {
    en: (f) =>
      `The log of ${f.partition} on broker ${broker(f.broker)} starts at ${f.logStartOffset} now: ${reason(f.reason, 'en')}.`,
    ko: (f) =>
      `브로커 ${broker(f.broker)}의 ${f.partition} 로그가 이제 ${f.logStartOffset}에서 시작해요: ${reason(f.reason, 'ko')}.`,
  },
  LogCleaned: {
    en: (f) =>
      `Broker ${broker(f.broker)} compacted ${f.partition} up to offset ${f.upTo}: ${f.removed} records gone (${f.tombstones} tombstones), ${f.kept} kept.`,
    ko: (f) =>
      `브로커 ${subject(broker(f.broker))} ${object(f.partition)} 오프셋 ${f.upTo}까지 압축(compaction)했어요: 레코드 ${f.removed}개 삭제(tombstone ${f.tombstones}개), ${f.kept}개 유지.`,
  },
} satisfies Readonly<Record<string, Readonly<Record<Language, Sentence>>>>;
