/** Facts about producers, and warnings in the logs of clients. */
import { object, type Sentence, subject, topic } from './factWords.ts';
import type { Language } from './viewProps.ts';

export const PRODUCER_SENTENCES = {
  ProducerIdAssigned: {
    en: (f) =>
      f.producerEpoch === '0'
        ? `${f.client} has producer id ${f.producerId}: brokers can tell its retries from new batches now.`
        : `${f.client} raised the epoch of producer id ${f.producerId} to ${f.producerEpoch}: its sequence numbers begin at 0 again.`,
    ko: (f) =>
      f.producerEpoch === '0'
        ? `${subject(f.client)} 프로듀서 ID ${f.producerId}번을 받았어요. 이제 브로커가 재시도와 새 배치를 구별할 수 있어요.`
        : `${subject(f.client)} 프로듀서 ID ${f.producerId}번의 에포크를 올렸어요: ${f.producerEpoch}. 시퀀스 번호가 다시 0부터 시작해요.`,
  },
  IdempotenceDisabled: {
    en: (f) => `${f.client} is not idempotent. Its log says: ${f.reason}`,
    ko: (f) => `${topic(f.client)} 멱등 프로듀서가 아니에요. 로그: ${f.reason}`,
  },
  BatchSplit: {
    en: (f) =>
      `${f.client} split a batch for ${f.partition} that was too large: ${f.records} records go in ${f.batches} batches.`,
    ko: (f) =>
      `${f.client}의 ${f.partition} 배치가 너무 커서 나눴어요. 레코드 ${f.records}개를 배치 ${f.batches}개로 다시 보내요.`,
  },
  ProducerFlushed: {
    en: (f) => `flush() of ${f.client} returned: everything sent before it has come to an end.`,
    ko: (f) => `${f.client}의 flush()가 끝났어요. 그 전에 보낸 레코드의 결과가 모두 나왔어요.`,
  },
  ProducerClosed: {
    en: (f) =>
      f.aborted === '0'
        ? `${f.client} was closed: everything it had was sent first.`
        : `${f.client} was closed and gave up ${f.aborted} records that it still had.`,
    ko: (f) =>
      f.aborted === '0'
        ? `${object(f.client)} 닫았어요. 남아 있던 레코드를 모두 보낸 뒤예요.`
        : `${object(f.client)} 닫으면서 남아 있던 레코드 ${f.aborted}개를 포기했어요.`,
  },
  ClientWarned: {
    en: (f) => `${f.client} warns in its log: ${f.message}`,
    ko: (f) => `${f.client} 로그의 경고: ${f.message}`,
  },
} satisfies Readonly<Record<string, Readonly<Record<Language, Sentence>>>>;
