/** Chapter: who reads what, and how far. */
import type { Chapter } from './concept.ts';

export const CONSUMERS: Chapter = {
  id: 'consumers',
  name: { en: 'Who reads what, and how far', ko: '컨슈머와 오프셋' },
  concepts: [
    {
      id: 'groups',
      name: { en: 'Consumer groups', ko: '컨슈머 그룹' },
      question: {
        en: 'Three partitions and five consumers. Who is idle, and is anything unread?',
        ko: '파티션은 셋, 컨슈머는 다섯이에요. 누가 놀고, 읽히지 않는 파티션이 있을까요?',
      },
      lessons: ['more-consumers-than-partitions'],
      after: ['partition'],
    },
    {
      id: 'auto-commit',
      name: { en: 'Auto commit', ko: '자동 커밋' },
      question: {
        en: 'Killed in the middle of a batch: is anything lost, or done twice?',
        ko: '배치를 처리하던 중에 죽어요. 유실일까요, 중복일까요?',
      },
      lessons: ['auto-commit-inside-the-next-poll'],
      after: ['groups'],
    },
    {
      id: 'offset-reset',
      name: { en: 'Offset reset', ko: '오프셋 재설정' },
      question: {
        en: 'auto.offset.reset is changed. Is anything read again?',
        ko: 'auto.offset.reset을 바꿨어요. 다시 읽는 것이 있을까요?',
      },
      lessons: ['offsets-that-expire'],
      after: ['auto-commit'],
    },
    {
      id: 'poll-interval',
      name: { en: 'Two clocks of a member', ko: '멤버의 두 시계' },
      question: {
        en: 'Heartbeats arrive on time. Can the member still be put out?',
        ko: '하트비트는 제때 도착해요. 그래도 그룹에서 쫓겨날 수 있을까요?',
      },
      lessons: ['kicked-out-while-heartbeating'],
      after: ['auto-commit'],
    },
    {
      id: 'fencing',
      name: { en: 'Zombies and fencing', ko: '좀비와 펜싱' },
      question: {
        en: 'A member wakes up after its successor has begun. What can it still do?',
        ko: '후임이 일을 시작한 뒤에 옛 멤버가 깨어나요. 무엇을 더 할 수 있을까요?',
      },
      lessons: ['zombie-commit-is-fenced'],
      after: ['poll-interval'],
    },
  ],
};
