/** What a scenario sets up differently from Kafka's defaults, so that it means what it says. */
import type { Deviation } from './deviation.ts';

export const scenarioDeviations: readonly Deviation[] = [
  {
    id: 'scenario-no-auto-creation',
    kafka: 'auto.create.topics.enable',
    simplified: {
      en: 'In a scenario `auto.create.topics.enable` is false unless the file sets it. Kafka’s default is true.',
      ko: '시나리오에서는 파일에 따로 적지 않으면 `auto.create.topics.enable`이 false예요. Kafka의 기본값은 true예요.',
    },
    learnerSees: {
      en: 'A client that asks for a topic too early gets UNKNOWN_TOPIC_OR_PARTITION and asks again. In real Kafka it would create the topic, with one partition and one replica.',
      ko: '토픽이 만들어지기 전에 요청한 클라이언트는 UNKNOWN_TOPIC_OR_PARTITION을 받고 다시 요청해요. 실제 Kafka라면 파티션 하나, 복제본 하나짜리 토픽이 만들어져요.',
    },
  },
  {
    id: 'handlers-take-no-time',
    kafka: 'kafka.server.KafkaRequestHandler',
    simplified: {
      en: 'Handling a message takes no time: latency is the network’s, and waiting is Kafka’s own (timers, long polls, purgatories).',
      ko: '메시지를 처리하는 데는 시간이 걸리지 않아요. 지연은 네트워크에서만 생기고, 기다림은 Kafka의 규칙(타이머, 롱 폴링, 퍼거토리)에서만 생겨요.',
    },
    learnerSees: {
      en: 'No request queue builds up in a busy broker, and no thread pool runs out.',
      ko: '바쁜 브로커에 요청이 쌓이거나 스레드 풀이 모자라는 모습은 볼 수 없어요.',
    },
  },
  {
    id: 'network-no-retransmission-backoff',
    kafka: 'TCP',
    simplified: {
      en: 'What a cut link held arrives right after it heals; TCP would retransmit with growing pauses.',
      ko: '끊긴 링크에 잡혀 있던 데이터는 복구되자마자 도착해요. 실제 TCP는 간격을 늘려 가며 재전송해요.',
    },
    learnerSees: {
      en: 'After a network partition heals, everything moves at once instead of up to some seconds later.',
      ko: '네트워크 단절이 풀리면 몇 초 뒤가 아니라 바로 모두 움직여요.',
    },
  },
  {
    id: 'disk-write-back',
    kafka: 'log.flush.*; the page cache of the operating system',
    simplified: {
      en: 'The operating system writes everything dirty back 30 s after the first dirty write; a power loss takes all that was not flushed, never a part of it.',
      ko: '운영체제는 처음 쓰기가 있고 30초 뒤에 더티 페이지를 모두 디스크에 써요. 전원이 나가면 플러시되지 않은 것은 일부가 아니라 전부 사라져요.',
    },
    learnerSees: {
      en: 'A log after a power loss ends exactly where it was last flushed. A real one may keep a little more.',
      ko: '전원이 나간 뒤의 로그는 마지막으로 플러시된 곳에서 정확히 끝나요. 실제로는 조금 더 남아 있을 수 있어요.',
    },
  },
  {
    id: 'scenario-zoo-cfg',
    kafka: 'QuorumPeerConfig; zoo_sample.cfg, config/zookeeper.properties',
    simplified: {
      en: 'Servers of an ensemble have the settings of ZooKeeper’s sample file unless the scenario says otherwise: tickTime 2000, initLimit 10, syncLimit 5. zookeeper.connect lists all of them, without a chroot.',
      ko: '시나리오에 따로 적지 않으면 앙상블의 서버는 ZooKeeper 샘플 파일의 설정을 써요. tickTime 2000, initLimit 10, syncLimit 5예요. zookeeper.connect에는 모든 서버가 들어가고 chroot는 없어요.',
    },
    learnerSees: {
      en: 'Sessions last from 4 s to 40 s, whatever a broker asks for. With the file that comes with Kafka, which sets no tickTime, it is 3000: from 6 s to 60 s.',
      ko: '브로커가 무엇을 요청하든 세션 타임아웃은 4초에서 40초 사이예요. Kafka에 들어 있는 파일은 tickTime을 정하지 않아 3000이 되므로 6초에서 60초 사이예요.',
    },
  },
];
