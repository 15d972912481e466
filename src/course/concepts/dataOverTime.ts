/** Chapter: data over time. */
import type { Chapter } from './concept.ts';

export const DATA_OVER_TIME: Chapter = {
  id: 'data-over-time',
  name: { en: 'Data over time', ko: '시간과 데이터' },
  concepts: [
    {
      id: 'partition-count',
      name: { en: 'Adding partitions', ko: '파티션 추가' },
      question: {
        en: 'A topic grows from six partitions to twelve. Where do the keys go?',
        ko: '파티션이 6개에서 12개로 늘어요. 키들은 어디로 갈까요?',
      },
      lessons: ['added-partitions-break-key-order'],
      after: ['groups'],
    },
    {
      id: 'retention',
      name: { en: 'Retention', ko: '보존(retention)' },
      question: {
        en: 'Five minutes of retention. How many records are left after half an hour?',
        ko: '보존 시간은 5분이에요. 30분 뒤에는 레코드가 몇 개 남아 있을까요?',
      },
      lessons: ['retention-late-then-brutal'],
      after: ['offset-reset'],
    },
    {
      id: 'compaction',
      name: { en: 'Compaction', ko: '로그 컴팩션' },
      question: {
        en: 'One value for each key, says the topic. How many does a reader see?',
        ko: '키마다 값은 하나라고 해요. 읽는 쪽은 몇 개를 볼까요?',
      },
      lessons: ['compaction-is-not-a-unique-key'],
      after: ['partition'],
    },
  ],
};
