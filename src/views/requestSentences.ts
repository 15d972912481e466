/** Facts about single requests. */
import { broker, object, type Sentence, subject } from './factWords.ts';
import type { Language } from './viewProps.ts';

const millis = (micros: string | undefined): string => `${Number((Number(micros) / 1000).toFixed(3))} ms`;
const EN = { answered: 'was answered', disconnected: 'was lost with its connection', 'timed out': 'timed out' };
const KO = {
  answered: '응답을 받았어요',
  disconnected: '연결이 끊겨 응답을 받지 못했어요',
  'timed out': '시간이 초과되었어요',
};
type Outcome = keyof typeof EN;
const records = (first: string | undefined, last: string | undefined): string =>
  first === last ? `#${first}` : `#${first}–#${last}`;

export const REQUEST_SENTENCES = {
  RequestCompleted: {
    en: (f) =>
      `${f.api} request ${f.request} of ${f.client} to ${f.broker} ${EN[f.outcome as Outcome]} after ${millis(f.latency)}.`,
    ko: (f) =>
      `${subject(f.client)} ${f.broker}에 보낸 ${f.api} 요청 ${f.request}번: ${millis(f.latency)} 만에 ${KO[f.outcome as Outcome]}.`,
  },
  BatchSent: {
    en: (f) =>
      `${f.client} sent ${records(f.first, f.last)} to ${f.broker} for ${f.partition}${f.attempt === '0' ? '' : `, attempt ${Number(f.attempt) + 1}`}: a batch of ${f.bytes} bytes.`,
    ko: (f) =>
      `${subject(f.client)} ${f.partition}의 ${object(records(f.first, f.last))} ${f.broker}에 보냈어요${f.attempt === '0' ? '' : `(${Number(f.attempt) + 1}번째 시도)`}. 배치 ${f.bytes}바이트.`,
  },
  AppendRefused: {
    en: (f) => `${broker(f.broker)} did not append a batch for ${f.partition}: ${f.error}.`,
    ko: (f) => `${subject(broker(f.broker))} ${f.partition} 배치를 로그에 쓰지 않았어요: ${f.error}.`,
  },
  RecordsServed: {
    en: (f) => `${broker(f.broker)} answered a consumer's fetch with ${f.bytes} bytes of records.`,
    ko: (f) => `${subject(broker(f.broker))} 컨슈머의 fetch에 레코드 ${f.bytes}바이트로 응답했어요.`,
  },
  PollCalled: {
    en: (f) => `${f.client} called poll().`,
    ko: (f) => `${subject(f.client)} poll()을 불렀어요.`,
  },
} satisfies Readonly<Record<string, Readonly<Record<Language, Sentence>>>>;
