/** The life of a record in sentences: each event, its verdict, what it was told and what is true. */

import { withParticle } from '../../base/korean.ts';
import type {
  BiographyEvent,
  BiographyEventType,
  BiographyFrame,
  CopyFrame,
  Verdict,
} from '../../frame/biography/biographyFrames.ts';
import { broker, object, subject, toward } from '../factWords.ts';
import { formatSpan } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { type Words, words } from '../words.ts';

type Fields = Readonly<Record<string, string>>;
type Sentence = Readonly<Record<Language, (f: Fields) => string>>;

const span = (value: string | undefined): string => formatSpan(Number(value ?? 0));
const isZero = (value: string | undefined): boolean => value === undefined || value === '0';
const group = (f: Fields): string => (f.group === '' ? '' : ` (${f.group})`);
const groupKo = (f: Fields): string => (f.group === '' ? '' : `그룹 ${f.group}의 `);

function waits(f: Fields, reasons: readonly (readonly [field: string, text: string])[]): string {
  return reasons
    .filter(([field]) => !isZero(f[field]))
    .map(([field, text]) => text.replace('%', span(f[field])))
    .join(', ');
}

const recordsEn = (f: Fields): string => (f.count === '1' ? 'alone' : `with #${f.first}–#${f.last}`);
const sequenceOf = (f: Fields): string =>
  f.producerId === '-1' ? '' : ` · producerId ${f.producerId}, epoch ${f.producerEpoch}, sequence ${f.baseSequence}`;

