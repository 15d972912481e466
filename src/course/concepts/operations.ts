/** Chapter: operations. */
import type { Chapter } from './concept.ts';

export const OPERATIONS: Chapter = {
  id: 'operations',
  name: { en: 'Operations', ko: '운영' },
  concepts: [
    {
      id: 'shutdown',
      name: { en: 'Shutdown and kill', ko: '정상 종료와 강제 종료' },
      question: {
        en: 'The same leader goes twice, once politely. What is the difference worth?',
        ko: '같은 리더가 두 번 떠나요. 한 번은 예의 바르게요. 그 차이는 얼마일까요?',
      },
      lessons: ['controlled-shutdown-against-kill'],
      after: ['isr'],
    },
    {
      id: 'preferred-leader',
      name: { en: 'Preferred leaders', ko: '선호 리더' },
      question: {
        en: 'All brokers were restarted. How many partitions does each one lead?',
        ko: '브로커를 모두 재시작했어요. 각자 파티션을 몇 개씩 리드할까요?',
      },
      lessons: ['leaders-that-do-not-come-home'],
      after: ['shutdown'],
    },
    {
      id: 'reassignment',
      name: { en: 'Reassignment', ko: '파티션 재할당' },
      question: {
        en: 'A partition moves while records keep coming. Who waits for whom?',
        ko: '레코드가 계속 들어오는데 파티션을 옮겨요. 누가 누구를 기다릴까요?',
      },
      lessons: ['reassignment-under-load'],
      after: ['isr'],
    },
    {
      id: 'retiring',
      name: { en: 'Retiring a broker', ko: '브로커 퇴역' },
      question: {
        en: 'A broker is shut down for good. Who takes over its copies?',
        ko: '브로커 하나를 영영 내려요. 그 브로커의 복제본은 누가 이어받을까요?',
      },
      lessons: ['retire-a-broker'],
      after: ['shutdown', 'reassignment'],
    },
    {
      id: 'metadata-quorum',
      name: { en: 'The controller quorum', ko: '컨트롤러 쿼럼' },
      question: {
        en: 'Two of three controllers die. What stops first?',
        ko: '컨트롤러 셋 중 둘이 죽어요. 무엇이 먼저 멈출까요?',
      },
      lessons: ['quorum-lost'],
      after: ['isr'],
    },
    {
      id: 'voters',
      name: { en: 'Changing the voters', ko: '투표자 바꾸기' },
      question: {
        en: 'A controller is replaced while everything runs. Who may vote, and from when on?',
        ko: '멈추지 않고 컨트롤러를 교체해요. 누가 언제부터 투표할 수 있을까요?',
      },
      lessons: ['voters-added-and-removed'],
      after: ['metadata-quorum'],
    },
  ],
};
