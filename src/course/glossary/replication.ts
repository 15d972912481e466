/** Terms: the copies of a partition. */
import { terms } from './term.ts';

export const REPLICATION = terms('replication', [
  {
    id: 'replica',
    en: ['replica'],
    ko: ['레플리카', '복제본', '레플리카(복제본)'],
    means: {
      en: 'One copy of a partition, on one broker. The leader is a replica too: three replicas are three copies, not one and three.',
      ko: '브로커 하나에 있는 파티션의 사본 하나예요. 리더도 레플리카예요. 레플리카 3개는 원본 하나에 사본 셋이 아니라 모두 셋이에요.',
    },
    source: 'org.apache.kafka.server.replica.Replica',
    related: ['leader', 'follower', 'isr', 'replication-factor'],
    lessons: ['leader-failover', 'slow-follower'],
    live: { kind: 'follower-replica', lens: 'log' },
    isBasic: true,
  },
  {
    id: 'replication',
    en: ['replication'],
    ko: ['리플리케이션', '복제', '리플리케이션(복제)'],
    means: {
      en: 'Followers fetch from the leader as consumers do and append what they get at the same offsets. The leader pushes nothing; a follower’s next fetch says what it has.',
      ko: '팔로워가 컨슈머처럼 리더에서 페치해 같은 오프셋에 추가하는 일이에요. 리더가 밀어 주지 않고, 팔로워의 다음 페치가 곧 어디까지 받았다는 보고예요.',
    },
    source: 'ReplicaFetcherThread, AbstractFetcherThread',
    related: ['fetch', 'follower', 'high-watermark'],
    lessons: ['high-watermark-one-fetch-behind', 'slow-follower'],
    live: { kind: 'fetch-message', lens: 'log' },
  },
  {
    id: 'replication-factor',
    en: ['replication factor'],
    ko: ['리플리케이션 팩터', '복제 팩터', '복제 계수', '리플리케이션 팩터(복제 계수)'],
    means: {
      en: 'How many replicas a partition shall have. It is chosen when the topic is created and changed only by a reassignment.',
      ko: '파티션이 가질 레플리카 수예요. 토픽을 만들 때 정하고, 나중에는 재할당으로만 바꿔요.',
    },
    source: 'default.replication.factor, ReplicationControlManager.createTopic',
    related: ['replica', 'min-insync-replicas', 'reassignment'],
    lessons: ['acks-and-min-insync-replicas', 'reassignment-under-load'],
    live: { kind: 'partition', lens: 'tables' },
  },
  {
    id: 'leader',
    en: ['leader', 'partition leader'],
    ko: ['리더', '파티션 리더'],
    means: {
      en: 'The replica that takes writes and decides the order. Producers always write to it, consumers and followers read from it. It leads in one leader epoch; a broker that still believes it leads in an older one is refused by those who know better. The quorum and an ensemble of ZooKeeper have leaders of their own.',
      ko: '쓰기를 받고 순서를 정하는 레플리카예요. 프로듀서는 언제나 리더에 쓰고, 컨슈머와 팔로워도 리더에서 읽어요. 리더는 어느 한 리더 에포크의 리더라서, 옛 에포크의 리더인 줄 아는 브로커는 새 에포크를 아는 쪽에서 거절당해요. 쿼럼과 ZooKeeper 앙상블에는 따로 리더가 있어요.',
    },
    source: 'Partition.makeLeader',
    related: ['follower', 'leader-epoch', 'leader-election'],
    lessons: ['leader-failover'],
    live: { kind: 'leader-replica', lens: 'log' },
    isBasic: true,
  },
  {
    id: 'follower',
    en: ['follower'],
    ko: ['팔로워'],
    means: {
      en: 'A replica that copies the leader by fetching, and does nothing else until it is elected. It does not vote and does not know of the other followers.',
      ko: '페치로 리더를 복사하는 레플리카예요. 뽑히기 전까지는 그 일만 해요. 투표하지 않고, 다른 팔로워의 사정도 몰라요.',
    },
    source: 'Partition.makeFollower, ReplicaFetcherThread',
    related: ['leader', 'fetch', 'isr'],
    lessons: ['high-watermark-one-fetch-behind', 'slow-follower'],
    live: { kind: 'follower-replica', lens: 'log' },
    isBasic: true,
  },
  {
    id: 'isr',
    en: ['in-sync replica', 'ISR', 'in-sync replicas', 'in-sync replica (ISR)', 'in-sync replica set'],
    ko: ['인싱크 레플리카', '인싱크 레플리카(ISR)'],
    means: {
      en: 'The replicas whose confirmation a write with acks=all waits for, and from which a new leader may be chosen without loss. The leader proposes changes, the controller decides them; a follower is in it by being caught up within replica.lag.time.max.ms, not by a number of records.',
      ko: 'acks=all 쓰기가 기다리는 레플리카들이고, 잃는 것 없이 새 리더로 뽑을 수 있는 후보예요. 리더가 변경을 제안하고 컨트롤러가 정해요. 몇 건 뒤졌는지가 아니라 replica.lag.time.max.ms 안에 따라잡았는지로 들어가고 나가요.',
    },
    source: 'Partition.maybeShrinkIsr, AlterPartition (KIP-497)',
    related: ['isr-shrink', 'isr-expand', 'maximal-isr', 'min-insync-replicas', 'elr'],
    lessons: ['isr-shrink-and-return', 'acks-and-min-insync-replicas', 'slow-follower'],
    live: { kind: 'partition', lens: 'leadership' },
  },
  {
    id: 'maximal-isr',
    en: ['maximal ISR'],
    ko: ['최대 ISR'],
    means: {
      en: 'The ISR as it may already be: while the leader waits for the controller’s answer to an expansion, the newcomer counts as well. The high watermark goes by it, so that it is right whichever way the answer turns out.',
      ko: '이미 그렇게 됐을 수도 있는 가장 넓은 ISR이에요. ISR 확장에 대한 컨트롤러의 답을 기다리는 동안 새로 들어올 레플리카도 함께 셈해요. 하이 워터마크는 이것을 기준으로 삼아서 답이 어느 쪽이든 틀리지 않아요.',
    },
    source: 'PendingExpandIsr.maximalIsr (KIP-497)',
    related: ['isr', 'isr-expand', 'high-watermark'],
    lessons: ['isr-shrink-and-return'],
    live: { kind: 'leader-replica', lens: 'states' },
  },
]);
