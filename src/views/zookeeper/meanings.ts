/** What a znode is for: Kafka's use of ZooKeeper, path by path, in both languages. */
import { type Words, words } from '../words.ts';

const MEANINGS: readonly (readonly [pattern: RegExp, words: Words])[] = [
  [
    /^\/controller$/,
    words(
      'Who is the controller: the broker that was the first to create it. It goes with that broker’s session, and the others race for it.',
      '누가 컨트롤러인지: 가장 먼저 만든 브로커가 컨트롤러예요. 그 브로커의 세션과 함께 사라지고, 그러면 나머지가 다시 경쟁해요.',
    ),
  ],
  [
    /^\/controller_epoch$/,
    words(
      'How many controllers there have been. It is written only against its version, and every request of a controller carries it: brokers refuse a smaller one.',
      '지금까지 컨트롤러가 몇 번 바뀌었는지. 버전이 맞을 때만 쓸 수 있고, 컨트롤러의 모든 요청에 실려요. 브로커는 더 낮은 에포크의 요청을 거절해요.',
    ),
  ],
  [/^\/brokers$/, words('What brokers and topics there are.', '어떤 브로커와 토픽이 있는지.')],
  [
    /^\/brokers\/ids$/,
    words(
      'The brokers that are alive: the controller watches its children.',
      '살아 있는 브로커 목록. 컨트롤러가 자식 노드를 지켜봐요.',
    ),
  ],
  [
    /^\/brokers\/ids\/\d+$/,
    words(
      'A broker that is alive, and where to reach it: ephemeral, so it goes when the session expires. Its czxid is the broker epoch.',
      '살아 있는 브로커와 그 주소. ephemeral이라 세션이 만료되면 사라져요. czxid가 broker epoch예요.',
    ),
  ],
  [
    /^\/brokers\/topics$/,
    words('A child for each topic: the controller watches.', '토픽마다 자식 노드가 하나씩. 컨트롤러가 지켜봐요.'),
  ],
  [
    /^\/brokers\/topics\/[^/]+$/,
    words(
      'The assignment of a topic: the replicas of each partition, the preferred leader first.',
      '토픽의 할당: 파티션마다의 레플리카. 맨 앞이 선호 리더예요.',
    ),
  ],
  [/^\/brokers\/topics\/[^/]+\/partitions$/, words('The partitions of the topic.', '토픽의 파티션들.')],
  [/^\/brokers\/topics\/[^/]+\/partitions\/\d+$/, words('One partition.', '파티션 하나.')],
  [
    /^\/brokers\/topics\/[^/]+\/partitions\/\d+\/state$/,
    words(
      'Leader, leader epoch and ISR of the partition. The controller writes it, and before KIP-497 its leader, too: each against the version it knows.',
      '파티션의 리더, 리더 에포크, ISR. 컨트롤러가 쓰고, KIP-497 이전에는 파티션 리더도 직접 써요. 둘 다 알고 있는 버전이 맞을 때만 써져요.',
    ),
  ],
  [/^\/brokers\/seqid/, words('Hands out broker ids.', '브로커 ID를 나눠 줘요.')],
  [
    /^\/isr_change_notification$/,
    words(
      'Leaders that have written an ISR put a note here: the controller watches it, and reads the partitions again.',
      'ISR을 쓴 리더가 여기에 알림을 남겨요. 컨트롤러가 지켜보다가 해당 파티션을 다시 읽어요.',
    ),
  ],
  [
    /^\/isr_change_notification\/./,
    words('A note: the ISR of these partitions has changed.', '알림: 이 파티션들의 ISR이 바뀌었음.'),
  ],
  [/^\/admin$/, words('Orders for the controller.', '컨트롤러에 맡긴 작업.')],
  [
    /^\/admin\/delete_topics/,
    words(
      'Topics to be deleted: one child each, until the controller is done.',
      '삭제할 토픽. 토픽마다 하나씩 있고, 컨트롤러가 삭제를 마치면 사라져요.',
    ),
  ],
  [/^\/admin\/reassign_partitions/, words('A reassignment that is under way.', '진행 중인 재할당.')],
  [
    /^\/admin\/preferred_replica_election/,
    words('An election of preferred leaders that was asked for.', '요청된 선호 리더 선출.'),
  ],
  [/^\/config$/, words('Configs that were changed while running.', '실행 중에 바꾼 설정.')],
  [
    /^\/config\/changes$/,
    words(
      'A numbered note for every change of a config: brokers watch it and read the config again.',
      '설정이 바뀔 때마다 번호가 붙은 알림. 브로커가 지켜보다가 설정을 다시 읽어요.',
    ),
  ],
  [/^\/config\/changes\/./, words('A note: this config has changed.', '알림: 이 설정이 바뀌었음.')],
  [/^\/config\/topics/, words('Configs of topics.', '토픽 설정.')],
  [/^\/config\/brokers/, words('Configs of brokers.', '브로커 설정.')],
  [/^\/config\//, words('Configs of clients, users and addresses.', '클라이언트, 사용자, IP 설정.')],
  [/^\/consumers$/, words('Groups of the old consumers.', '예전 컨슈머의 그룹들.')],
  [
    /^\/consumers\/[^/]+\/offsets\/[^/]+\/\d+$/,
    words('An offset that an old consumer has committed.', '예전 컨슈머가 커밋한 오프셋.'),
  ],
  [
    /^\/consumers\/[^/]+\/owners\/[^/]+\/\d+$/,
    words(
      'Which consumer has the partition: ephemeral, the first to create it.',
      '어느 컨슈머가 파티션을 가졌는지. ephemeral이고 먼저 만든 쪽이 가져요.',
    ),
  ],
  [/^\/consumers\/[^/]+\/ids\/./, words('A member of the group: ephemeral.', '그룹의 멤버. ephemeral이에요.')],
  [
    /^\/consumers\//,
    words('Members, owners and offsets of a group of old consumers.', '예전 컨슈머 그룹의 멤버, 소유자, 오프셋.'),
  ],
  [/^\/cluster\/id$/, words('The id of the cluster, made by its first broker.', '클러스터 ID. 첫 브로커가 만들어요.')],
  [
    /^\/latest_producer_id_block$/,
    words('The block of producer ids that was given out last.', '마지막으로 나눠 준 producer ID 블록.'),
  ],
  [/^\/feature$/, words('Feature levels of the cluster.', '클러스터의 feature level.')],
  [/^\/log_dir_event_notification/, words('Notes of brokers that lost a disk.', '디스크를 잃은 브로커의 알림.')],
  [
    /^\/migration$/,
    words(
      'How far a KRaft controller has come in taking the metadata over (KIP-866).',
      'KRaft 컨트롤러가 메타데이터를 어디까지 옮겼는지 (KIP-866).',
    ),
  ],
  [/^\/zookeeper/, words('ZooKeeper’s own.', 'ZooKeeper가 스스로 쓰는 것.')],
];

export function meaningOf(path: string): Words | undefined {
  return MEANINGS.find(([pattern]) => pattern.test(path))?.[1];
}
