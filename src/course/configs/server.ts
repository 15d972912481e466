/** Settings of a server: what it is, topics, replication, shutdown, ZooKeeper. */
import { type Meanings, says } from './meaning.ts';

export const SERVER: Meanings = {
  'node.id': says(
    'The number of the server in the metadata. It belongs to the disk: another number on the same disk is refused at the start.',
    '메타데이터에서 서버를 가리키는 번호예요. 디스크에 딸린 것이라, 같은 디스크에 다른 번호로 시작하면 거절돼요.',
  ),
  'broker.id': says(
    'The older name of node.id, with ZooKeeper. -1 lets ZooKeeper hand one out.',
    'node.id의 옛 이름이고 ZooKeeper 시대에 써요. -1이면 ZooKeeper에서 받아요.',
  ),
  'broker.rack': says(
    'Where the broker stands. Replicas of new topics are spread over racks if all brokers say theirs.',
    '브로커가 놓인 랙이에요. 브로커들이 모두 밝히면 새 토픽의 레플리카를 여러 랙에 나눠 놓아요.',
  ),
  'process.roles': says(
    'Whether the server is a broker, a controller, or both in one process.',
    '서버가 브로커인지, 컨트롤러인지, 한 프로세스로 둘 다인지예요.',
  ),
  listeners: says('Which addresses the server listens on.', '서버가 접속을 받는 주소예요.'),
  'advertised.listeners': says(
    'Which addresses clients are told. A wrong one lets bootstrap succeed and everything after it time out.',
    '클라이언트에게 알려 줄 주소예요. 틀리면 부트스트랩은 되고 그다음이 모두 타임아웃돼요.',
  ),
  'controller.listener.names': says(
    'Which listeners the controllers use among themselves and for brokers.',
    '컨트롤러끼리, 또 브로커와 통신할 때 쓰는 리스너예요.',
  ),
  'auto.create.topics.enable': says(
    'Whether asking for a topic that does not exist creates it, with the default number of partitions and replicas. A mistyped name then becomes a topic.',
    '없는 토픽을 물으면 기본 파티션 수와 레플리카 수로 만들지예요. 켜 두면 잘못 적은 이름도 토픽이 돼요.',
  ),
  'delete.topic.enable': says('Whether topics can be deleted at all.', '토픽을 지울 수 있는지예요.'),
  'num.partitions': says(
    'How many partitions a topic gets if nobody says so at its creation.',
    '토픽을 만들 때 정하지 않으면 갖게 되는 파티션 수예요.',
  ),
  'default.replication.factor': says(
    'How many replicas a topic’s partitions get if nobody says so. The default of 1 means that each broker is the only one to have its data.',
    '정하지 않으면 갖게 되는 레플리카 수예요. 기본값 1은 데이터가 브로커 한 대에만 있다는 뜻이에요.',
  ),
  'auto.leader.rebalance.enable': says(
    'Whether the controller leads partitions back to their preferred leaders from time to time.',
    '컨트롤러가 파티션을 가끔 선호 리더로 되돌릴지예요.',
  ),
  'leader.imbalance.check.interval.seconds': says(
    'How often it looks whether they have to be led back.',
    '선호 리더로 되돌릴 것이 있는지 확인하는 간격이에요.',
  ),
  'leader.imbalance.per.broker.percentage': says(
    'With ZooKeeper: of how many of a broker’s partitions another must lead before they are led back. KRaft leads every one back and does not ask.',
    'ZooKeeper 시대에 쓰는 값이에요. 브로커의 파티션 가운데 다른 브로커가 리더인 비율이 이보다 커야 되돌려요. KRaft는 묻지 않고 모두 되돌려요.',
  ),
  'unclean.leader.election.interval.ms': says(
    'How often the controller looks for partitions without a leader that may be given one that is not in sync.',
    '인싱크가 아닌 레플리카라도 리더로 세울 수 있는, 리더 없는 파티션을 컨트롤러가 찾는 간격이에요.',
  ),
  'controlled.shutdown.enable': says(
    'Whether a broker that is stopped hands its leaderships over first. Off, clients notice its absence by errors and timeouts.',
    '멈추는 브로커가 리더십을 먼저 넘길지예요. 끄면 클라이언트는 오류와 타임아웃으로 알게 돼요.',
  ),
  'controlled.shutdown.max.retries': says(
    'With ZooKeeper: how often a broker asks the controller to let it go before it goes anyway.',
    'ZooKeeper 시대에, 브로커가 컨트롤러에 종료를 요청하는 횟수예요. 다 쓰면 그냥 꺼져요.',
  ),
  'controlled.shutdown.retry.backoff.ms': says(
    'The wait between two of these requests.',
    '그 요청 사이에 기다리는 시간이에요.',
  ),
  'replica.lag.time.max.ms': says(
    'How long a follower may be without having reached the leader’s log end before it leaves the ISR. So long a dead or slow follower holds up writes with acks=all.',
    '팔로워가 리더의 로그 끝을 따라잡지 못한 채 ISR에 남을 수 있는 시간이에요. 죽거나 느린 팔로워가 acks=all 쓰기를 이만큼 붙잡아 둬요.',
  ),
  'replica.fetch.backoff.ms': says(
    'How long a follower waits after a failed fetch, or for a partition with an error.',
    '페치가 실패하거나 오류가 난 파티션을 팔로워가 다시 시도하기 전에 쉬는 시간이에요.',
  ),
  'replica.fetch.max.bytes': says(
    'About how much of one partition a follower takes at a time; a larger batch comes all the same.',
    '팔로워가 한 번에 파티션 하나에서 가져오는 대략적인 크기예요. 더 큰 배치도 오기는 해요.',
  ),
  'replica.fetch.min.bytes': says(
    'With less than this the leader lets a follower’s fetch wait.',
    '이보다 적으면 리더가 팔로워의 페치를 기다리게 해요.',
  ),
  'replica.fetch.response.max.bytes': says(
    'About how much one answer to a follower may hold in all.',
    '팔로워에게 주는 응답 하나의 대략적인 최대 크기예요.',
  ),
  'replica.fetch.wait.max.ms': says(
    'How long the leader may let a follower’s fetch wait when nothing is new. On a quiet partition the high watermark of followers is that much behind.',
    '새로운 것이 없을 때 리더가 팔로워의 페치를 붙잡아 두는 시간이에요. 한가한 파티션에서는 팔로워의 하이 워터마크가 이만큼 늦어요.',
  ),
  'replica.high.watermark.checkpoint.interval.ms': says(
    'How often a broker notes the high watermarks on its disk. It begins with the noted ones after a restart.',
    '하이 워터마크를 디스크에 적는 간격이에요. 재시작하면 적어 둔 값에서 시작해요.',
  ),
  'replica.selector.class': says(
    'Who decides from which replica a consumer reads. Not set, it is always the leader; with the rack-aware one, an in-sync replica nearby.',
    '컨슈머가 어느 레플리카에서 읽을지 고르는 클래스예요. 정하지 않으면 언제나 리더이고, 랙 인식 선택기를 쓰면 가까운 인싱크 레플리카예요.',
  ),
  'replica.socket.timeout.ms': says(
    'How long a follower waits for the answer to a fetch. It must be longer than the leader lets a fetch wait.',
    '팔로워가 페치 응답을 기다리는 시간이에요. 리더가 페치를 붙잡아 두는 시간보다 길어야 해요.',
  ),
  'num.replica.fetchers': says(
    'How many threads fetch from each other broker. Partitions are divided among them, so that one slow one holds up fewer others.',
    '다른 브로커 하나마다 페치하는 스레드 수예요. 파티션을 나누어 맡아서, 느린 하나가 붙잡는 범위가 줄어요.',
  ),
  'fetch.max.bytes': says(
    'About how much a broker puts into one answer to a fetch, whatever was asked for.',
    '요청이 얼마든 브로커가 페치 응답 하나에 담는 대략적인 최대 크기예요.',
  ),
  'request.timeout.ms': says(
    'How long a server waits for the answers to its own requests.',
    '서버가 스스로 보낸 요청의 응답을 기다리는 시간이에요.',
  ),
  'zookeeper.connect': says('Where the ensemble is.', '앙상블의 주소예요.'),
  'zookeeper.metadata.migration.enable': says(
    'Whether this server takes part in the move from ZooKeeper to KRaft.',
    '이 서버가 ZooKeeper에서 KRaft로 옮기는 데 참여할지예요.',
  ),
  'zookeeper.connection.timeout.ms': says(
    'How long a starting broker waits for a connection to ZooKeeper; without it, the session timeout.',
    '시작하는 브로커가 ZooKeeper 연결을 기다리는 시간이에요. 정하지 않으면 세션 타임아웃이에요.',
  ),
  'zookeeper.max.in.flight.requests': says(
    'How many requests to ZooKeeper may be without an answer. With 1 a controller takes over many partitions slowly.',
    'ZooKeeper에 응답 없이 보내 둘 수 있는 요청 수예요. 1이면 컨트롤러가 많은 파티션을 넘겨받는 데 오래 걸려요.',
  ),
  'zookeeper.session.timeout.ms': says(
    'After so long without a sign of life the broker’s session ends, and with it its registration. Long garbage collections and short timeouts do not go together.',
    '이 시간 동안 소식이 없으면 브로커의 세션이 끝나고 등록도 사라져요. 긴 GC와 짧은 타임아웃은 함께 쓸 수 없어요.',
  ),
};
