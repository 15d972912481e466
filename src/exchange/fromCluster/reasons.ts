/** Why something of a real cluster is not in the scenario, or not as it was. */
import { withParticle } from '../../base/korean.ts';
import type { Words } from '../words.ts';

export const REASONS = {
  tooManyTopics: (most: number): Words => ({
    en: `At most ${most} partitions fit into this scenario: this topic and its groups' offsets are left out.`,
    ko: `이 시나리오에는 파티션이 ${most}개까지 들어가요. 이 토픽과 그 오프셋은 뺐어요.`,
  }),
  internal: {
    en: "Kafka makes this topic itself, here too, when somebody needs it: it is placed anew, and its settings are Kafka's.",
    ko: '이 토픽은 여기서도 필요해지면 Kafka가 직접 만들어요. 배치는 새로 정해지고 설정은 Kafka의 것이에요.',
  },
  reservedName: {
    en: "Names that begin with __ are Kafka's own in a scenario: this topic is left out.",
    ko: '시나리오에서 __로 시작하는 이름은 Kafka의 것이라 이 토픽은 뺐어요.',
  },
  noGroups: {
    en: 'Kafka makes this topic with the first group, and no group is described: paste kafka-consumer-groups --describe too.',
    ko: '이 토픽은 첫 그룹이 생길 때 Kafka가 만드는데, 그룹 출력이 없어요. kafka-consumer-groups --describe 출력도 붙여 넣으세요.',
  },
  observers: (ids: string): Words => ({
    en: `Observers are of Confluent Server, not of Apache Kafka: no replica on ${ids}.`,
    ko: `옵서버는 Apache Kafka가 아니라 Confluent Server의 기능이에요. 레플리카를 두지 않은 브로커: ${ids}`,
  }),
  otherColumn: {
    en: 'A column that Apache Kafka does not print: it is not read.',
    ko: 'Apache Kafka에 없는 열이라 읽지 않았어요.',
  },
  repeated: (count: number): Words => ({
    en: `Described more than once, not the same each time (${count} partitions): the later one counts.`,
    ko: `두 번 이상 나오고 내용이 달라요(파티션 ${count}개). 나중 것을 따랐어요.`,
  }),
  noPartitions: {
    en: 'None of its partitions is described: paste the whole of kafka-topics --describe.',
    ko: '파티션이 하나도 나와 있지 않아요. kafka-topics --describe 출력 전체를 붙여 넣으세요.',
  },
  partitionAssumed: (partitions: string): Words => ({
    en: `Not described: ${partitions}. They get the replicas of the nearest partition that is.`,
    ko: `출력에 없는 파티션 ${partitions}: 가장 가까운 파티션의 레플리카를 따라 배치했어요.`,
  }),
  tooManyBrokers: (most: number): Words => ({
    en: `A scenario has at most ${most} brokers; replicas on this one are left out.`,
    ko: `시나리오의 브로커는 ${most}대까지예요. 이 브로커의 레플리카는 뺐어요.`,
  }),
  renumbered: (id: number): Words => ({
    en: `Ids of brokers go from 0 to 2999 here: it is b${id}.`,
    ko: `여기서 브로커 id는 0부터 2999까지예요. 그래서 b${id}입니다.`,
  }),
  rackUnknown: (rack: string): Words => ({
    en: `It did not answer, so its rack is not told: it is "${rack}" here.`,
    ko: `응답하지 않아 랙을 알 수 없어요. 여기서는 "${rack}"이에요.`,
  }),
  controllersAssumed: {
    en: 'Nothing says how many controllers there are: three, apart from the brokers, are assumed (kafka-metadata-quorum describe --status tells).',
    ko: '컨트롤러가 몇 대인지 나와 있지 않아 브로커와 별도로 3대라고 보았어요(kafka-metadata-quorum describe --status에 나와요).',
  },
  controllersRenumbered: (names: string): Words => ({
    en: `Controllers have ids of their own here: ${names}.`,
    ko: `여기서 컨트롤러는 따로 id를 가져요: ${names}`,
  }),
  tooManyVoters: {
    en: 'A scenario has at most nine controllers.',
    ko: '시나리오의 컨트롤러는 9대까지예요.',
  },
  zooKeeperAssumed: (version: string): Words => ({
    en: `Topics without ids are those of a cluster on ZooKeeper: three servers of ZooKeeper and Kafka ${version} are assumed. Write another version: if you know better.`,
    ko: `토픽 id가 없으니 ZooKeeper를 쓰는 클러스터예요. ZooKeeper 서버 3대와 Kafka ${withParticle(version, '으로/로')} 보았어요. 다르면 version:을 고치세요.`,
  }),
  ensembleAssumed: {
    en: 'Nothing says how many servers of ZooKeeper there are: three are assumed.',
    ko: 'ZooKeeper 서버가 몇 대인지 나와 있지 않아 3대라고 보았어요.',
  },
  versionFromApis: (version: string): Words => ({
    en: `${version} is the nearest of the modelled releases to what the brokers say they know.`,
    ko: `브로커가 지원한다고 답한 것과 가장 가까운 모델 릴리스: ${version}`,
  }),
  versionAssumed: (version: string): Words => ({
    en: `No tool prints the release of the brokers; ${version} has these columns. Write another version: if you know better.`,
    ko: `브로커의 릴리스를 출력하는 도구는 없어요. 이런 열이 있는 ${withParticle(version, '으로/로')} 보았어요. 다르면 version:을 고치세요.`,
  }),
  configRefused: (why: Words): Words => ({ en: `Not set: ${why.en}.`, ko: `설정하지 않았어요: ${why.ko}` }),
  configWithoutEffect: {
    en: 'It is in the scenario, and changes nothing in this model.',
    ko: '시나리오에 적혀 있지만 이 모델에서는 아무것도 바꾸지 않아요.',
  },
  halfLagging: (follower: string, leader: string): Words => ({
    en: `${follower} is out of this ISR and in another one that ${leader} leads: one link carries both here, so it is in the ISR.`,
    ko: `${withParticle(follower, '은/는')} 이 ISR에는 없지만 리더가 ${leader}인 다른 파티션의 ISR에는 있어요. 여기서는 링크 하나로 둘 다 오가므로 ISR에 넣었어요.`,
  }),
  cutLink: (follower: string, leader: string): Words => ({
    en: `Why ${follower} does not keep up with ${leader} is not told. Here the link between the two is cut; heal it and it catches up.`,
    ko: `${follower}의 복제가 ${withParticle(leader, '을/를')} 따라가지 못하는 까닭은 나와 있지 않아요. 여기서는 둘 사이의 링크가 끊겨 있고, 복구하면 따라잡아요.`,
  }),
  heldReassignment: (newcomer: string, leader: string): Words => ({
    en: `Under reassignment, here too; there is so little to copy that it would end at once: the link of ${newcomer} to ${leader} is cut. Heal it and it ends.`,
    ko: `여기서도 재할당 중이에요. 복사할 것이 적어 바로 끝나지 않도록 링크를 끊었고, 복구하면 끝나요. 끊은 링크: ${newcomer} → ${leader}`,
  }),
  slowReassignment: (newcomer: string, leader: string): Words => ({
    en: `Under reassignment, here too; there is so little to copy that it would end at once: the link of ${newcomer} to ${leader} is slow until a little later.`,
    ko: `여기서도 재할당 중이에요. 복사할 것이 적어 바로 끝나지 않도록 잠시 링크를 느리게 했어요. 느린 링크: ${newcomer} → ${leader}`,
  }),
  throttle: {
    en: 'Quotas of replication are not modelled.',
    ko: '복제 대역폭 제한은 모델에 없어요.',
  },
  scaled: (by: number): Words => ({
    en: `The lag of this topic is scaled: one record here stands for ${by}.`,
    ko: `이 토픽의 랙은 줄였어요. 여기 레코드 하나가 실제 ${by}개에 해당해요.`,
  }),
  offsetsMoved: {
    en: 'Offsets begin at 0 here: the lag is carried over, not the absolute offsets.',
    ko: '여기서 오프셋은 0부터예요. 절대 오프셋이 아니라 랙을 옮겼어요.',
  },
  aheadOfEnd: {
    en: 'Committed beyond the end of the log: here it is the end.',
    ko: '커밋된 오프셋이 로그 끝보다 뒤예요. 여기서는 로그 끝으로 두었어요.',
  },
  unknownTopic: {
    en: 'Its topic or partition is not described: paste kafka-topics --describe too.',
    ko: '토픽이나 파티션의 출력이 없어요. kafka-topics --describe 출력도 붙여 넣으세요.',
  },
  noLag: {
    en: 'Neither its end nor its lag is known: here the log ends where the furthest group stands.',
    ko: '로그 끝도 랙도 알 수 없어요. 여기서는 가장 앞선 그룹이 커밋한 곳이 로그 끝이에요.',
  },
  tooManyOffsets: {
    en: 'Too many different offsets for one script: this group begins without some of its offsets.',
    ko: '스크립트 하나에 담기에는 서로 다른 오프셋이 너무 많아요. 이 그룹은 일부 오프셋 없이 시작해요.',
  },
  groupName: {
    en: 'A group with such a name cannot be typed into the console here.',
    ko: '이런 이름의 그룹은 여기 콘솔에 입력할 수 없어요.',
  },
  unnamedGroup: {
    en: 'Nothing names this group (old tools print no GROUP column): paste the command line with --group too.',
    ko: '그룹 이름이 나와 있지 않아요(오래된 도구에는 GROUP 열이 없어요). --group이 있는 명령줄도 붙여 넣으세요.',
  },
  otherGroup: (type: string): Words => ({
    en: `${type} groups are not modelled: this one is left out.`,
    ko: `${type} 그룹은 모델에 없어 뺐어요.`,
  }),
  rebalancing: {
    en: 'It was rebalancing: here its members join anew in the prelude, and may be through by then.',
    ko: '리밸런싱 중이었어요. 여기서는 멤버가 준비 단계에서 새로 들어오고, 그때쯤 끝나 있을 수 있어요.',
  },
  ended: {
    en: 'The run ends before the cluster stands as described: it is too large for one run.',
    ko: '클러스터가 출력과 같은 상태가 되기 전에 실행이 끝나요. 한 번에 실행하기에는 너무 커요.',
  },
  tooManyMembers: {
    en: 'More members than a scenario should have: this one is left out.',
    ko: '시나리오에 담기에는 멤버가 너무 많아 이 멤버는 뺐어요.',
  },
  memberRenamed: (name: string): Words => ({
    en: `Its client.id is no name for a node here: it is ${name}.`,
    ko: `이 client.id는 여기서 노드 이름이 될 수 없어요. 대신 쓴 이름: ${name}`,
  }),
  assignor: {
    en: 'This assignor is not modelled: the default one assigns.',
    ko: '이 할당자는 모델에 없어 기본 할당자를 써요.',
  },
  noSubscription: {
    en: 'Nothing says what it reads: it is left out.',
    ko: '무엇을 읽는지 나와 있지 않아 뺐어요.',
  },
  traffic: {
    en: 'Producers and rates are in none of these outputs: two records a second to each topic are made up, from the moment on at which the cluster is as described.',
    ko: '프로듀서와 유입 속도는 이 출력들에 없어요. 출력과 같은 상태가 된 순간부터 토픽마다 1초에 레코드 두 개를 보낸다고 가정했어요.',
  },
  refusedConfigs: {
    en: 'Left out with the other settings of servers: together a server would not start with them here.',
    ko: '서버 설정들을 함께 뺐어요. 이 설정들로는 여기서 서버가 시작하지 못해요.',
  },
} as const;
