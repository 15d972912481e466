/** A producer that is cut off from its leader: what it tries again, what it gives up, and what it never learns. */
import type { Template } from './template.ts';

export const producer: Template = {
  name: 'producer',
  title: { en: 'A producer and its retries', ko: '프로듀서와 재시도' },
  summary: {
    en: 'Answers to a producer get lost: what is sent again, and why nothing is written twice.',
    ko: '프로듀서에게 오는 응답이 사라져요. 무엇을 다시 보내고, 왜 두 번 저장되지 않을까요?',
  },
  write: ({ title, note, say, block }) => `tidemark: 1
title: ${title}
summary: ${say(
    'Answers to a producer get lost. What is sent again, and why is nothing written twice?',
    '프로듀서에게 오는 응답이 사라져요. 무엇을 다시 보내고, 왜 두 번 저장되지 않을까요?',
  )}
prose:
${block(
  2,
  `At 8 s the way back from b1 to the producer goes dead. Records still arrive and are written; the producer
does not hear of it, and sends them again after request.timeout.ms.

*It is idempotent*: each batch has a sequence number, and the broker knows those that it has.`,
  `8초에 b1에서 프로듀서로 돌아가는 길이 끊겨요. 레코드는 도착해서 저장되지만, 프로듀서는 그것을 모르고 request.timeout.ms가 지나면 다시
보내요.

*멱등 프로듀서*라서 배치마다 시퀀스 번호가 있고, 브로커는 이미 받은 번호를 알아봐요.`,
)}
until: 40s

cluster: { controllers: 1, brokers: 3 }
topics:
  - { name: orders, assignment: [[1, 2, 3]], config: { min.insync.replicas: 2 } }
producers:
  - name: p1
    ${note('With enable.idempotence: false one of the expectations below fails.', 'enable.idempotence: false로 바꾸면 아래 기대 중 하나가 어긋나요.')}
    config:
      acks: all
      linger.ms: 5
      request.timeout.ms: 2000
      delivery.timeout.ms: 30000
    send:
      - { topic: orders, every: 100ms, count: 200, key: "order-{n}" }
consumers:
  - name: k1
    assign: [orders]
    config: { auto.offset.reset: earliest }

timeline:
  - { at: 8s, cut: { from: b1, to: p1, both-ways: false } }
  - { at: 12s, heal: all }

expect:
  - { fact: ProduceRetried, where: { client: p1 }, after: 8s }
  - { final: { producer: p1, acknowledged: 200, failed: 0, unknown: 0 } }
  ${note('Written once, although sent twice.', '두 번 보냈지만 한 번만 저장돼요.')}
  - { final: { consumer: k1, position: { orders-0: 200 } } }
  - { anomaly: duplicate, shown: false }
  - property: NoAcknowledgedRecordLost
`,
};
