/** Chapter: the ZooKeeper era. */
import type { Chapter } from './concept.ts';

export const ZOOKEEPER_ERA: Chapter = {
  id: 'zookeeper-era',
  name: { en: 'The ZooKeeper era', ko: 'ZooKeeper 시대' },
  concepts: [
    {
      id: 'zk-controller',
      name: { en: 'The first to /controller', ko: '/controller 선점' },
      question: {
        en: 'Three brokers, one decides for all. Who chose it?',
        ko: '브로커 셋 중 하나가 모두를 대신해 결정해요. 누가 뽑았을까요?',
      },
      lessons: ['zookeeper-first-to-create-controller'],
      after: ['metadata-quorum'],
    },
    {
      id: 'zk-session',
      name: { en: 'Sessions and watches', ko: '세션과 워치' },
      question: {
        en: 'A broker dies. How does the controller hear of it?',
        ko: '브로커가 죽어요. 컨트롤러는 어떻게 알까요?',
      },
      lessons: ['zookeeper-broker-dies'],
      after: ['zk-controller'],
    },
    {
      id: 'zk-zombies',
      name: { en: 'Who slept through it', ko: '자는 사이에 잃은 자리' },
      question: {
        en: 'A leader, or a controller, wakes after its session is over. What can it still do?',
        ko: '세션이 끝난 뒤 깨어난 리더나 컨트롤러는 무엇을 더 할 수 있을까요?',
      },
      lessons: ['zookeeper-long-pause', 'zookeeper-zombie-controller'],
      after: ['zk-session'],
    },
    {
      id: 'zk-ensemble',
      name: { en: 'The ensemble', ko: '앙상블' },
      question: {
        en: 'ZooKeeper has lost its quorum. What still works?',
        ko: 'ZooKeeper가 과반수를 잃었어요. 무엇이 계속 돌아갈까요?',
      },
      lessons: ['zookeeper-ensemble-without-quorum'],
      after: ['zk-session'],
    },
    {
      id: 'two-eras',
      name: { en: 'Two eras', ko: '두 시대' },
      question: {
        en: 'The same failures with ZooKeeper and with KRaft. What differs?',
        ko: '같은 장애를 ZooKeeper와 KRaft에서 겪어요. 무엇이 다를까요?',
      },
      lessons: ['two-eras-one-story'],
      after: ['zk-session'],
    },
    {
      id: 'migration',
      name: { en: 'To KRaft', ko: 'KRaft로 이전' },
      question: {
        en: 'A cluster changes its controller while orders come in. When is there no way back?',
        ko: '주문이 들어오는 동안 컨트롤러를 바꿔요. 되돌릴 수 없는 때는 언제일까요?',
      },
      lessons: ['migration-to-kraft'],
      after: ['two-eras', 'zk-ensemble'],
    },
  ],
};
