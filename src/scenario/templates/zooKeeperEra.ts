/** The ZooKeeper era: the controller is a broker, and it dies. */
import type { Template } from './template.ts';

export const zooKeeperEra: Template = {
  name: 'zookeeper',
  title: { en: 'The controller dies, with ZooKeeper', ko: 'ZooKeeper 시대, 컨트롤러의 죽음' },
  summary: {
    en: 'A cluster that keeps its metadata in ZooKeeper: the broker that is the controller dies, and another takes its place.',
    ko: '메타데이터를 ZooKeeper에 두는 클러스터예요. 컨트롤러인 브로커가 죽고 다른 브로커가 그 자리를 맡아요.',
  },
  write: ({ title, note, say, block }) => `tidemark: 1
title: ${title}
summary: ${say(
    'The broker that is the controller dies. When does another take its place, and who tells it to?',
    '컨트롤러인 브로커가 죽어요. 다른 브로커는 언제, 무엇을 보고 그 자리를 맡을까요?',
  )}
prose:
${block(
  2,
  `One broker has created /controller in ZooKeeper and is the controller. The znode is *ephemeral*: it goes with
the broker's session, and whoever creates it next is the controller.`,
  `브로커 하나가 ZooKeeper에 /controller를 만들어서 컨트롤러가 됐어요. 이 znode는 *임시(ephemeral)*라서 브로커의 세션과 함께 사라지고,
다음에 먼저 만드는 브로커가 컨트롤러예요.`,
)}
until: 60s
${note('3.9.1 is the last release with ZooKeeper; 2.6.3, 1.1.1 and 0.10.2.2 have nothing else.', 'ZooKeeper가 있는 마지막 릴리스는 3.9.1이에요. 2.6.3, 1.1.1, 0.10.2.2에는 ZooKeeper뿐이에요.')}
version: 3.9.1

cluster:
  zookeeper: 3
  brokers: 3
  ${note('The default is 18000.', '기본값은 18000이에요.')}
  config: { zookeeper.session.timeout.ms: 6000 }
topics:
  - { name: orders, assignment: [[1, 2, 3]], config: { min.insync.replicas: 2 } }
producers:
  - name: p1
    config: { acks: all }
    send: [{ topic: orders, every: 200ms, count: 150, key: "order-{n}" }]

timeline:
  ${note('Who that is, is seen when the time comes.', '누구인지는 그때 정해져요.')}
  - { at: 15s, kill: active controller }
  - { at: 40s, start: [b1, b2, b3] }

expect:
  - { fact: ZooKeeperSessionExpired, after: 15s, before: 30s }
  - { final: { producer: p1, acknowledged: 150, failed: 0 } }
  - property: NoAcknowledgedRecordLost
`,
};
