/** Chapter: how a group changes. */
import type { Chapter } from './concept.ts';

export const GROUP_CHANGES: Chapter = {
  id: 'group-changes',
  name: { en: 'How a group changes', ko: '그룹의 변화' },
  concepts: [
    {
      id: 'rebalance',
      name: { en: 'Rebalances', ko: '리밸런싱' },
      question: {
        en: 'A member joins. Who has to stop reading?',
        ko: '멤버 하나가 들어와요. 누가 읽기를 멈춰야 할까요?',
      },
      lessons: ['stop-the-world-or-not'],
      after: ['groups'],
    },
    {
      id: 'static-members',
      name: { en: 'Static members', ko: '스태틱 멤버' },
      question: {
        en: 'A member restarts. How many rebalances is that?',
        ko: '멤버 하나를 재시작해요. 리밸런싱은 몇 번일까요?',
      },
      lessons: ['static-members-restart'],
      after: ['rebalance'],
    },
    {
      id: 'consumer-protocol',
      name: { en: 'Moving to KIP-848', ko: 'KIP-848로 옮기기' },
      question: {
        en: 'Some members speak the new group protocol already. Must the others stop?',
        ko: '멤버 몇이 먼저 새 그룹 프로토콜을 써요. 나머지는 멈춰야 할까요?',
      },
      lessons: ['rolling-upgrade-to-the-consumer-protocol'],
      after: ['rebalance'],
    },
    {
      id: 'coordinator',
      name: { en: 'The group coordinator', ko: '그룹 코디네이터' },
      question: {
        en: 'The broker that keeps the books of a group dies. What does the group lose?',
        ko: '그룹의 장부를 가진 브로커가 죽어요. 그룹은 무엇을 잃을까요?',
      },
      lessons: ['coordinator-failover'],
      after: ['auto-commit', 'replication'],
    },
    {
      id: 'why-did-that-group-stop',
      name: { en: 'Why did that group stop?', ko: '그 그룹은 왜 멈췄을까?' },
      question: {
        en: 'Three groups fall behind at once. Do they have the same trouble?',
        ko: '세 그룹의 랙이 동시에 늘어요. 원인도 같을까요?',
      },
      lessons: ['why-did-that-group-stop'],
      after: ['coordinator', 'poll-interval', 'slow-replica'],
    },
  ],
};
