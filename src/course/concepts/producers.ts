/** Chapter: how a producer sends. */
import type { Chapter } from './concept.ts';

export const PRODUCERS: Chapter = {
  id: 'producers',
  name: { en: 'How a producer sends', ko: '프로듀서의 전송' },
  concepts: [
    {
      id: 'bootstrap',
      name: { en: 'Finding the brokers', ko: '브로커 찾기' },
      question: {
        en: 'The port is open and the metadata arrives. Why does no record go through?',
        ko: '포트는 열려 있고 메타데이터도 와요. 왜 레코드는 하나도 전송되지 않을까요?',
      },
      lessons: ['bootstrap-works-then-everything-times-out'],
      after: ['replication'],
    },
    {
      id: 'batching',
      name: { en: 'Batches and linger', ko: '배치와 linger' },
      question: {
        en: 'What does a little patience save, and what does it cost?',
        ko: '조금 기다렸다 보내면 무엇이 줄고, 무엇이 늘까요?',
      },
      lessons: ['linger-and-batches'],
      after: ['partition'],
    },
    {
      id: 'idempotence',
      name: { en: 'Retries and duplicates', ko: '재시도와 중복' },
      question: {
        en: 'An answer gets lost, and the producer asks again. What lies in the log?',
        ko: '응답이 유실되어 프로듀서가 다시 보내요. 로그에는 무엇이 있을까요?',
      },
      lessons: ['duplicates-without-idempotence'],
      after: ['acks'],
    },
    {
      id: 'timeouts',
      name: { en: 'What a timeout says', ko: '타임아웃의 뜻' },
      question: {
        en: 'TimeoutException: was it written or not?',
        ko: 'TimeoutException이 났어요. 쓰였을까요, 안 쓰였을까요?',
      },
      lessons: ['timeout-is-not-failure'],
      after: ['idempotence'],
    },
    {
      id: 'ordering',
      name: { en: 'Order and retries', ko: '순서와 재시도' },
      question: {
        en: 'A is sent before B. Which setting lets B come first?',
        ko: 'A를 B보다 먼저 보냈어요. 어떤 설정이면 B가 먼저 쓰일까요?',
      },
      lessons: ['the-retry-that-reorders'],
      after: ['idempotence', 'partition'],
    },
  ],
};
