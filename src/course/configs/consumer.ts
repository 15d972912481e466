/** Settings of a consumer. */
import { type Meanings, says } from './meaning.ts';

export const CONSUMER: Meanings = {
  'allow.auto.create.topics': says(
    'Whether asking for a topic that does not exist may create it, if brokers do such a thing at all.',
    '없는 토픽을 물을 때 만들어도 되는지예요. 브로커도 자동 생성을 허용해야 해요.',
  ),
  'auto.commit.interval.ms': says(
    'How much time must pass before poll() commits again. So much may be processed twice after a crash.',
    '자동 커밋 사이의 간격이에요. 죽었다 살아나면 이만큼의 레코드를 다시 처리할 수 있어요.',
  ),
  'auto.offset.reset': says(
    'Where to begin without a valid committed offset: the end, the beginning, some time back, or an error. It is not asked while there is one.',
    '쓸 수 있는 커밋된 오프셋이 없을 때 어디서 시작할지예요. 끝, 처음, 일정 시간 전, 오류 중에 골라요. 오프셋이 있으면 쓰이지 않아요.',
  ),
  'client.rack': says(
    'Where the consumer stands. If brokers select replicas by rack, it reads from an in-sync follower in the same one.',
    '컨슈머가 있는 랙이에요. 브로커가 랙으로 레플리카를 고르면 같은 랙의 인싱크 팔로워에서 읽어요.',
  ),
  'default.api.timeout.ms': says(
    'How long calls that wait, such as commitSync() or position(), go on trying.',
    'commitSync()나 position()처럼 기다리는 호출이 얼마나 시도하는지예요.',
  ),
  'enable.auto.commit': says(
    'Whether poll() and close() commit by themselves what earlier polls returned. Off, nothing is committed unless the application says so.',
    '앞선 poll이 돌려준 것까지 poll()과 close()가 알아서 커밋할지예요. 끄면 애플리케이션이 말할 때만 커밋해요.',
  ),
  'exclude.internal.topics': says(
    'Whether a pattern leaves out topics of Kafka’s own such as __consumer_offsets.',
    '패턴으로 구독할 때 __consumer_offsets 같은 내부 토픽을 빼는지예요.',
  ),
  'fetch.max.bytes': says(
    'About how much one answer to a fetch may hold in all. A single batch that is larger comes all the same, so that reading never gets stuck.',
    '페치 응답 하나의 대략적인 최대 크기예요. 배치 하나가 이보다 커도 그대로 와서 읽기가 막히지는 않아요.',
  ),
  'fetch.max.wait.ms': says(
    'How long the leader may keep a fetch waiting while there is less than fetch.min.bytes.',
    'fetch.min.bytes만큼 모이지 않았을 때 리더가 페치를 붙잡아 둘 수 있는 시간이에요.',
  ),
  'fetch.min.bytes': says(
    'With less than this the leader lets a fetch wait. Larger means fewer and fuller answers, and later ones.',
    '이보다 적게 모였으면 리더가 페치를 기다리게 해요. 크게 하면 응답이 적고 알차지지만 늦어져요.',
  ),
  'group.id': says(
    'Which group the consumer belongs to. Consumers with the same share the partitions; with another they read everything by themselves.',
    '컨슈머가 속한 그룹이에요. 같으면 파티션을 나누어 읽고, 다르면 각자 전부 읽어요.',
  ),
  'group.instance.id': says(
    'A name that survives a restart: who comes back with it within the session timeout gets its partitions again without a rebalance.',
    '재시작해도 유지되는 이름이에요. 세션 타임아웃 안에 같은 이름으로 돌아오면 리밸런싱 없이 파티션을 되찾아요.',
  ),
  'group.protocol': says(
    'By which protocol the group is run: classic, where members assign, or consumer, where the coordinator does.',
    '그룹을 어떤 프로토콜로 운영할지예요. classic은 멤버가, consumer는 코디네이터가 할당해요.',
  ),
  'group.remote.assignor': says(
    'Which assignor of the coordinator the group asks for (consumer protocol only).',
    '코디네이터에 요청할 할당자예요(컨슈머 프로토콜에서만).',
  ),
  'heartbeat.interval.ms': says(
    'How often a member of a classic group says that it is there, and how soon it hears that a rebalance has begun.',
    '클래식 그룹의 멤버가 하트비트를 보내는 간격이에요. 리밸런싱이 시작된 것도 이만큼 늦게 알아요.',
  ),
  'isolation.level': says(
    'Whether records of open and aborted transactions are read. With read_committed reading ends at the last stable offset.',
    '열려 있거나 중단된 트랜잭션의 레코드를 읽을지예요. read_committed면 마지막 안정 오프셋까지만 읽어요.',
  ),
  'max.partition.fetch.bytes': says(
    'About how much of one partition an answer may hold.',
    '응답 하나에 파티션마다 담을 수 있는 대략적인 크기예요.',
  ),
  'max.poll.interval.ms': says(
    'How long an application may stay away from poll(). Longer, and the consumer leaves the group by itself, whatever its heartbeats said.',
    '애플리케이션이 poll() 없이 있을 수 있는 시간이에요. 넘기면 하트비트와 상관없이 컨슈머가 스스로 그룹을 떠나요.',
  ),
  'max.poll.records': says(
    'How many records one poll() returns at most. Fewer means coming back to poll() sooner; fetching is not changed by it.',
    'poll() 한 번이 돌려주는 최대 레코드 수예요. 줄이면 poll()로 더 빨리 돌아와요. 페치 방식은 바뀌지 않아요.',
  ),
  'partition.assignment.strategy': says(
    'Which assignors a member of a classic group can do, best first. The group takes one that all of them have, and with it whether rebalances are eager.',
    '클래식 그룹의 멤버가 쓸 수 있는 할당자 목록이에요. 모두가 가진 것 하나를 골라 쓰고, 리밸런싱이 이거인지 협력적인지도 이것으로 정해져요.',
  ),
  'session.timeout.ms': says(
    'After so long without a heartbeat the coordinator puts a member of a classic group out. It must lie within what the broker allows.',
    '하트비트가 이 시간 동안 없으면 코디네이터가 클래식 그룹의 멤버를 내보내요. 브로커가 허용하는 범위 안이어야 해요.',
  ),
};
