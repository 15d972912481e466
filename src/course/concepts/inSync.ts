/** Chapter: who is in sync, and who leads. */
import type { Chapter } from './concept.ts';

export const IN_SYNC: Chapter = {
  id: 'in-sync',
  name: { en: 'Who is in sync, and who leads', ko: 'ISR과 리더' },
  concepts: [
    {
      id: 'isr',
      name: { en: 'In-sync replicas (ISR)', ko: '인싱크 레플리카(ISR)' },
      question: {
        en: 'Two replicas are enough and one of three dies. Do the writes go on?',
        ko: '레플리카 둘이면 충분한데 셋 중 하나가 죽어요. 쓰기는 계속될까요?',
      },
      lessons: ['isr-shrink-and-return'],
      after: ['acks'],
    },
    {
      id: 'slow-replica',
      name: { en: 'A slow follower', ko: '느린 팔로워' },
      question: {
        en: 'A follower falls behind. When does it leave the ISR?',
        ko: '팔로워 하나가 뒤처져요. ISR에서는 언제 빠질까요?',
      },
      lessons: ['slow-follower'],
      after: ['isr'],
    },
    {
      id: 'unclean',
      name: { en: 'Unclean election', ko: '언클린 리더 선출' },
      question: {
        en: 'The only replica with all the records is gone. Wait, or go on without it?',
        ko: '레코드를 다 가진 유일한 레플리카가 사라졌어요. 기다릴까요, 없이 갈까요?',
      },
      lessons: ['unclean-election'],
      after: ['isr', 'durability'],
    },
    {
      id: 'last-replica',
      name: { en: 'The last replica', ko: '마지막 레플리카' },
      question: {
        en: 'acks=all, a floor of two, no unclean election. Can everything still be lost?',
        ko: 'acks=all에 최소 ISR은 2, 언클린 선출도 없어요. 그래도 전부 잃을 수 있을까요?',
      },
      lessons: ['last-replica-standing-without-elr'],
      after: ['unclean', 'page-cache'],
    },
    {
      id: 'elr',
      name: { en: 'Eligible leaders (ELR)', ko: '적격 리더 레플리카(ELR)' },
      question: {
        en: 'Who else had everything, and how does the controller remember it?',
        ko: '레코드를 다 가지고 있던 레플리카가 또 있을까요? 컨트롤러는 그것을 어떻게 기억할까요?',
      },
      lessons: ['last-replica-standing-with-elr'],
      after: ['last-replica'],
    },
    {
      id: 'two-leaders',
      name: { en: 'Two leaders at once', ko: '동시에 두 리더' },
      question: {
        en: 'A leader hears and is not heard. Who is told the truth?',
        ko: '듣기만 하고 말은 전하지 못하는 리더가 있어요. 누가 진실을 들을까요?',
      },
      lessons: ['one-way-partition'],
      after: ['isr', 'durability'],
    },
    {
      id: 'truncation',
      name: { en: 'Truncation and epochs', ko: '잘라내기와 에포크' },
      question: {
        en: 'A follower has records that its leader does not. Where does it cut?',
        ko: '팔로워에 리더에게 없는 레코드가 있어요. 어디서부터 잘라낼까요?',
      },
      lessons: ['truncation-on-three-rungs'],
      after: ['two-leaders'],
    },
  ],
};