const EVENTS: Readonly<Record<BiographyEventType, Sentence>> = {
  'waited-in-send': {
    en: (f) =>
      `send() blocked: ${waits(f, [
        ['metadata', '% for metadata'],
        ['memory', '% for buffer.memory'],
      ])}.`,
    ko: (f) =>
      `send()가 막혔어요: ${waits(f, [
        ['metadata', '메타데이터 %'],
        ['memory', 'buffer.memory %'],
      ])}.`,
  },
  sent: {
    en: (f) =>
      `send(): into batch ${f.batch} of ${f.partition} in the accumulator${f.resendOf === '' ? '' : `. The application sends #${f.resendOf} again`}.`,
    ko: (f) =>
      `send(): accumulator에서 ${f.partition}의 ${f.batch}번 배치에 들어갔어요${f.resendOf === '' ? '' : `. 애플리케이션이 ${object(`#${f.resendOf}`)} 다시 보낸 거예요`}.`,
  },
  'failed-in-send': {
    en: (f) => `send() failed: ${f.error}. ${f.message}`,
    ko: (f) => `send()가 실패했어요: ${f.error}. ${f.message}`,
  },
  waited: {
    en: (f) =>
      `Waited: ${waits(f, [
        ['metadata', '% for a known leader'],
        ['inFlight', '% since max.in.flight.requests.per.connection was reached'],
        ['linger', '% of linger.ms'],
        ['backoff', '% of retry.backoff.ms'],
        ['other', '% for the connection, or for a batch before it'],
      ])}.`,
    ko: (f) =>
      `기다렸어요: ${waits(f, [
        ['metadata', '리더를 몰라서 %'],
        ['inFlight', 'max.in.flight.requests.per.connection이 차서 %'],
        ['linger', 'linger.ms로 %'],
        ['backoff', 'retry.backoff.ms로 %'],
        ['other', '연결이나 앞선 배치 때문에 %'],
      ])}.`,
  },
  'batch-sent': {
    en: (f) =>
      `Sent to ${f.broker} in request ${f.request}${f.attempt === '0' ? '' : `, attempt ${Number(f.attempt) + 1}`}, ${recordsEn(f)}: ${f.bytes} bytes${sequenceOf(f)}.`,
    ko: (f) =>
      `요청 ${f.request}번으로 ${f.broker}에 보냈어요${f.attempt === '0' ? '' : `(${Number(f.attempt) + 1}번째 시도)`}. ${f.count === '1' ? '혼자' : `${withParticle(`#${f.first}–#${f.last}`, '과/와')} 함께`}, ${f.bytes}바이트${sequenceOf(f)}.`,
  },
  refused: {
    en: (f) =>
      `${broker(f.broker)} refused it: ${f.error}${f.expected === undefined || f.expected === '-1' ? '' : `, sequence ${f.baseSequence} where ${f.expected} was due`}.`,
    ko: (f) =>
      `${subject(broker(f.broker))} 거절했어요: ${f.error}${f.expected === undefined || f.expected === '-1' ? '' : `, 시퀀스 ${f.expected} 차례에 ${subject(f.baseSequence)} 왔어요`}.`,
  },
  'duplicate-answered': {
    en: (f) => `${broker(f.broker)} knew the batch: not appended again, answered with offset ${f.baseOffset}.`,
    ko: (f) =>
      `${subject(broker(f.broker))} 이미 아는 배치라서 다시 쓰지 않고 오프셋 ${toward(f.baseOffset)} 응답했어요.`,
  },
  appended: {
    en: (f) => `Appended by ${broker(f.broker)} at offset ${f.offset}, leader epoch ${f.epoch}.`,
    ko: (f) => `${subject(broker(f.broker))} 오프셋 ${f.offset}에 썼어요. 리더 에포크 ${f.epoch}.`,
  },
  replicated: {
    en: (f) => `Copied to ${broker(f.broker)}.`,
    ko: (f) => `${broker(f.broker)}에 복제됐어요.`,
  },
  committed: {
    en: (f) => `Committed: the high watermark of ${broker(f.broker)} is now ${f.highWatermark}.`,
    ko: (f) => `커밋됐어요. ${broker(f.broker)}의 하이 워터마크: ${f.highWatermark}.`,
  },
  'request-lost': {
    en: (f) =>
      f.outcome === 'timed out'
        ? `No answer from ${f.broker} for ${span(f.latency)}: the request timed out.`
        : `The connection to ${f.broker} broke after ${span(f.latency)}: no answer will come.`,
    ko: (f) =>
      f.outcome === 'timed out'
        ? `${f.broker}에서 ${span(f.latency)} 동안 응답이 없어 요청 시간이 초과됐어요.`
        : `${span(f.latency)} 뒤 ${f.broker} 연결이 끊겼어요. 응답은 오지 않아요.`,
  },
  retried: {
    en: (f) => `Back into the accumulator, to be sent again: ${f.error}.`,
    ko: (f) => `다시 보내려고 accumulator로 돌아갔어요: ${f.error}.`,
  },
  split: {
    en: (f) => `MESSAGE_TOO_LARGE: its ${f.records} records go again in ${f.batches} batches.`,
    ko: (f) => `MESSAGE_TOO_LARGE: 레코드 ${f.records}개를 배치 ${f.batches}개로 나눠 다시 보내요.`,
  },
  acknowledged: {
    en: (f) =>
      f.acks === '0'
        ? 'The producer was told: sent. With acks=0 nobody answers.'
        : `The producer was told: acknowledged${f.offset === '-1' ? '' : ` at offset ${f.offset}`}, acks=${f.acks === '-1' ? 'all' : f.acks}.`,
    ko: (f) =>
      f.acks === '0'
        ? '프로듀서는 보냈다고만 들었어요. acks=0이면 응답이 없어요.'
        : `프로듀서가 확인 응답을 받았어요${f.offset === '-1' ? '' : `: 오프셋 ${f.offset}`}, acks=${f.acks === '-1' ? 'all' : f.acks}.`,
  },
  failed: {
    en: (f) => `The producer was told: failed. ${f.error}: ${f.message}`,
    ko: (f) => `프로듀서는 실패했다고 들었어요. ${f.error}: ${f.message}`,
  },
  unknown: {
    en: (f) => `The producer gave up, and cannot know whether it was written. ${f.error}: ${f.message}`,
    ko: (f) => `프로듀서가 포기했어요. 쓰였는지 알 수 없어요. ${f.error}: ${f.message}`,
  },
  truncated: {
    en: (f) => `${broker(f.broker)} cut it off: its log was truncated to offset ${f.endOffset}.`,
    ko: (f) => `${subject(broker(f.broker))} 로그를 오프셋 ${f.endOffset}까지 잘라내서 사라졌어요.`,
  },
  deleted: {
    en: (f) => `${broker(f.broker)} deleted it: ${f.reason}.`,
    ko: (f) => `${subject(broker(f.broker))} 지웠어요: ${f.reason}.`,
  },
  cleaned: {
    en: (f) => `The log cleaner of ${broker(f.broker)} went over it: ${f.removed} records removed.`,
    ko: (f) => `${broker(f.broker)}의 log cleaner가 지나갔어요. 레코드 ${f.removed}개를 없앴어요.`,
  },
  delivered: {
    en: (f) =>
      `Delivered to ${f.client}${group(f)} by ${broker(f.broker)}, offset ${f.offset}${Number(f.nth) > 1 ? `: for the ${f.nth}${ordinal(f.nth)} time` : ''}.`,
    ko: (f) =>
      `${groupKo(f)}${subject(f.client)} ${broker(f.broker)}에서 받았어요. 오프셋 ${f.offset}${Number(f.nth) > 1 ? `, ${f.nth}번째` : ''}.`,
  },
  processed: {
    en: (f) => `${f.client}${group(f)} has processed it.`,
    ko: (f) => `${groupKo(f)}${subject(f.client)} 처리했어요.`,
  },
  'offset-committed': {
    en: (f) => `Group ${f.group} committed offset ${f.offset}: it will not come again.`,
    ko: (f) => `그룹 ${subject(f.group)} 오프셋 ${object(f.offset)} 커밋했어요. 다시 오지 않아요.`,
  },
  resent: {
    en: (f) => `The application sent it again, as #${f.record}.`,
    ko: (f) => `애플리케이션이 ${object(`#${f.record}`)} 다시 보냈어요.`,
  },
};

