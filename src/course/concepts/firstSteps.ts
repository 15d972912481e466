/** Chapter: first steps. */
import type { Chapter } from './concept.ts';

export const FIRST_STEPS: Chapter = {
  id: 'first-steps',
  name: { en: 'First steps', ko: '첫걸음' },
  concepts: [
    {
      id: 'log',
      name: { en: 'A log', ko: '로그' },
      question: {
        en: 'Two readers read the same records. Does the first one leave anything for the second?',
        ko: '컨슈머 둘이 같은 레코드를 읽어요. 첫 번째가 읽고 나면 두 번째에게 남는 것이 있을까요?',
      },
      lessons: ['what-is-a-log'],
      after: [],
    },
    {
      id: 'partition',
      name: { en: 'Keys and partitions', ko: '키와 파티션' },
      question: {
        en: 'Which partition does a record go to, and which records keep their order?',
        ko: '레코드는 어느 파티션으로 가고, 순서는 어디까지 지켜질까요?',
      },
      lessons: ['which-partition'],
      after: ['log'],
    },
    {
      id: 'replication',
      name: { en: 'Replicas and a leader', ko: '레플리카와 리더' },
      question: {
        en: 'The broker that leads a partition dies. Who notices, and who goes on?',
        ko: '파티션의 리더 브로커가 죽어요. 누가 알아차리고, 누가 이어받을까요?',
      },
      lessons: ['leader-failover'],
      after: ['log'],
    },
  ],
};
