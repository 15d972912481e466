/** The least that is a scenario: a cluster, a topic, somebody who writes, somebody who reads. */
import type { Template } from './template.ts';

export const smallest: Template = {
  name: 'smallest',
  title: { en: 'A small cluster', ko: '작은 클러스터' },
  summary: {
    en: 'One producer writes, one consumer reads, nothing breaks: to begin from nothing.',
    ko: '프로듀서 하나가 쓰고 컨슈머 하나가 읽어요. 장애는 없어요. 처음부터 직접 쓸 때 좋아요.',
  },
  write: ({ title, note, say }) => `tidemark: 1
title: ${title}
summary: ${say('One producer writes, one consumer reads.', '프로듀서 하나가 쓰고 컨슈머 하나가 읽어요.')}
${note('When the run ends. Simulated time costs next to nothing: a minute is over in the blink of an eye.', '실행이 끝나는 때예요. 시뮬레이션 시간이라 1분도 금방 지나가요.')}
until: 20s

${note('c1 decides, b1 to b3 keep the records.', '결정은 c1이 하고, 레코드는 b1~b3에 저장돼요.')}
cluster: { controllers: 1, brokers: 3 }
topics:
  ${note('The replicas of partition 0, the preferred leader first.', '파티션 0의 레플리카예요. 선호 리더가 맨 앞이에요.')}
  - { name: orders, assignment: [[1, 2, 3]], config: { min.insync.replicas: 2 } }
producers:
  - name: p1
    send: [{ topic: orders, every: 200ms, count: 50, key: "order-{n}" }]
consumers:
  - name: k1
    assign: [orders]
    config: { auto.offset.reset: earliest }

${note('Lines such as { at: 8s, kill: b1 } make things happen.', '{ at: 8s, kill: b1 } 같은 줄로 사건을 일으켜요.')}
timeline: []

${note('What must be true at the end, for `tidemark test`.', '끝났을 때 참이어야 하는 것이에요. `tidemark test`가 확인해요.')}
expect:
  - { final: { producer: p1, acknowledged: 50 } }
  - { final: { consumer: k1, position: { orders-0: 50 } } }
  - property: NoAcknowledgedRecordLost
`,
};
