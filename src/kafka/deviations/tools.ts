/** Where Kafka's command-line tools are simpler than the real ones. */
import type { Deviation } from './deviation.ts';

export const toolsDeviations: readonly Deviation[] = [
  {
    id: 'tool-process',
    kafka: 'bin/kafka-run-class.sh, KafkaAdminClient',
    simplified: {
      en: 'A tool starts at once, with no Java machine to load, and asks no broker for the versions of its APIs.',
      ko: '도구가 바로 시작돼요. Java 가상 머신을 띄우는 시간이 없고, broker에 API 버전도 묻지 않아요.',
    },
    learnerSees: {
      en: 'An answer after milliseconds, where a real tool takes a second or two to start.',
      ko: '실제 도구는 시작에만 1~2초가 걸리지만 여기서는 몇 밀리초 만에 답이 나와요.',
    },
  },
  {
    id: 'tool-stack-traces',
    kafka: 'org.apache.kafka.tools, log4j2 of the tools',
    simplified: {
      en: 'Of an exception a tool prints the class and the words, not the frames; warnings of its network client are left out.',
      ko: '도구는 예외의 클래스와 메시지만 출력하고 stack frame은 출력하지 않아요. 네트워크 클라이언트의 경고도 출력하지 않아요.',
    },
    learnerSees: {
      en: 'Errors of one or two lines.',
      ko: '오류가 한두 줄로 나와요.',
    },
  },
  {
    id: 'tool-order',
    kafka: 'HashMap order in TopicCommand, ConsumerGroupCommand, ConfigCommand',
    simplified: {
      en: 'Where a tool prints what a HashMap holds, topics and partitions come sorted, and groups by the broker that told of them.',
      ko: '실제 도구가 HashMap 순서로 출력하는 곳에서, topic과 partition은 정렬해서, group은 알려 준 broker 순서로 출력해요.',
    },
    learnerSees: {
      en: 'The same lines, sometimes in another order.',
      ko: '같은 줄이 나오지만 순서가 다를 수 있어요.',
    },
  },
  {
    id: 'tool-releases',
    kafka: 'bin/*.sh of each release',
    simplified: {
      en: 'The flags and the output are those of the tools of Kafka 4.3.1, whatever release the cluster runs.',
      ko: '클러스터 버전과 상관없이 명령줄 옵션과 출력은 Kafka 4.3.1 도구를 따라요.',
    },
    learnerSees: {
      en: 'Columns and flags that an older tool does not have.',
      ko: '예전 버전 도구에는 없는 열과 옵션이 보여요.',
    },
  },
  {
    id: 'tool-configs',
    kafka: 'ConfigCommand, ConfigHelper, ListConfigResources',
    simplified: {
      en: 'kafka-configs knows topics, brokers and groups. Without a name it describes the groups that exist; a group that has settings and has never had a member is not among them.',
      ko: 'kafka-configs는 topic, broker, group을 다뤄요. 이름을 주지 않으면 실제로 있는 group만 보여 줘요. 설정만 있고 멤버가 한 번도 없었던 group은 나오지 않아요.',
    },
    learnerSees: {
      en: 'No quotas, users, client metrics or loggers; in the listing of all settings of a broker, listeners and directories are not set.',
      ko: 'quota, user, client metrics, logger 설정은 없어요. broker의 모든 설정을 볼 때 listener와 디렉터리는 비어 있어요.',
    },
  },
  {
    id: 'reassignment-throttle',
    kafka: 'ReassignPartitionsCommand, ReplicationQuotaManager (KIP-73)',
    simplified: {
      en: 'kafka-reassign-partitions sets and clears its throttles, which slow nothing down; nothing moves between log directories.',
      ko: 'kafka-reassign-partitions가 throttle을 설정하고 지우지만 속도가 느려지지는 않아요. log directory 사이의 이동도 없어요.',
    },
    learnerSees: {
      en: 'A throttled reassignment is as fast as any: a new replica copies as fast as its link allows. To make it slow, slow the link.',
      ko: 'throttle을 걸어도 재할당 속도가 그대로예요. 새 replica는 링크가 허용하는 만큼 빠르게 복사해요. 느리게 하려면 링크를 느리게 하세요.',
    },
  },
  {
    id: 'tool-regular-expressions',
    kafka: 'java.util.regex in IncludeList, RE2/J in --validate-regex',
    simplified: {
      en: 'Regular expressions of topics are read as JavaScript reads them.',
      ko: 'topic 정규식을 JavaScript 방식으로 해석해요.',
    },
    learnerSees: {
      en: 'A difference only in rare forms, such as possessive quantifiers.',
      ko: 'possessive quantifier처럼 드문 형식에서만 달라요.',
    },
  },
  {
    id: 'console-clients',
    kafka: 'ConsoleProducer, ConsoleConsumer, DefaultMessageFormatter',
    simplified: {
      en: 'The console producer sends as without --sync, and `{n}` in a line stands for the number of the record. The console consumer prints text, whatever deserializer or formatter of internal topics is named.',
      ko: 'console producer는 --sync가 있어도 비동기로 보내고, 입력의 `{n}`은 레코드 번호로 바뀌어요. console consumer는 deserializer나 내부 토픽용 formatter를 지정해도 텍스트 그대로 출력해요.',
    },
    learnerSees: {
      en: 'With --sync a line does not wait for the one before it.',
      ko: '--sync를 써도 앞줄의 응답을 기다리지 않고 다음 줄을 보내요.',
    },
  },
  {
    id: 'dump-log-files',
    kafka: 'DumpLogSegments',
    simplified: {
      en: 'kafka-dump-log reads the log segments of a broker as they are when it starts; there are no indexes and snapshots to read.',
      ko: 'kafka-dump-log는 시작 시점의 broker 로그 세그먼트만 읽어요. index와 snapshot 파일은 없어요.',
    },
    learnerSees: {
      en: 'Only .log files can be named.',
      ko: '.log 파일만 지정할 수 있어요.',
    },
  },
  {
    id: 'tool-quorum-controllers',
    kafka: 'MetadataQuorumCommand (--bootstrap-controller, add-controller)',
    simplified: {
      en: 'kafka-metadata-quorum asks a broker also when --bootstrap-controller names a controller. The directory id of a controller to add is the one it tells the quorum; Kafka reads it from meta.properties.',
      ko: 'kafka-metadata-quorum은 --bootstrap-controller로 controller를 지정해도 broker에게 물어요. 추가할 controller의 directory id는 Kafka처럼 meta.properties에서 읽지 않고, 그 controller가 quorum에 알린 값을 써요.',
    },
    learnerSees: {
      en: 'The same answer, as long as a broker is up; without one the tool has nobody to ask.',
      ko: 'broker가 하나라도 살아 있으면 답은 같아요. 살아 있는 broker가 없으면 물어볼 곳이 없어요.',
    },
  },
  {
    id: 'zookeeper-shell-commands',
    kafka: 'org.apache.zookeeper.ZooKeeperMain, org.apache.zookeeper.cli (3.8.4)',
    simplified: {
      en: 'zookeeper-shell is that of Kafka 3.9 for every release. It has no ACLs, quotas, persistent watches, reconfiguration, containers or TTLs; getEphemerals and getAllChildrenNumber read the tree znode by znode.',
      ko: 'zookeeper-shell은 어느 버전에서나 Kafka 3.9의 것이에요. ACL, quota, persistent watch, reconfig, container, TTL은 없어요. getEphemerals와 getAllChildrenNumber는 znode를 하나씩 읽어서 답해요.',
    },
    learnerSees: {
      en: 'Commands that are left out say so. Older releases print `get` and `ls` in another form. The two commands cause more requests than in ZooKeeper.',
      ko: '빠진 명령은 빠졌다고 알려요. 옛 버전의 `get`과 `ls`는 출력 모양이 달라요. 두 명령은 ZooKeeper보다 요청을 더 많이 보내요.',
    },
  },
];
