/** What the metrics of brokers, group coordinators and controllers mean. */
import { type Explanation, explain } from './explanation.ts';

export const SERVER_EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  // broker
  UnderReplicatedPartitions: explain(
    'Partitions it leads whose ISR is smaller than their replicas.',
    'above 0: a replica is dead or lags. The first number to look at.',
    '이 브로커가 리더인 파티션 중 ISR이 레플리카보다 적은 파티션 수예요.',
    '0보다 크면 죽었거나 뒤처진 레플리카가 있어요. 가장 먼저 볼 숫자예요.',
  ),
  UnderMinIsrPartitionCount: explain(
    'Partitions it leads with fewer in sync than min.insync.replicas.',
    'above 0: acks=all is refused there.',
    '이 브로커가 리더인 파티션 중 ISR이 min.insync.replicas보다 적은 파티션 수예요.',
    '0보다 크면 그 파티션에서 acks=all 쓰기가 거절돼요.',
  ),
  AtMinIsrPartitionCount: explain(
    'Partitions it leads with just min.insync.replicas in sync.',
    'above 0 where replicas are more: one more loss stops writing.',
    '이 브로커가 리더인 파티션 중 ISR이 딱 min.insync.replicas인 파티션 수예요.',
    '레플리카가 더 많은데 0보다 크면 하나만 더 잃어도 쓰기가 멈춰요.',
  ),
  LeaderCount: explain(
    'Partitions it leads.',
    'far from the other brokers: load is uneven.',
    '이 브로커가 리더인 파티션 수예요.',
    '다른 브로커와 크게 다르면 부하가 한쪽으로 쏠린 거예요.',
  ),
  PartitionCount: explain(
    'Replicas it hosts.',
    'far from the other brokers: data is uneven.',
    '이 브로커가 가진 레플리카 수예요.',
    '다른 브로커와 크게 다르면 데이터가 한쪽으로 쏠린 거예요.',
  ),
  IsrShrinksPerSec: explain(
    'Times a second that it put a follower out of an ISR.',
    'shrinks and expands in turn: a follower hangs on by a thread.',
    '팔로워를 ISR에서 뺀 초당 횟수예요.',
    '줄었다 늘었다 하면 팔로워가 아슬아슬하게 버티는 거예요.',
  ),
  IsrExpandsPerSec: explain(
    'Times a second that it took a follower back.',
    'as for shrinks; without them it is good news.',
    '팔로워를 ISR에 다시 넣은 초당 횟수예요.',
    '줄어드는 일과 번갈아 일어나면 문제예요. 늘기만 하면 좋은 소식이에요.',
  ),
  MessagesInPerSec: explain(
    'Records a second that it appended as a leader.',
    'drops to 0 while producers send.',
    '리더로서 로그에 쓴 초당 레코드 수예요.',
    '프로듀서가 보내는데 0으로 떨어지면 문제예요.',
  ),
  BytesInPerSec: explain(
    'Bytes a second of those batches.',
    'near what its disk or its network can take.',
    '그 배치들의 초당 바이트 수예요.',
    '디스크나 네트워크 한계에 가까우면 위험해요.',
  ),
  BytesOutPerSec: explain(
    'Bytes a second handed to consumers; replication is not counted.',
    'many times BytesIn: many groups read, or one reads again.',
    '컨슈머에게 넘겨준 초당 바이트 수예요. 복제는 세지 않아요.',
    'BytesIn의 몇 배면 여러 그룹이 읽거나 다시 읽는 그룹이 있는 거예요.',
  ),
  FailedProduceRequestsPerSec: explain(
    'Appends a second that it refused, other than for asking the wrong broker.',
    'above 0: too few in sync, or sequence numbers with a gap.',
    '거절한 초당 쓰기 횟수예요. 엉뚱한 브로커에 보낸 요청은 세지 않아요.',
    '0보다 크면 ISR이 모자라거나 시퀀스 번호가 빈 거예요.',
  ),
  // group coordinator
  NumGroups: explain(
    'Classic groups that it coordinates.',
    'grows without end: somebody makes up group ids.',
    '이 브로커가 코디네이터인 classic 그룹 수예요.',
    '끝없이 늘면 누군가 group.id를 계속 새로 만드는 거예요.',
  ),
  NumGroupsPreparingRebalance: explain(
    'Of these: waiting for members to join.',
    'stays above 0: somebody does not call poll().',
    '그중 멤버가 참여하기를 기다리는 그룹 수예요.',
    '계속 0보다 크면 poll()을 부르지 않는 멤버가 있어요.',
  ),
  NumGroupsCompletingRebalance: explain(
    'Of these: waiting for the leader to assign.',
    'stays above 0: the leader of the group is gone.',
    '그중 그룹 리더의 할당을 기다리는 그룹 수예요.',
    '계속 0보다 크면 그룹 리더가 사라진 거예요.',
  ),
  NumGroupsStable: explain(
    'Of these: at work.',
    'falls.',
    '그중 정상적으로 일하는 그룹 수예요.',
    '줄어들면 살펴보세요.',
  ),
  NumGroupsEmpty: explain(
    'Of these: no members, only offsets.',
    'a group that should be at work is here.',
    '그중 멤버 없이 오프셋만 남은 그룹 수예요.',
    '일해야 할 그룹이 여기에 있으면 문제예요.',
  ),
  NumGroupsDead: explain(
    'Of these: being removed.',
    'stays above 0.',
    '그중 지워지는 그룹 수예요.',
    '계속 0보다 크면 살펴보세요.',
  ),
  'group-count{protocol=classic}': explain(
    'Groups of the classic protocol.',
    'grows without end.',
    'classic 프로토콜 그룹 수예요.',
    '끝없이 늘면 살펴보세요.',
  ),
  'group-count{protocol=consumer}': explain(
    'Groups of the consumer protocol (KIP-848).',
    'grows without end.',
    'consumer 프로토콜(KIP-848) 그룹 수예요.',
    '끝없이 늘면 살펴보세요.',
  ),
  'consumer-group-count{state=empty}': explain(
    'Of these: no members.',
    'a group that should be at work is here.',
    '그중 멤버가 없는 그룹 수예요.',
    '일해야 할 그룹이 여기에 있으면 문제예요.',
  ),
  'consumer-group-count{state=assigning}': explain(
    'Of these: the target assignment is being made.',
    'stays above 0.',
    '그중 목표 할당을 만드는 그룹 수예요.',
    '계속 0보다 크면 살펴보세요.',
  ),
  'consumer-group-count{state=reconciling}': explain(
    'Of these: members give back and take partitions.',
    'stays above 0: a member does not give its partitions back.',
    '그중 멤버가 파티션을 주고받는 그룹 수예요.',
    '계속 0보다 크면 파티션을 내놓지 않는 멤버가 있어요.',
  ),
  'consumer-group-count{state=stable}': explain(
    'Of these: at work.',
    'falls.',
    '그중 정상적으로 일하는 그룹 수예요.',
    '줄어들면 살펴보세요.',
  ),
  'consumer-group-count{state=dead}': explain(
    'Of these: being removed.',
    'stays above 0.',
    '그중 지워지는 그룹 수예요.',
    '계속 0보다 크면 살펴보세요.',
  ),
  'group-completed-rebalance-rate': explain(
    'Rebalances of classic groups that came to an end, a second.',
    'above 0 without members joining or leaving.',
    'classic 그룹에서 끝난 초당 리밸런스 수예요.',
    '들고 나는 멤버가 없는데 0보다 크면 문제예요.',
  ),
  'group-completed-rebalance-count': explain(
    'All of them so far.',
    'grows steadily.',
    '지금까지의 횟수예요.',
    '꾸준히 늘면 문제예요.',
  ),
  'consumer-group-rebalance-rate': explain(
    'New group epochs of consumer groups, a second.',
    'above 0 without members joining or leaving.',
    'consumer 그룹에서 새 그룹 에포크가 생긴 초당 횟수예요.',
    '들고 나는 멤버가 없는데 0보다 크면 문제예요.',
  ),
  'consumer-group-rebalance-count': explain(
    'All of them so far.',
    'grows steadily.',
    '지금까지의 횟수예요.',
    '꾸준히 늘면 문제예요.',
  ),
  'offset-commit-rate': explain(
    'Offsets committed a second, each partition counted.',
    'far more than the records read: somebody commits each one.',
    '초당 커밋된 오프셋 수예요. 파티션마다 하나로 세요.',
    '읽은 레코드보다 훨씬 많으면 하나하나 커밋하는 거예요.',
  ),
  'offset-expiration-rate': explain(
    'Offsets a second that offsets.retention.minutes has removed.',
    'above 0 for a group that shall come back: it begins at auto.offset.reset.',
    'offsets.retention.minutes가 지나 지워진 초당 오프셋 수예요.',
    '돌아올 그룹인데 0보다 크면 auto.offset.reset 위치부터 시작하게 돼요.',
  ),
  // controller
  ActiveControllerCount: explain(
    '1 on the active controller, 0 on the others.',
    'the sum of all is not 1.',
    '활성 컨트롤러에서 1, 나머지에서 0이에요.',
    '모두 더해서 1이 아니면 문제예요.',
  ),
  OfflinePartitionsCount: explain(
    'Partitions that nobody leads.',
    'above 0: they can be neither written nor read.',
    '리더가 없는 파티션 수예요.',
    '0보다 크면 그 파티션은 쓸 수도 읽을 수도 없어요.',
  ),
  PreferredReplicaImbalanceCount: explain(
    'Partitions that another than their first replica leads.',
    'stays above 0 after everybody has come back.',
    '첫 번째 레플리카가 아닌 브로커가 리더인 파티션 수예요.',
    '모두 돌아온 뒤에도 0보다 크면 살펴보세요.',
  ),
  ActiveBrokerCount: explain(
    'Brokers that are registered and not fenced.',
    'fewer than there should be.',
    '등록되어 있고 펜싱되지 않은 브로커 수예요.',
    '있어야 할 수보다 적으면 문제예요.',
  ),
  FencedBrokerCount: explain(
    'Registered brokers that are not heard of any more, or not yet.',
    'above 0: they lead nothing and are in no ISR.',
    '등록됐지만 소식이 끊겼거나 아직 없는 브로커 수예요.',
    '0보다 크면 그 브로커는 리더도 아니고 ISR에도 없어요.',
  ),
  UncleanLeaderElectionsPerSec: explain(
    'Elections a second of a replica from outside the ISR.',
    'above 0: acknowledged records may be lost.',
    'ISR 밖의 레플리카가 리더로 뽑힌 초당 횟수예요.',
    '0보다 크면 확인 응답한 레코드가 유실됐을 수 있어요.',
  ),
};
