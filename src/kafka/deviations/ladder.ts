import type { Deviation } from './deviation.ts';

export const ladderDeviations: readonly Deviation[] = [
  {
    id: 'ladder-abstract',
    kafka: 'kafka.cluster.Partition, kafka.server.AbstractFetcherThread (KIP-101, KIP-279, KIP-320)',
    simplified: {
      en: 'The ladder’s models are those of the public TLA+ specification: one partition, a few records, steps that happen at once, and no clock, disk or network. A LeaderAndIsr request stays for ever and reaches whoever it reaches.',
      ko: '사다리의 모델은 공개된 TLA+ 명세를 따라요. 파티션 하나, 레코드 몇 개, 한순간에 일어나는 단계만 있고 시계, 디스크, 네트워크는 없어요. LeaderAndIsr 요청은 사라지지 않고 언제든 누구에게나 도착할 수 있어요.',
    },
    learnerSees: {
      en: 'A violation is a possible order of steps, however unlikely; how long it takes and which timeouts make it likely is for the simulated cluster to show.',
      ko: '여기서 찾은 위반은 아무리 드물어도 가능한 순서예요. 시간이 얼마나 걸리고 어떤 타임아웃 때문에 잘 일어나는지는 시뮬레이션 클러스터에서 볼 수 있어요.',
    },
  },
  {
    id: 'ladder-instant-isr',
    kafka: 'kafka.cluster.Partition.alterPartition (KIP-497)',
    simplified: {
      en: 'On the rungs up to KIP-320 the leader’s change of the ISR reaches the controller at once; only the two async-isr rungs let it take time.',
      ko: 'KIP-320까지의 단계에서는 리더의 ISR 변경이 컨트롤러에 즉시 반영돼요. 시간이 걸리는 경우는 async-isr 두 단계에서만 다뤄요.',
    },
    learnerSees: {
      en: 'In Kafka AlterPartition is a request with an answer, and between the two the high watermark goes by the maximal ISR.',
      ko: '실제 Kafka에서 AlterPartition은 응답이 있는 요청이고, 그 사이에는 maximal ISR을 기준으로 하이 워터마크가 움직여요.',
    },
  },
  {
    id: 'ladder-crash',
    kafka: 'KafkaReplication.tla, ControllerShrinkIsr',
    simplified: {
      en: 'Nobody in the ladder’s models crashes or loses a disk: a failure is the controller taking a replica out of the ISR, while it goes on as a zombie or keeps silent.',
      ko: '사다리의 모델에서는 아무도 죽거나 디스크를 잃지 않아요. 장애는 컨트롤러가 레플리카를 ISR에서 빼는 것이고, 그 레플리카는 좀비처럼 계속 움직이거나 조용히 있어요.',
    },
    learnerSees: {
      en: 'Loss by power failure, a wiped disk or an unclean election is not on the ladder; the simulated cluster has all three.',
      ko: '정전, 디스크 손실, 언클린 리더 선출로 인한 손실은 사다리에 없어요. 세 가지 모두 시뮬레이션 클러스터에서 볼 수 있어요.',
    },
  },
  {
    id: 'generations-control-plane',
    kafka: 'kafka.controller.KafkaController of 0.10 to 2.0 (ZooKeeper), kafka.cluster.Partition',
    simplified: {
      en: 'An earlier generation of the protocol is how its leaders and followers agreed: truncation, fencing, who may join the ISR. Controllers, AlterPartition, broker epochs, ELR and what holds the high watermark back below min.insync.replicas stay as the chosen version of Kafka has them.',
      ko: '이전 세대의 프로토콜을 골라도 바뀌는 것은 리더와 팔로워가 로그를 맞추는 방법(자르기, 펜싱, ISR에 들어오는 조건)뿐이에요. 컨트롤러, AlterPartition, 브로커 에포크, ELR, min.insync.replicas 아래에서 하이 워터마크를 멈추는 규칙은 선택한 Kafka 버전 그대로예요.',
    },
    learnerSees: {
      en: 'Kafka 0.10 had ZooKeeper, noticed a restarted broker by its session there, and let the leader write the ISR itself. The same loss needed another, often simpler schedule.',
      ko: '실제 Kafka 0.10은 ZooKeeper를 썼고, 브로커가 다시 시작한 것을 ZooKeeper 세션으로 알았으며, 리더가 ISR을 직접 기록했어요. 같은 손실이 더 단순한 순서로도 일어날 수 있었어요.',
    },
  },
  {
    id: 'generations-record-format',
    kafka: 'org.apache.kafka.common.record.RecordBatch.partitionLeaderEpoch (KIP-98, KIP-101)',
    simplified: {
      en: 'Batches carry their leader epoch on every rung, and the leader-epoch-checkpoint is kept; before KIP-101 nothing reads either.',
      ko: '어느 세대에서든 배치에 리더 에포크가 적히고 leader-epoch-checkpoint도 남아요. KIP-101 이전 세대에서는 아무도 읽지 않아요.',
    },
    learnerSees: {
      en: 'The message format of Kafka 0.10 had no leader epoch: the colours of epochs in a log are for you alone.',
      ko: '실제 Kafka 0.10의 메시지 형식에는 리더 에포크가 없었어요. 로그에 보이는 에포크의 색은 학습자만 볼 수 있는 정보예요.',
    },
  },
  {
    id: 'generations-epoch-cache',
    kafka: 'kafka.server.epoch.LeaderEpochFileCache.assign, before KAFKA-7415',
    simplified: {
      en: 'An epoch that contradicts older entries of the epoch cache drops them, on every rung. Before KAFKA-7415 Kafka kept the entries and ignored the epoch.',
      ko: '에포크 캐시의 기존 항목과 모순되는 에포크가 오면 어느 세대에서든 기존 항목을 지워요. KAFKA-7415 이전의 Kafka는 기존 항목을 두고 새 에포크를 무시했어요.',
    },
    learnerSees: {
      en: 'A difference only where a follower has copied from a leader of an older epoch, which is wrong by then anyhow.',
      ko: '팔로워가 예전 에포크의 리더에게서 복제한 경우에만 차이가 나요. 그때는 이미 로그가 잘못된 상태예요.',
    },
  },
  {
    id: 'generations-same-leader-again',
    kafka: 'kafka.cluster.Partition.makeFollower of 0.10 to 2.0',
    simplified: {
      en: 'A follower whose leader was gone for a while truncates when the same leader is back. Kafka of that time told followers of no leader at all, so that they went on where they were.',
      ko: '리더가 잠시 없어졌다가 같은 리더가 돌아오면 팔로워가 로그를 잘라요. 당시의 Kafka는 리더가 없다는 사실을 팔로워에게 알리지 않아서 하던 복제를 그대로 이어 갔어요.',
    },
    learnerSees: {
      en: 'One truncation more on the rungs before KIP-320, after a time without a leader.',
      ko: 'KIP-320 이전 세대에서 리더가 없던 시간 뒤에 자르기가 한 번 더 일어나요.',
    },
  },
  {
    id: 'generations-first-try',
    kafka: 'KIP-320, first draft; hachikuji/kafka-specification: Kip320FirstTry',
    simplified: {
      en: 'The first try of KIP-320 was never released. Here the answer to a fetch says where to cut, as it does today; the draft had an error, LOG_TRUNCATION, after which the follower asked.',
      ko: 'KIP-320의 첫 시도는 배포된 적이 없어요. 여기서는 지금처럼 fetch 응답이 자를 위치를 바로 알려 줘요. 초안에서는 LOG_TRUNCATION 오류를 받은 팔로워가 따로 물어봤어요.',
    },
    learnerSees: {
      en: 'One round trip less; what it loses, it loses in the same way.',
      ko: '왕복이 한 번 줄어들 뿐이고, 레코드를 잃는 방식은 같아요.',
    },
  },
  {
    id: 'features-fixed',
    kafka: 'org.apache.kafka.controller.FeatureControlManager (KIP-584, KIP-1022)',
    simplified: {
      en: 'Feature levels are those that the cluster was formatted with, for the whole run: there is no UpdateFeatures.',
      ko: '기능 수준(feature level)은 클러스터를 포맷할 때 정한 그대로예요. 실행 중에 바꾸는 UpdateFeatures는 없어요.',
    },
    learnerSees: {
      en: 'In Kafka `kafka-features.sh upgrade` turns ELR on in a running cluster.',
      ko: '실제 Kafka에서는 `kafka-features.sh upgrade`로 실행 중인 클러스터에서 ELR을 켤 수 있어요.',
    },
  },
  {
    id: 'versions-listed-rules',
    kafka: 'releases 0.10.2.2 to 4.2.0',
    simplified: {
      en: 'A release before the newest differs in what is listed for it: settings and their defaults, feature levels, ELR, pre-vote (KIP-996), how soon brokers hear of committed metadata (KIP-1166), the high watermark below min.insync.replicas (KAFKA-15583); those of the ZooKeeper era also in how replicas agree (KIP-101, 279, 320), how the controller works (KIP-380, 455, 497, 516, KAFKA-5642, KAFKA-6082), in where offsets may be kept and in the default partitioner (KIP-480). Everything else is as in the newest.',
      ko: '최신이 아닌 버전은 정해진 항목만 달라요. 설정과 기본값, 기능 수준, ELR, 사전 투표(pre-vote, KIP-996), 커밋된 메타데이터를 브로커가 알게 되는 시점(KIP-1166), min.insync.replicas 아래에서의 하이 워터마크(KAFKA-15583)예요. ZooKeeper 시대의 버전은 레플리카가 합의하는 방법(KIP-101, 279, 320), 컨트롤러가 일하는 방법(KIP-380, 455, 497, 516, KAFKA-5642, KAFKA-6082), 오프셋을 둘 수 있는 곳, 기본 파티셔너(KIP-480)도 달라요. 나머지는 최신 버전과 같아요.',
    },
    learnerSees: {
      en: 'Old releases have bugs and timings of their own that are not shown. Before pre-vote a candidate that lost waited for a growing backoff; here it waits for its election timeout.',
      ko: '옛 버전에는 여기에 없는 버그와 타이밍이 있어요. 사전 투표가 없던 버전에서는 선거에 진 후보가 점점 길어지는 backoff를 기다렸지만, 여기서는 선거 타임아웃을 기다려요.',
    },
  },
  {
    id: 'old-release-clients',
    kafka: 'KafkaProducer, KafkaConsumer, AdminClient of 2.6.3, 1.1.1 and 0.10.2.2',
    simplified: {
      en: 'Clients of an old release are those of today with its settings, defaults and partitioner: requests and records have the newest format, and where a release lacks delivery.timeout.ms (2.1), default.api.timeout.ms (2.0) or socket.connection.setup.timeout.ms (2.7) today’s default counts. 0.10.2.2 has an admin client.',
      ko: '옛 버전의 클라이언트는 그 버전의 설정, 기본값, 파티셔너를 쓰는 지금의 클라이언트예요. 요청과 레코드는 최신 형식이고, delivery.timeout.ms(2.1), default.api.timeout.ms(2.0), socket.connection.setup.timeout.ms(2.7)가 없던 버전에서는 지금의 기본값이 적용돼요. 0.10.2.2에도 admin client가 있어요.',
    },
    learnerSees: {
      en: 'A producer before 2.1 gave up a batch that waited longer than request.timeout.ms (30 s); here it waits two minutes. commitSync and position before 2.0 could block for ever; here they end after a minute.',
      ko: '2.1 이전 프로듀서는 request.timeout.ms(30초)보다 오래 기다린 배치를 포기했지만 여기서는 2분을 기다려요. 2.0 이전의 commitSync와 position은 끝없이 멈출 수 있었지만 여기서는 1분 뒤에 끝나요.',
    },
  },
];
