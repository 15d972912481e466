/** Rules of producers, consumers and their groups. */
import { type Rules, rule } from './rule.ts';

export const CLIENT_RULES: Rules = {
  RecordSent: rule(
    'org.apache.kafka.clients.producer.KafkaProducer.send, internals.RecordAccumulator.append',
    'send() chooses a partition and puts the record into a batch; it goes out when the batch is full or linger.ms has passed.',
    'send()는 파티션을 정하고 레코드를 배치에 넣어요. 배치가 차거나 linger.ms가 지나면 나가요.',
  ),
  BatchSent: rule(
    'org.apache.kafka.clients.producer.internals.RecordAccumulator.ready, Sender.sendProducerData; linger.ms, batch.size',
    'A batch goes when it is full or has waited linger.ms (or, again, retry.backoff.ms), its leader is known, and the connection may take another request.',
    '배치는 가득 차거나 linger.ms(재시도면 retry.backoff.ms)만큼 기다렸고, 리더를 알며, 연결이 요청을 더 받을 수 있을 때 나가요.',
  ),
  RecordAcknowledged: rule(
    'org.apache.kafka.server.purgatory.DelayedProduce.tryComplete, kafka.cluster.Partition.checkEnoughReplicasReachOffset',
    'With acks=all the leader answers when its high watermark has passed the batch: every member of the ISR has it then.',
    'acks=all이면 리더는 하이 워터마크가 배치를 지난 뒤에 응답해요. 그때는 ISR의 모든 레플리카가 배치를 가졌어요.',
  ),
  'RecordAcknowledged/1': rule(
    'kafka.server.ReplicaManager.delayedProduceRequestRequired',
    'With acks=1 the leader answers once it has appended the batch itself: no follower needs to have it.',
    'acks=1이면 리더는 자기 로그에 덧붙이자마자 응답해요. 팔로워가 가졌는지는 보지 않아요.',
  ),
  'RecordAcknowledged/0': rule(
    'org.apache.kafka.clients.producer.internals.Sender.sendProduceRequest',
    'With acks=0 the producer counts a record as sent when it is written to the connection; nobody answers.',
    'acks=0이면 연결에 쓰는 순간 보낸 것으로 쳐요. 응답은 없어요.',
  ),
  ProduceRetried: rule(
    'org.apache.kafka.clients.producer.internals.Sender.canRetry; KIP-91',
    'A batch goes again after an error that may pass, while delivery.timeout.ms and retries allow it, after retry.backoff.ms; with idempotence under the same sequence numbers.',
    '일시적인 오류라면 delivery.timeout.ms와 retries가 허용하는 한 retry.backoff.ms 뒤에 다시 보내요. 멱등이면 같은 시퀀스 번호를 써요.',
  ),
  RecordFailed: rule(
    'org.apache.kafka.clients.producer.internals.Sender.failBatch; KIP-91',
    'A record fails with an error that cannot pass, or when delivery.timeout.ms is over. A batch that was sent before may be in the log all the same.',
    '회복할 수 없는 오류이거나 delivery.timeout.ms가 지나면 실패해요. 앞서 보낸 배치는 그래도 로그에 있을 수 있어요.',
  ),
  RecordUnknown: rule(
    'org.apache.kafka.clients.producer.internals.Sender.sendProducerData (expiredBatches); KIP-91',
    'A timeout is not a failure: the producer gave up without an answer, and the batch may or may not be in the log.',
    '타임아웃은 실패가 아니에요. 응답 없이 포기했을 뿐이고, 배치는 로그에 있을 수도 없을 수도 있어요.',
  ),
  ProducerIdAssigned: rule(
    'org.apache.kafka.clients.producer.internals.TransactionManager, org.apache.kafka.controller.ProducerIdControlManager; KIP-98',
    'An idempotent producer asks for an id first; its batches carry id, epoch and sequence from then on.',
    '멱등 프로듀서는 먼저 ID를 받아요. 그 뒤로 배치에 ID, 에포크, 시퀀스 번호가 실려요.',
  ),
  IdempotenceDisabled: rule(
    'org.apache.kafka.clients.producer.ProducerConfig.postProcessAndValidateIdempotenceConfigs; KIP-679',
    'Idempotence is on by default, and gives way to acks, retries or max.in.flight.requests.per.connection that rule it out.',
    '멱등성은 기본으로 켜져 있지만, 함께 쓸 수 없는 acks, retries, max.in.flight.requests.per.connection을 주면 꺼져요.',
  ),
  BatchSplit: rule(
    'org.apache.kafka.clients.producer.internals.RecordAccumulator.splitAndReenqueue; KIP-126',
    'A batch that is too large for the broker is split and sent in parts.',
    '브로커에 너무 큰 배치는 나누어 다시 보내요.',
  ),
  ProducerFlushed: rule(
    'org.apache.kafka.clients.producer.KafkaProducer.flush',
    'flush() waits until every record sent before has come to an end, in whatever way.',
    'flush()는 앞서 보낸 모든 레코드가 어떻게든 끝날 때까지 기다려요.',
  ),
  ProducerClosed: rule(
    'org.apache.kafka.clients.producer.KafkaProducer.close',
    'close() sends what is left, up to its timeout; then the rest is aborted.',
    'close()는 타임아웃까지 남은 것을 보내고, 그 뒤에 남은 것은 버려요.',
  ),
  ClientDisconnected: rule(
    'org.apache.kafka.clients.NetworkClient.processDisconnection',
    'A client that loses a connection does not know what became of its requests on it; it asks for new metadata and connects again after reconnect.backoff.ms.',
    '연결을 잃은 클라이언트는 그 위의 요청이 어떻게 되었는지 알 수 없어요. 메타데이터를 새로 요청하고 reconnect.backoff.ms 뒤에 다시 연결해요.',
  ),
  ClientWarned: rule(
    'org.apache.kafka.clients.NetworkClient, consumer and producer internals',
    'A line of the client’s log at WARN: something was odd and it goes on.',
    '클라이언트 로그의 WARN 줄여요. 이상하지만 계속 진행해요.',
  ),
  AdminRequestFailed: rule(
    'org.apache.kafka.clients.admin.KafkaAdminClient',
    'An administrator is told the error of each thing it asked for; errors that may pass were tried again before.',
    '관리 클라이언트는 요청한 항목마다 오류를 받아요. 일시적인 오류는 그 전에 다시 시도했어요.',
  ),
  TopicCreateFailed: rule(
    'org.apache.kafka.controller.ReplicationControlManager.createTopics',
    'The controller refuses a topic that exists, whose name or settings are not valid, or for which there are too few brokers.',
    '이미 있거나, 이름이나 설정이 잘못되었거나, 브로커가 모자라면 컨트롤러가 토픽 생성을 거절해요.',
  ),
  ReassignmentsListed: rule(
    'org.apache.kafka.controller.ReplicationControlManager.listPartitionReassignments; KIP-455',
    'A reassignment is under way while replicas are being added or removed.',
    '추가하거나 제거할 레플리카가 남아 있는 동안 재할당이 진행 중이에요.',
  ),
  RecordsConsumed: rule(
    'kafka.server.ReplicaManager.readFromLog, org.apache.kafka.clients.consumer.internals.FetchCollector',
    'A consumer is given what lies below the high watermark (read_committed: below the last stable offset), and nothing beyond.',
    '컨슈머는 하이 워터마크 아래만(read_committed면 LSO 아래만) 받아요.',
  ),
  RecordsProcessed: rule(
    'the application; enable.auto.commit, commitSync(), commitAsync()',
    'Kafka knows nothing of processing: only what is committed counts when the partition goes to somebody else.',
    'Kafka는 처리 여부를 몰라요. 파티션이 다른 멤버에게 갈 때는 커밋한 오프셋만 의미가 있어요.',
  ),
  OffsetReset: rule(
    'org.apache.kafka.clients.consumer.internals.OffsetFetcher, SubscriptionState; auto.offset.reset',
    'Without a committed offset, or with one outside the log, a consumer begins where auto.offset.reset says.',
    '커밋된 오프셋이 없거나 로그 범위를 벗어나면 auto.offset.reset이 정한 곳에서 시작해요.',
  ),
  'OffsetReset/truncated': rule(
    'org.apache.kafka.clients.consumer.internals.SubscriptionState.maybeCompleteValidation, OffsetsForLeaderEpochUtils; KIP-320',
    'When the leader changes, a consumer asks it where the epoch of its position ends. If that is before the position, the log was truncated: with auto.offset.reset it goes back to that end, without it the application gets a LogTruncationException.',
    '리더가 바뀌면 컨슈머는 새 리더에게 자기 위치의 에포크가 어디서 끝나는지 물어요. 그 끝이 자기 위치보다 앞이면 로그가 잘린 거예요. auto.offset.reset이 있으면 그 끝으로 돌아가고, 없으면 애플리케이션이 LogTruncationException을 받아요.',
  ),
  CommittedOffsetFound: rule(
    'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.initWithCommittedOffsetsIfNeeded',
    'A consumer that is given a partition begins at the offset the group has committed, whoever committed it.',
    '파티션을 받은 컨슈머는 누가 커밋했든 그룹이 커밋한 오프셋에서 시작해요.',
  ),
  PositionSought: rule(
    'org.apache.kafka.clients.consumer.KafkaConsumer.seek',
    'seek() moves the position of this consumer; nothing is committed by it.',
    'seek()는 이 컨슈머의 위치만 옮겨요. 커밋되지는 않아요.',
  ),
  PartitionsPaused: rule(
    'org.apache.kafka.clients.consumer.internals.SubscriptionState.isFetchable',
    'A paused partition stays assigned, and is not fetched.',
    '일시 중지한 파티션은 할당된 채로 있지만 가져오지 않아요.',
  ),
  PartitionsResumed: rule(
    'org.apache.kafka.clients.consumer.internals.SubscriptionState.resume',
    'A resumed partition is fetched again from its position.',
    '다시 시작한 파티션은 위치부터 다시 가져와요.',
  ),
  OffsetCommitSent: rule(
    'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.maybeAutoCommitOffsetsAsync, commitOffsetsSync; enable.auto.commit',
    'A commit says up to where the group is done. An automatic one is sent in poll(), for what the poll() before has handed out.',
    '커밋은 그룹이 어디까지 끝냈는지 알리는 일이에요. 자동 커밋은 poll() 안에서, 이전 poll()이 넘겨준 것까지를 보내요.',
  ),
  OffsetCommitted: rule(
    'org.apache.kafka.coordinator.group.OffsetMetadataManager.commitOffset',
    'The coordinator writes a commit as a record of __consumer_offsets: the newest of a group and partition counts.',
    '코디네이터는 커밋을 __consumer_offsets의 레코드로 써요. 그룹과 파티션마다 가장 새 것이 유효해요.',
  ),
  OffsetCommitCompleted: rule(
    'org.apache.kafka.coordinator.group.OffsetMetadataManager.commitOffset',
    'A commit is a record in __consumer_offsets, answered when it is replicated.',
    '커밋은 __consumer_offsets의 레코드이며, 복제되면 응답해요.',
  ),
  OffsetCommitFailed: rule(
    'org.apache.kafka.coordinator.group.OffsetMetadataManager.validateOffsetCommit, consumer.internals.ConsumerCoordinator',
    'A commit counts only from a member of the current generation or member epoch: who was removed may not overwrite what its successor does.',
    '커밋은 현재 세대(또는 멤버 에포크)의 멤버가 한 것만 인정해요. 빠진 멤버가 후임의 진행을 덮어쓰지 못해요.',
  ),
  PollTimeoutExpired: rule(
    'org.apache.kafka.clients.consumer.internals.AbstractCoordinator (heartbeat thread); max.poll.interval.ms; KIP-62',
    'Heartbeats come from a thread of their own and prove only that the process lives. Without a poll() for max.poll.interval.ms the consumer leaves the group by itself.',
    '하트비트는 별도의 스레드에서 나가므로 프로세스가 살아 있다는 것만 알려 줘요. max.poll.interval.ms 동안 poll()이 없으면 컨슈머가 스스로 그룹에서 나가요.',
  ),
  ConsumerClosed: rule(
    'org.apache.kafka.clients.consumer.KafkaConsumer.close',
    'close() commits if it commits by itself, and leaves the group at once (a static member stays).',
    'close()는 자동 커밋이면 커밋하고 곧바로 그룹에서 나가요(정적 멤버는 남아요).',
  ),
  CoordinatorDiscovered: rule(
    'org.apache.kafka.clients.consumer.internals.AbstractCoordinator.lookupCoordinator, kafka.server.KafkaApis.getCoordinator',
    'The coordinator of a group is the leader of the partition of __consumer_offsets that the group.id hashes to.',
    '그룹의 코디네이터는 group.id를 해시한 __consumer_offsets 파티션의 리더예요.',
  ),
  CoordinatorLoaded: rule(
    'org.apache.kafka.coordinator.group.GroupCoordinatorService.onElection',
    'A new leader of a partition of __consumer_offsets reads it whole before it serves its groups; until then it answers COORDINATOR_LOAD_IN_PROGRESS.',
    '__consumer_offsets 파티션의 새 리더는 그 전체를 읽고 나서 그룹을 맡아요. 그때까지는 COORDINATOR_LOAD_IN_PROGRESS로 답해요.',
  ),
  CoordinatorUnloaded: rule(
    'org.apache.kafka.coordinator.group.GroupCoordinatorService.onResignation',
    'Who does not lead the partition any more answers NOT_COORDINATOR, and clients look for the new one.',
    '더는 리더가 아니면 NOT_COORDINATOR로 답하고, 클라이언트는 새 코디네이터를 찾아요.',
  ),
  GroupMemberJoined: rule(
    'org.apache.kafka.coordinator.group.GroupMetadataManager.classicGroupJoin, consumerGroupHeartbeat; KIP-394, KIP-848',
    'A consumer joins in its poll(). With the classic protocol it is given a member id first and comes back with it.',
    '컨슈머는 poll() 안에서 조인해요. 클래식 프로토콜에서는 먼저 멤버 ID를 받고 그 ID로 다시 요청해요.',
  ),
  GroupMemberRemoved: rule(
    'org.apache.kafka.coordinator.group.GroupMetadataManager.removeMemberAndUpdateClassicGroup, expireClassicGroupMemberHeartbeat',
    'A member is removed when it leaves, when no heartbeat came for its session timeout, or when it has not joined again within the rebalance timeout.',
    '멤버는 나가겠다고 알리거나, 세션 타임아웃 동안 하트비트가 없거나, 리밸런싱 타임아웃 안에 다시 조인하지 않으면 제거돼요.',
  ),
  GroupRebalanceStarted: rule(
    'org.apache.kafka.coordinator.group.GroupMetadataManager.prepareRebalance',
    'A member that joins, leaves or changes its subscription, or a topic with new partitions, makes the whole group join again. Members hear of it in the answer to their next heartbeat.',
    '멤버가 들어오거나 나가거나 구독을 바꾸면, 또는 토픽에 파티션이 늘면 그룹 전체가 다시 조인해요. 멤버는 다음 하트비트 응답으로 알게 돼요.',
  ),
  GroupGenerationStarted: rule(
    'org.apache.kafka.coordinator.group.GroupMetadataManager.completeClassicGroupJoin',
    'A generation begins when every member has joined, or when the rebalance timeout is over; a new group waits group.initial.rebalance.delay.ms. One member, the leader, assigns.',
    '모든 멤버가 조인하거나 리밸런싱 타임아웃이 지나면 세대가 시작돼요. 새 그룹은 group.initial.rebalance.delay.ms를 기다려요. 할당은 리더 멤버 하나가 해요.',
  ),
  GroupStateChanged: rule(
    'org.apache.kafka.coordinator.group.classic.ClassicGroupState',
    'A classic group is Empty, PreparingRebalance until all have joined, CompletingRebalance until the leader has assigned, and Stable.',
    '클래식 그룹은 Empty, 모두 조인할 때까지 PreparingRebalance, 리더가 할당할 때까지 CompletingRebalance, 그다음 Stable이에요.',
  ),
  'GroupStateChanged/consumer': rule(
    'org.apache.kafka.coordinator.group.modern.consumer.ConsumerGroup.maybeUpdateGroupState; KIP-848',
    'A consumer group is Empty without members, Assigning until the target of its epoch is computed, Reconciling until every member is there, and Stable then. Nobody stops reading for that.',
    '컨슈머 그룹은 멤버가 없으면 Empty, 에포크의 목표 할당이 계산될 때까지 Assigning, 모든 멤버가 거기 이를 때까지 Reconciling, 그다음 Stable이에요. 그동안 아무도 읽기를 멈추지 않아요.',
  ),
  AssignmentComputed: rule(
    'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.onLeaderElected',
    'In the classic protocol a consumer assigns: the group leader runs the assignor that all members have in common.',
    '클래식 프로토콜에서는 컨슈머가 할당해요. 그룹 리더가 모든 멤버가 지원하는 할당자를 실행해요.',
  ),
  PartitionsAssigned: rule(
    'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.onJoinComplete, AbstractMembershipManager; KIP-429, KIP-848',
    'A partition of a topic has at most one owner in a group. A consumer reads what it was assigned and nothing else.',
    '한 그룹 안에서 파티션의 소유자는 최대 하나예요. 컨슈머는 할당된 것만 읽어요.',
  ),
  PartitionsRevoked: rule(
    'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.onJoinPrepare; KIP-429',
    'With the eager protocol a member gives up everything before it joins again; with the cooperative one, and with KIP-848, only what moves.',
    'eager 프로토콜에서는 다시 조인하기 전에 모두 내놓아요. cooperative와 KIP-848에서는 옮길 것만 내놓아요.',
  ),
  'PartitionsRevoked/cooperative': rule(
    'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.onJoinComplete; KIP-429',
    'With cooperative assignors a member goes on with what it keeps: it gives up only what the new assignment takes from it, and joins once more, so that others get that.',
    'cooperative 할당자에서는 그대로 갖는 파티션을 계속 읽어요. 새 할당에서 빠진 것만 내놓고 한 번 더 조인해서, 다른 멤버가 받게 해요.',
  ),
  'PartitionsRevoked/leaving': rule(
    'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.onLeavePrepare; KIP-429',
    'Before a member leaves its group by close() or unsubscribe() it gives back everything, and says so to its application, which can still commit.',
    '멤버는 close()나 unsubscribe()로 그룹에서 나가기 전에 모두 내놓고 애플리케이션에 알려요. 애플리케이션은 이때 아직 커밋할 수 있어요.',
  ),
  'PartitionsRevoked/consumer': rule(
    'org.apache.kafka.clients.consumer.internals.AbstractMembershipManager.maybeReconcile; KIP-848',
    'The coordinator names in its heartbeat answer what a member shall have; the member gives up what is not in it, and says so in its next heartbeat.',
    '코디네이터가 하트비트 응답으로 멤버가 가질 파티션을 알려 줘요. 멤버는 거기 없는 것을 내놓고 다음 하트비트로 알려요.',
  ),
  PartitionsLost: rule(
    'org.apache.kafka.clients.consumer.internals.ConsumerCoordinator.onJoinPrepare (onPartitionsLost)',
    'Who learns that it is out of the group has lost its partitions already: it cannot commit, and others may be reading them.',
    '그룹에서 빠진 것을 알았을 때는 이미 파티션을 잃은 뒤예요. 커밋할 수 없고, 다른 멤버가 읽고 있을 수 있어요.',
  ),
  GroupConverted: rule(
    'org.apache.kafka.coordinator.group.GroupMetadataManager.convertToConsumerGroup; group.consumer.migration.policy; KIP-848',
    'A group goes to the consumer protocol with its first member of it, and back with the last, as group.consumer.migration.policy allows.',
    '새 프로토콜의 멤버가 처음 들어오면 그룹이 전환되고, 마지막 멤버가 나가면 되돌아가요. group.consumer.migration.policy가 허용하는 만큼이에요.',
  ),
  GroupEpochBumped: rule(
    'org.apache.kafka.coordinator.group.GroupMetadataManager.consumerGroupHeartbeat; KIP-848',
    'Whatever may change the assignment raises the group epoch: a member, a subscription, a topic.',
    '멤버, 구독, 토픽처럼 할당을 바꿀 수 있는 변화가 있으면 그룹 에포크가 올라요.',
  ),
  TargetAssignmentComputed: rule(
    'org.apache.kafka.coordinator.group.modern.TargetAssignmentBuilder; KIP-848',
    'The coordinator computes who shall have what for the new group epoch; members go there one at a time.',
    '코디네이터가 새 그룹 에포크의 목표 할당을 계산하고, 멤버는 각자 그쪽으로 옮겨 가요.',
  ),
  MemberAssignmentChanged: rule(
    'org.apache.kafka.coordinator.group.modern.consumer.CurrentAssignmentBuilder; KIP-848',
    'A member first gives back what it shall not have, and is given only what nobody else holds any more: the others read on meanwhile.',
    '멤버는 먼저 내놓을 것을 돌려주고, 다른 멤버가 더는 갖지 않은 것만 받아요. 그동안 나머지는 계속 읽어요.',
  ),
  OffsetsExpired: rule(
    'org.apache.kafka.coordinator.group.OffsetMetadataManager.cleanupExpiredOffsets; offsets.retention.minutes',
    'The offsets of a group are deleted offsets.retention.minutes after it became empty; then auto.offset.reset decides.',
    '그룹이 비고 offsets.retention.minutes가 지나면 오프셋이 지워져요. 그다음은 auto.offset.reset이 정해요.',
  ),
  GroupDeleted: rule(
    'org.apache.kafka.coordinator.group.GroupCoordinatorService.deleteGroups, GroupMetadataManager.maybeDeleteGroup',
    'An empty group without offsets is forgotten.',
    '멤버도 오프셋도 없는 그룹은 지워져요.',
  ),
  PartitionOwnershipConflict: rule(
    'kafka.consumer.ZookeeperConsumerConnector.reflectPartitionOwnershipDecision',
    'Before coordinators every consumer computed the assignment alone and claimed its partitions by ephemeral znodes: while the old owner has not let go, the claim fails.',
    '코디네이터가 없던 시절에는 컨슈머가 각자 할당을 계산하고 임시 znode로 파티션을 차지했어요. 이전 소유자가 놓지 않았으면 실패해요.',
  ),
  ConsumerRebalanceGivenUp: rule(
    'kafka.consumer.ZookeeperConsumerConnector.syncedRebalance; rebalance.max.retries',
    'After rebalance.max.retries attempts it gives up and owns nothing until the group changes again.',
    'rebalance.max.retries번 실패하면 포기하고, 그룹이 다시 바뀔 때까지 아무것도 갖지 않아요.',
  ),
};
