/** Chapter: what an acknowledgement says. */
import type { Chapter } from './concept.ts';

export const ACKNOWLEDGEMENTS: Chapter = {
  id: 'acknowledgements',
  name: { en: 'What an acknowledgement says', ko: '확인 응답(ack)의 뜻' },
  concepts: [
    {
      id: 'high-watermark',
      name: { en: 'High watermark', ko: '하이 워터마크(HW)' },
      question: {
        en: 'A record lies on three brokers. Who knows that, and who may read it?',
        ko: '레코드가 세 브로커에 모두 있어요. 그 사실을 누가 알고, 누가 읽을 수 있을까요?',
      },
      lessons: ['high-watermark-one-fetch-behind'],
      after: ['replication'],
    },
    {
      id: 'acks',
      name: { en: 'acks and the floor', ko: 'acks와 최소 ISR' },
      question: {
        en: 'How many copies exist when acks=all says yes?',
        ko: 'acks=all의 확인 응답이 왔을 때 복제본은 몇 개일까요?',
      },
      lessons: ['acks-and-min-insync-replicas'],
      after: ['high-watermark'],
    },
    {
      id: 'durability',
      name: { en: 'Told yes, and lost', ko: '받았다더니 유실' },
      question: {
        en: 'A clean election, two in-sync followers. Can an acknowledged record be lost?',
        ko: '정상적인 선출이고 인싱크 팔로워도 둘이에요. 확인 응답까지 받은 레코드를 잃을 수 있을까요?',
      },
      lessons: ['acks-one-loses'],
      after: ['acks'],
    },
    {
      id: 'page-cache',
      name: { en: 'Acked, but on disk?', ko: '확인 응답과 디스크' },
      question: {
        en: 'Is an acknowledged record on a disk?',
        ko: '확인 응답을 받은 레코드는 디스크에 있을까요?',
      },
      lessons: ['acked-is-not-fsynced'],
      after: ['acks'],
    },
  ],
};