function ordinal(nth: string | undefined): string {
  return nth === '2' ? 'nd' : nth === '3' ? 'rd' : 'th';
}

export function eventSentence({ type, fields }: BiographyEvent, language: Language): string {
  return EVENTS[type][language](fields);
}

export const VERDICTS: Readonly<Record<Verdict, Words>> = {
  pending: words('on its way', '가는 중'),
  kept: words('kept', '남아 있음'),
  duplicated: words('duplicated', '중복됨'),
  lost: words('lost', '유실됨'),
  deleted: words('deleted from the start of the log', '로그 앞부분과 함께 지워짐'),
  compacted: words('compacted away', '컴팩션으로 사라짐'),
  refused: words('not written', '쓰이지 않음'),
  'refused-but-written': words('told failed, and yet written', '실패라고 했지만 쓰임'),
  'unknown-written': words('unknown, and written', '모르지만 쓰임'),
  'unknown-not-written': words('unknown, and not written', '모르고, 쓰이지도 않음'),
  'never-written': words('never written', '쓰인 적 없음'),
  'no-leader': words('no leader', '리더 없음'),
};

const VERDICT_SENTENCES: Readonly<Record<Verdict, Words>> = {
  pending: words('The producer has not been told anything yet.', '프로듀서가 아직 아무것도 듣지 못했어요.'),
  kept: words('What the producer was told is true.', '프로듀서가 들은 대로예요.'),
  duplicated: words(
    'The log holds it more than once: whoever reads it reads it again.',
    '로그에 두 번 이상 들어 있어요. 읽는 쪽은 같은 레코드를 또 읽어요.',
  ),
  lost: words(
    'The producer was told that it is safe. No leader has it any more.',
    '프로듀서는 안전하다고 들었지만 이제 리더의 로그에 없어요.',
  ),
  deleted: words(
    'The log begins behind it now: retention, or DeleteRecords, has deleted it.',
    '이제 로그가 그 뒤에서 시작해요. 보존 설정이나 DeleteRecords로 지워졌어요.',
  ),
  compacted: words(
    'A newer record with the same key has taken its place.',
    '같은 키의 더 새로운 레코드가 자리를 대신했어요.',
  ),
  refused: words(
    'It failed, and it is in no log: sending it again is safe.',
    '실패했고 로그에도 없어요. 다시 보내도 안전해요.',
  ),
  'refused-but-written': words(
    'The producer was told that it failed, and yet it is in the log.',
    '프로듀서는 실패라고 들었지만 로그에 있어요.',
  ),
  'unknown-written': words(
    'The producer does not know; it was written. Sending it again makes two of it.',
    '프로듀서는 모르지만 쓰였어요. 다시 보내면 두 개가 돼요.',
  ),
  'unknown-not-written': words(
    'The producer does not know; it was not written. Not sending it again loses it.',
    '프로듀서는 모르고 쓰이지도 않았어요. 다시 보내지 않으면 유실돼요.',
  ),
  'never-written': words(
    'With acks=0 nobody promised anything, and it never reached a log.',
    'acks=0이라 아무도 약속하지 않았고, 로그에 닿지도 못했어요.',
  ),
  'no-leader': words(
    'Nobody leads the partition: whether it survives depends on who is elected.',
    '파티션에 리더가 없어요. 누가 뽑히느냐에 따라 살아남을 수도, 사라질 수도 있어요.',
  ),
};

