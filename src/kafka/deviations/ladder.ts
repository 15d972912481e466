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
];
