/** Two members of a group share four partitions; one dies, and the other takes over what it had. */
import type { Template } from './template.ts';

export const consumerGroup: Template = {
  name: 'consumer-group',
  title: { en: 'A consumer group rebalances', ko: '컨슈머 그룹의 리밸런싱' },
  summary: {
    en: 'One of two members dies: when do its partitions go to the other, and what is read twice?',
    ko: '멤버 둘 중 하나가 죽어요. 그 파티션은 언제 다른 멤버에게 가고, 무엇을 두 번 읽을까요?',
  },
  write: ({ title, note, say, block }) => `tidemark: 1
title: ${title}
summary: ${say(
    'One of two members dies. When do its partitions go to the other, and what is read twice?',
    '멤버 둘 중 하나가 죽어요. 그 파티션은 언제 다른 멤버에게 가고, 무엇을 두 번 읽을까요?',
  )}
prose:
${block(
  2,
  `Two consumers share the four partitions of a topic. At 15 s *k2 is killed*. The coordinator waits for its
heartbeats for session.timeout.ms; then k1 gets everything.`,
  `컨슈머 둘이 토픽의 파티션 넷을 나눠 읽어요. 15초에 *k2가 죽어요*. 코디네이터는 session.timeout.ms 동안 하트비트를 기다리고, 그다음
k1이 전부 받아요.`,
)}
until: 50s

cluster: { controllers: 1, brokers: 3 }
topics:
  - { name: orders, partitions: 4, replication-factor: 3 }
producers:
  - name: p1
    send: [{ topic: orders, every: 50ms, count: 600, key: "order-{n%20}" }]
consumers:
  ${note('group.protocol: consumer is the newer protocol (KIP-848).', 'group.protocol: consumer로 바꾸면 새 프로토콜(KIP-848)이에요.')}
  - name: k1
    group: shop
    subscribe: [orders]
    config: { auto.offset.reset: earliest, session.timeout.ms: 10000 }
  - name: k2
    group: shop
    subscribe: [orders]
    config: { auto.offset.reset: earliest, session.timeout.ms: 10000 }

timeline:
  - { at: 15s, kill: k2 }

expect:
  - { fact: GroupMemberRemoved, where: { group: shop }, after: 15s, before: 30s }
  - final:
      group: shop
      state: Stable
      members: 1
      owners: { orders-0: k1, orders-1: k1, orders-2: k1, orders-3: k1 }
      lag: { orders-0: 0, orders-1: 0, orders-2: 0, orders-3: 0 }
  - { final: { producer: p1, acknowledged: 600 } }
`,
};
