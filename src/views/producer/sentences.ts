/** A producer's batches in words, in both languages. Names of settings are Kafka's. */
import type { Micros } from '../../base/time.ts';
import type {
  BatchFrame,
  BatchWait,
  BlockedSendFrame,
  OutcomeFrame,
  ProducerLensFrame,
} from '../../frame/producers/producerFrame.ts';
import { formatSpan } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { type Words, words } from '../words.ts';

export const WAIT_WORDS: Readonly<Record<BatchWait, Words>> = {
  lingering: words('lingers', 'linger 중'),
  ready: words('ready to be sent', '보낼 준비됨'),
  backoff: words('backs off', '백오프 중'),
  muted: words('waits: one in flight, to keep the order', '순서를 지키려고 앞 배치를 기다림'),
  'no-leader': words('knows no leader', '리더를 모름'),
  'no-producer-id': words('waits for a producer id', '프로듀서 ID를 기다림'),
  sequence: words('waits: an earlier sequence goes first', '앞 시퀀스가 먼저 가야 함'),
  'no-connection': words('waits for a connection', '연결을 기다림'),
  slots: words('waits: as many requests in flight as allowed', '전송 중인 요청이 한도에 참'),
  behind: words('behind another batch', '앞 배치 뒤에서 대기'),
  'in-flight': words('in flight', '전송 중'),
  'given-up': words('given up, its answer is still out', '포기함, 응답은 아직'),
};

export function waitSentence({ wait, waitsUntil }: BatchFrame, now: Micros, language: Language): string {
  const word = WAIT_WORDS[wait][language];
  if (waitsUntil === null) return word;
  const left = formatSpan(Math.max(0, waitsUntil - now));
  return language === 'ko' ? `${word}, ${left} 남음` : `${word}, ${left} left`;
}

/** `5..7` */
export function sequencesOf({ baseSequence, records }: BatchFrame): string {
  if (baseSequence < 0) return '–';
  return records === 1 ? String(baseSequence) : `${baseSequence}..${baseSequence + records - 1}`;
}

export function recordsOf({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? `#${first}` : `#${first}..#${last}`;
}

export function batchSentence(batch: BatchFrame, now: Micros, language: Language): string {
  const isKorean = language === 'ko';
  const parts = [
    `${batch.partition} ${recordsOf(batch)}`,
    isKorean ? `레코드 ${batch.records}개` : `${batch.records} ${batch.records === 1 ? 'record' : 'records'}`,
    `${batch.bytes} / ${batch.capacity} B`,
    waitSentence(batch, now, language),
  ];
  if (batch.baseSequence >= 0)
    parts.push(`producerId ${batch.producerId}, epoch ${batch.producerEpoch}, sequence ${sequencesOf(batch)}`);
  if (batch.attempts > 0) parts.push(isKorean ? `재시도 ${batch.attempts}번` : `attempt ${batch.attempts + 1}`);
  const left = formatSpan(Math.max(0, batch.expiresAt - now));
  parts.push(isKorean ? `delivery.timeout.ms까지 ${left}` : `${left} of delivery.timeout.ms left`);
  return parts.join(', ');
}

export function blockedSentence(blocked: BlockedSendFrame, now: Micros, language: Language): string {
  const { topic, waitsFor, since, until } = blocked;
  const waited = formatSpan(Math.max(0, now - since));
  const left = formatSpan(Math.max(0, until - now));
  if (language === 'ko') {
    const what = waitsFor === 'memory' ? 'buffer.memory를' : '메타데이터를';
    return `send(${topic}): ${what} ${waited}째 기다림, max.block.ms까지 ${left}`;
  }
  return `send(${topic}) has waited ${waited} for ${waitsFor === 'memory' ? 'buffer.memory' : 'metadata'}, max.block.ms in ${left}`;
}

const OUTCOME_WORDS: Readonly<Record<OutcomeFrame['type'], Words>> = {
  acknowledged: words('acknowledged', '확인 응답 받음'),
  failed: words('failed', '실패'),
  unknown: words('unknown: it may be in the log', '모름: 로그에 있을 수도 있음'),
  retried: words('sent again', '다시 보냄'),
  split: words('split', '나눠서 다시 보냄'),
};

export const OUTCOME_SIGNS: Readonly<Record<OutcomeFrame['type'], string>> = {
  acknowledged: '✓',
  failed: '✗',
  unknown: '?',
  retried: '↻',
  split: '⑂',
};

export function outcomeSentence(outcome: OutcomeFrame, language: Language): string {
  const { type, partition, first, last, count, offset, error } = outcome;
  const isKorean = language === 'ko';
  const parts = [`${OUTCOME_WORDS[type][language]}: ${partition ?? '-'}`];
  if (first !== null && last !== null) parts.push(recordsOf({ first, last }));
  else parts.push(isKorean ? `레코드 ${count}개` : `${count} ${count === 1 ? 'record' : 'records'}`);
  if (offset !== null) parts.push(isKorean ? `오프셋 ${offset}` : `at ${offset}`);
  if (error !== null) parts.push(error);
  return parts.join(' ');
}

export function idempotenceSentence({ idempotence }: ProducerLensFrame, language: Language): string {
  const { enabled, disabledBecause, producerId, producerEpoch } = idempotence;
  const isKorean = language === 'ko';
  if (!enabled) {
    const why = disabledBecause.join(' ');
    if (why === '') return isKorean ? 'enable.idempotence=false' : 'not idempotent: enable.idempotence=false';
    return isKorean ? `idempotence 꺼짐: ${why}` : `not idempotent: ${why}`;
  }
  if (producerId < 0) return isKorean ? 'idempotent, 아직 producer id 없음' : 'idempotent, no producer id yet';
  return `idempotent, producerId ${producerId}, epoch ${producerEpoch}`;
}
