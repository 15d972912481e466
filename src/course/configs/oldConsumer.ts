/** Settings of the consumer that kept its group in ZooKeeper (kafka.consumer.ConsumerConfig, until 2.0). */
import { type Meanings, says } from './meaning.ts';

export const OLD_CONSUMER: Meanings = {
  'auto.commit.enable': says(
    'Whether a timer commits the offsets of what has been handed to the application.',
    '애플리케이션에 넘긴 것까지의 오프셋을 타이머로 커밋할지예요.',
  ),
  'auto.commit.interval.ms': says('How often that timer runs.', '그 타이머가 도는 간격이에요.'),
  'auto.offset.reset': says(
    'Where to begin without an offset: smallest or largest. Later consumers call them earliest and latest.',
    '오프셋이 없을 때 어디서 시작할지예요. smallest나 largest이고, 나중의 컨슈머는 earliest와 latest라고 불러요.',
  ),
  'client.id': says('The name of the consumer in logs and metrics.', '로그와 지표에 나타나는 컨슈머 이름이에요.'),
  'consumer.id': says(
    'The name under which the consumer registers in ZooKeeper; it makes one up if none is given.',
    'ZooKeeper에 등록하는 컨슈머 이름이에요. 정하지 않으면 만들어 써요.',
  ),
  'dual.commit.enabled': says(
    'With offsets in Kafka, whether they are written to ZooKeeper as well: the way to move a group from one to the other.',
    '오프셋을 Kafka에 둘 때 ZooKeeper에도 함께 쓸지예요. 그룹을 옮기는 동안 써요.',
  ),
  'exclude.internal.topics': says(
    'Whether a filter of topics leaves out Kafka’s own.',
    '토픽 필터에서 내부 토픽을 빼는지예요.',
  ),
  'fetch.max.bytes': says('About how much one answer to a fetch may hold.', '페치 응답 하나의 대략적인 크기예요.'),
  'fetch.message.max.bytes': says(
    'How much is fetched of one partition at a time. A larger message than this blocks the partition.',
    '한 번에 파티션 하나에서 가져오는 크기예요. 이보다 큰 메시지가 있으면 그 파티션이 막혀요.',
  ),
  'fetch.min.bytes': says(
    'With less than this the leader lets a fetch wait.',
    '이보다 적으면 리더가 페치를 기다리게 해요.',
  ),
  'fetch.wait.max.ms': says('How long it may let it wait.', '페치를 기다리게 할 수 있는 최대 시간이에요.'),
  'group.id': says(
    'The group, whose members register and whose offsets lie under /consumers in ZooKeeper.',
    '그룹 이름이에요. 멤버 등록과 오프셋이 ZooKeeper의 /consumers 아래에 있어요.',
  ),
  'offsets.channel.backoff.ms': says(
    'With offsets in Kafka: the wait before the coordinator is looked for again.',
    '오프셋을 Kafka에 둘 때, 코디네이터를 다시 찾기 전에 기다리는 시간이에요.',
  ),
  'offsets.channel.socket.timeout.ms': says(
    'With offsets in Kafka: how long an answer of the coordinator may take.',
    '오프셋을 Kafka에 둘 때, 코디네이터의 응답을 기다리는 시간이에요.',
  ),
  'offsets.commit.max.retries': says(
    'How often a commit on the way out is tried again; other commits are simply left to the next one.',
    '종료할 때의 커밋을 다시 시도하는 횟수예요. 평소의 커밋은 다음 차례에 맡겨요.',
  ),
  'offsets.storage': says(
    'Where offsets are kept: in ZooKeeper or in Kafka’s own topic.',
    '오프셋을 ZooKeeper에 둘지 Kafka의 토픽에 둘지예요.',
  ),
  'partition.assignment.strategy': says(
    'How members divide partitions, each reckoning for itself: range or roundrobin. All must say the same.',
    '멤버가 각자 계산해 파티션을 나누는 방식이에요. range나 roundrobin이고 모두 같아야 해요.',
  ),
  'rebalance.backoff.ms': says(
    'The wait between two attempts to take over partitions; without it, zookeeper.sync.time.ms.',
    '파티션을 넘겨받는 시도 사이의 간격이에요. 정하지 않으면 zookeeper.sync.time.ms예요.',
  ),
  'rebalance.max.retries': says(
    'How often a member tries to take its partitions over while others have not let go. Then it gives up, and they are read by nobody.',
    '다른 멤버가 아직 놓지 않은 파티션을 넘겨받으려 시도하는 횟수예요. 다 쓰면 포기하고, 그 파티션은 아무도 읽지 않게 돼요.',
  ),
  'refresh.leader.backoff.ms': says(
    'The wait before a leader that was lost is looked for again.',
    '잃어버린 리더를 다시 찾기 전에 기다리는 시간이에요.',
  ),
  'socket.timeout.ms': says('How long an answer of a broker may take.', '브로커의 응답을 기다리는 시간이에요.'),
  'zookeeper.connect': says('Where the ensemble is.', '앙상블의 주소예요.'),
  'zookeeper.connection.timeout.ms': says(
    'How long the start waits for a connection to ZooKeeper.',
    '시작할 때 ZooKeeper 연결을 기다리는 시간이에요.',
  ),
  'zookeeper.session.timeout.ms': says(
    'After so long without a sign of life the session ends, the member’s znodes go, and the others divide anew.',
    '이 시간 동안 소식이 없으면 세션이 끝나요. 멤버의 znode가 사라지고 나머지가 다시 나눠요.',
  ),
  'zookeeper.sync.time.ms': says(
    'How far a ZooKeeper server may be behind its leader; here it only serves as the default of rebalance.backoff.ms.',
    'ZooKeeper 서버가 리더보다 얼마나 늦을 수 있는지예요. 여기서는 rebalance.backoff.ms의 기본값으로만 쓰여요.',
  ),
};
