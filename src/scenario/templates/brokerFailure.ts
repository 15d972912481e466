/** A broker that leads dies, another takes over, and the first comes back. */
import type { Template } from './template.ts';

export const brokerFailure: Template = {
  name: 'broker-failure',
  title: { en: 'A broker fails', ko: '브로커 장애' },
  summary: {
    en: 'The leader of a partition is killed and comes back: who takes over, and what becomes of the records?',
    ko: '파티션의 리더가 죽었다가 돌아와요. 누가 이어받고, 레코드는 어떻게 될까요?',
  },
  write: ({ title, note, say, block }) => `tidemark: 1
title: ${title}
summary: ${say(
    'The leader of a partition is killed and comes back. Who takes over, and what becomes of the records?',
    '파티션의 리더가 죽었다가 돌아와요. 누가 이어받고, 레코드는 어떻게 될까요?',
  )}
prose:
${block(
  2,
  `The process of b1 is killed at 10 s. *The controller* notices when it has heard nothing of b1 for
broker.session.timeout.ms, and names another leader out of the ISR.

Look at:

- when the producer gets its next acknowledgement;
- what b1 does with its log when it is back.`,
  `10초에 b1의 프로세스가 죽어요. *컨트롤러*는 broker.session.timeout.ms 동안 b1의 하트비트가 없으면 알아차리고, ISR에서 새 리더를
정해요.

이런 것을 살펴보세요.

- 프로듀서가 다음 확인 응답(ack)을 받는 때
- 돌아온 b1이 자기 로그로 하는 일`,
)}
seed: 1
until: 40s

cluster:
  controllers: 3
  brokers: 3
  ${note('Settings of all servers, under their Kafka names. The default is 9000.', '모든 서버의 설정이에요. 이름은 Kafka와 같아요. 기본값은 9000이에요.')}
  config: { broker.session.timeout.ms: 6000 }
topics:
  - name: orders
    assignment: [[1, 2, 3]]
    config: { min.insync.replicas: 2 }
producers:
  - name: p1
    config: { acks: all }
    send: [{ topic: orders, every: 100ms, count: 250, key: "order-{n}" }]
consumers:
  - name: k1
    assign: [orders]
    config: { auto.offset.reset: earliest }

timeline:
  - { at: 10s, kill: b1 }
  ${note('Bound to what happens, not to a time: it stays right with another seed.', '시각이 아니라 일어난 일에 맞춰요. 시드가 달라도 맞아요.')}
  - { when: { fact: BrokerFenced, where: { brokerId: 1 } }, after: 8s, start: b1 }

expect:
  - { fact: LeaderElected, where: { partition: orders-0, leader: 2 }, after: 10s, before: 20s, times: 1 }
  ${note('Every record gets through: the producer tries again until it does.', '모든 레코드가 전달돼요. 될 때까지 프로듀서가 재시도하니까요.')}
  - { final: { producer: p1, acknowledged: 250, failed: 0 } }
  - { final: { consumer: k1, position: { orders-0: 250 } } }
  ${note('b1 follows, and is in sync again.', 'b1은 팔로워로 돌아와 다시 동기화돼요.')}
  - { final: { partition: orders-0, leader: 2, isr: [1, 2, 3] } }
  - property: NoAcknowledgedRecordLost
`,
};