export function verdictSentence(verdict: Verdict, language: Language): string {
  return VERDICT_SENTENCES[verdict][language];
}

/** Bad news has another look, beside its words. */
export function isAlarming(verdict: Verdict): boolean {
  return (
    verdict === 'lost' || verdict === 'duplicated' || verdict === 'refused-but-written' || verdict === 'never-written'
  );
}

export const COPY_STATES: Readonly<Record<CopyFrame['replicas'][number]['state'], Words>> = {
  held: words('has it', '있음'),
  committed: words('has it, committed', '있음, 커밋됨'),
  absent: words('not there', '없음'),
  other: words('another record there', '다른 레코드가 있음'),
  deleted: words('deleted', '지워짐'),
  compacted: words('compacted', '컴팩션됨'),
};

export function copySentence(copy: CopyFrame, language: Language): string {
  const where = copy.replicas.map(
    ({ broker: id, leader, alive, state }) =>
      `b${id}${leader ? (language === 'ko' ? '(리더)' : ' (leader)') : ''}${alive ? '' : language === 'ko' ? '(실행 중 아님)' : ' (not running)'}: ${COPY_STATES[state][language]}`,
  );
  const place =
    language === 'ko' ? `오프셋 ${copy.offset}, 에포크 ${copy.epoch}` : `Offset ${copy.offset}, epoch ${copy.epoch}`;
  return `${place} · ${where.join(', ')}`;
}

/** The whole life as plain text, to be copied. */
export function biographyText(biography: BiographyFrame, language: Language): string {
  const { record, value, verdict, copies, events } = biography;
  const { client, record: number, partition, key } = record;
  const head = `${client}#${number}  ${partition ?? '-'}  ${key ?? 'null'} = ${value ?? '?'}`;
  const lines = events.map(
    (event) => `${(event.at / 1_000_000).toFixed(6).padStart(12)}s  ${eventSentence(event, language)}`,
  );
  return [
    head,
    `${VERDICTS[verdict][language]}: ${verdictSentence(verdict, language)}`,
    '',
    ...lines,
    ...(copies.length === 0 ? [] : ['', ...copies.map((copy) => copySentence(copy, language))]),
  ].join('\n');
}
