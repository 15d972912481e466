/** Servers and topics: ids, roles, placement, feature levels, the ensemble, and what it all would cost. */
import { type Says, sayings } from '../../base/says.ts';
import { grouped, listed, quoted } from '../problems.ts';
import { guessed, listedKo, p, q, quotedKo } from './words.ts';

const brokersEn = (count: number): string => (count === 1 ? 'there is 1 broker' : `there are ${count} brokers`);

export const CLUSTER_SAYS = sayings({
  topicTwice: (name: string) => ({ en: `there are two topics named ${name}`, ko: `토픽 ${p(name, '이/가')} 둘이에요` }),
  combinedIsAll: () => ({
    en: 'combined is every server of the cluster: leave out the others, or list brokers, some with roles: [broker, controller]',
    ko: 'combined는 클러스터의 서버 전체예요. 나머지를 빼거나, brokers를 나열하고 일부에 roles: [broker, controller]를 쓰세요',
  }),
  brokersMissing: () => ({
    en: 'the key "brokers" is missing: a number from 1 to 50, or a list',
    ko: 'brokers 키가 없어요. 쓸 수 있는 값: 1 이상 50 이하의 수 또는 목록',
  }),
  controllersMissing: () => ({
    en: 'the key "controllers" is missing: a number from 1 to 9, or a list; or zookeeper, for a cluster of its era',
    ko: 'controllers 키가 없어요. 쓸 수 있는 값: 1 이상 9 이하의 수 또는 목록. ZooKeeper 시대의 클러스터라면 zookeeper를 쓰세요',
  }),
  noVoter: () => ({
    en: 'no controller is a voter: nobody could be elected',
    ko: '투표하는 컨트롤러가 없어서 아무도 선출될 수 없어요',
  }),
  roles: () => ({
    en: 'write [broker], or [broker, controller]; what is a controller alone stands in controllers',
    ko: '[broker]나 [broker, controller]로 쓰세요. 컨트롤러이기만 한 서버는 controllers에 써요',
  }),
  voterFixed: () => ({
    en: 'every controller is a voter, unless the voters can be changed: features: { kraft.version: 1 }',
    ko: '투표자를 바꿀 수 있을 때만(features: { kraft.version: 1 }) 쓸 수 있어요. 아니면 모든 컨트롤러가 투표자예요',
  }),
  kafkasOwnTopic: () => ({
    en: `topics whose names begin with __ are Kafka's own`,
    ko: '__로 시작하는 토픽은 Kafka 내부 토픽이에요',
  }),
  factorTooLarge: (factor: number, brokers: number) => ({
    en: `replication-factor ${factor} needs ${factor} brokers; ${brokersEn(brokers)}`,
    ko: `replication-factor가 ${factor}이면 브로커가 ${factor}개 있어야 하는데 ${brokers}개예요`,
  }),
  partitionsDiffer: (partitions: number, placed: number) => ({
    en: `partitions is ${partitions}, but assignment places ${placed}`,
    ko: `partitions는 ${partitions}인데 assignment에는 파티션이 ${placed}개예요`,
  }),
  replicaTwice: () => ({
    en: 'a broker can hold one replica of a partition, not two',
    ko: '브로커 하나에 같은 파티션의 레플리카를 둘 둘 수 없어요',
  }),
  replicasDiffer: (replicas: number, factor: number) => ({
    en: `${replicas} ${replicas === 1 ? 'replica' : 'replicas'} here, but the replication factor is ${factor}`,
    ko: `여기 레플리카는 ${replicas}개인데 복제 계수는 ${p(String(factor), '이에요/예요')}`,
  }),
  nameHasMeaning: (name: string) => ({
    en: `${name} means something in the timeline and cannot be a name`,
    ko: `${p(name, '은/는')} 타임라인에서 다른 뜻이 있어 이름으로 쓸 수 없어요`,
  }),
  nameTaken: (name: string) => ({
    en: `another node is named ${name}`,
    ko: `이름이 ${name}인 노드가 또 있어요`,
  }),
  tooManyClients: (clients: number) => ({
    en: `${clients} clients; the limit is 200`,
    ko: `클라이언트가 ${clients}개예요. 200개까지 쓸 수 있어요`,
  }),
  // ---- feature levels
  featuresWithoutEffect: () => ({
    en: 'feature levels have no effect here: a cluster with ZooKeeper is not formatted',
    ko: '여기서는 기능 레벨이 아무 효과가 없어요. ZooKeeper를 쓰는 클러스터는 포맷하지 않아요',
  }),
  // ---- eras
  eraNeedsEnsemble: (era: string) => ({
    en: `era ${era} needs an ensemble: write zookeeper: 3 in cluster`,
    ko: `era가 ${era}이면 앙상블이 있어야 해요. cluster에 zookeeper: 3을 쓰세요`,
  }),
  kraftNeedsControllers: () => ({
    en: 'era kraft needs controllers: write controllers: 3 in cluster',
    ko: 'era가 kraft이면 컨트롤러가 있어야 해요. cluster에 controllers: 3을 쓰세요',
  }),
  migrationNeedsControllers: () => ({
    en: 'era migration needs controllers to move to: controllers: 3',
    ko: 'era가 migration이면 옮겨 갈 컨트롤러가 있어야 해요. controllers: 3을 쓰세요',
  }),
  migrationCombined: () => ({
    en: 'a server that is both broker and controller cannot be migrated to: list controllers (KIP-866)',
    ko: '브로커이면서 컨트롤러인 서버로는 이전할 수 없어요. controllers에 나열하세요(KIP-866)',
  }),
  withoutZooKeeper: (version: string, last: string, able: readonly string[]) => ({
    en: `Kafka ${version} has no ZooKeeper: the last that can keep its metadata there is ${last}; there is ${listed(able)}`,
    ko: `Kafka ${version}에는 ZooKeeper가 없어요. 메타데이터를 ZooKeeper에 둘 수 있는 마지막 릴리스는 ${p(last, '이에요/예요')}. 있는 것: ${listedKo(able)}`,
  }),
  withoutKraft: (version: string, able: readonly string[]) => ({
    en: `Kafka ${version} has no controllers of its own (KRaft): write zookeeper in cluster, or take ${listed(able)}`,
    ko: `Kafka ${version}에는 자체 컨트롤러(KRaft)가 없어요. cluster에 zookeeper를 쓰거나 다음 중 하나를 고르세요: ${listedKo(able)}`,
  }),
  withoutMigration: (version: string, able: readonly string[]) => ({
    en: `Kafka ${version} cannot be moved from ZooKeeper to KRaft (KIP-866); ${listed(able)} can`,
    ko: `Kafka ${p(version, '은/는')} ZooKeeper에서 KRaft로 이전할 수 없어요(KIP-866). 이전할 수 있는 릴리스: ${listedKo(able)}`,
  }),
  withEra: (era: string, said: Says) => ({ en: `with era ${era}: ${said.en}`, ko: `era가 ${era}일 때: ${said.ko}` }),
  // ---- the ensemble
  ensembleAsleep: () => ({
    en: 'no ZooKeeper server runs at the start: brokers wait for one to come up',
    ko: '시작할 때 실행 중인 ZooKeeper 서버가 없어요. 브로커는 서버가 뜨기를 기다려요',
  }),
  evenEnsemble: (count: number, quorum: number, tolerated: number) => {
    const none = count === 2 ? 'none, as little as one alone does: with three it is one' : `${tolerated}`;
    const same = count === 2 ? '' : `, no more than ${count - 1} servers do`;
    const asFew =
      count === 2
        ? '하나일 때와 같이 한 대도 잃을 수 없어요. 세 대면 한 대를 잃어도 돼요'
        : `${tolerated}대까지 잃어도 되는데, ${count - 1}대일 때와 같아요`;
    return {
      en: `${count} ZooKeeper servers have a quorum of ${quorum} and survive the loss of ${none}${same}; take an odd number`,
      ko: `ZooKeeper 서버가 ${count}대면 과반은 ${quorum}대예요. ${asFew}. 홀수로 두세요`,
    };
  },
  zooCfgRange: (name: string, least: number, most: number, written: unknown) => ({
    en: `${name} must be a whole number from ${least} to ${most}, not ${quoted(written)}`,
    ko: `${name}에 ${q(written, '을/를')} 쓸 수 없어요. 쓸 수 있는 값: ${least} 이상 ${most} 이하의 정수`,
  }),
  sessionTimeouts: (shortest: number, longest: number) => ({
    en: `minSessionTimeout must not be larger than maxSessionTimeout: minSessionTimeout is ${shortest}, maxSessionTimeout ${longest}`,
    ko: `minSessionTimeout은 maxSessionTimeout보다 클 수 없어요: minSessionTimeout ${shortest}, maxSessionTimeout ${longest}`,
  }),
  noZooKeeperSetting: (name: string, known: readonly string[], followed: readonly string[]) => {
    const all = followed.join(', ');
    const guess = guessed(name, known, { en: `; it has ${all}`, ko: `. 있는 설정: ${all}` });
    return {
      en: `ZooKeeper has no setting ${quoted(name)}${guess.en}`,
      ko: `ZooKeeper에 ${quotedKo(name)} 설정은 없어요${guess.ko}`,
    };
  },
  // ---- __consumer_offsets
  offsetsTopic: (factor: number, isDefault: boolean, brokers: number) => ({
    en: `__consumer_offsets cannot be made, and no group finds a coordinator, in Kafka as here: offsets.topic.replication.factor is ${factor}${isDefault ? ' by default' : ''}, and ${brokersEn(brokers)}; set offsets.topic.replication.factor: ${brokers} in cluster.config`,
    ko: `실제 Kafka에서처럼 __consumer_offsets를 만들 수 없어 그룹이 코디네이터를 찾지 못해요. offsets.topic.replication.factor가 ${isDefault ? '기본값 ' : ''}${factor}인데 브로커는 ${brokers}개예요. cluster.config에 offsets.topic.replication.factor: ${p(String(brokers), '을/를')} 쓰세요`,
  }),
  // ---- what it would cost
  tooLong: (until: string, most: string) => ({
    en: `${until} is too long; the limit is ${most}`,
    ko: `${p(until, '은/는')} 너무 길어요. ${most}까지 쓸 수 있어요`,
  }),
  tooManyEvents: (servers: number, until: string, events: number, most: number) => ({
    en: `${servers} servers for ${until} are at least ${grouped(events)} events; the limit is ${grouped(most)}`,
    ko: `서버 ${servers}대를 ${until} 동안 실행하면 이벤트가 적어도 ${grouped(events)}개예요. ${grouped(most)}개까지 실행해요`,
  }),
  tooManyPartitions: (partitions: number, most: number) => ({
    en: `${grouped(partitions)} partitions; the limit is ${grouped(most)}`,
    ko: `파티션이 ${grouped(partitions)}개예요. ${grouped(most)}개까지 쓸 수 있어요`,
  }),
  tooManyRecords: (records: number, most: number) => ({
    en: `${grouped(records)} records up to here; the limit is ${grouped(most)}`,
    ko: `여기까지 레코드가 ${grouped(records)}개예요. ${grouped(most)}개까지 쓸 수 있어요`,
  }),
  tooManyPolls: (polls: number, most: number) => ({
    en: `${grouped(polls)} polls until the end; the limit is ${grouped(most)} events`,
    ko: `끝날 때까지 poll이 ${grouped(polls)}번이에요. 이벤트는 ${grouped(most)}개까지 실행해요`,
  }),
});
