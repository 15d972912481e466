/** Rules of partitions: elections, the ISR, the high watermark, copies, truncation, logs. */
import { type Rules, rule } from './rule.ts';

export const REPLICATION_RULES: Rules = {
  LeaderElected: rule(
    'org.apache.kafka.controller.PartitionChangeBuilder.electAnyLeader',
    'The leader stays while it is in the ISR and active. Else the first replica, in the order of the assignment, that is active and in the ISR leads (with an empty ISR: in the ELR). Nobody else may, unless unclean elections are allowed.',
    '리더가 ISR에 있고 활성이면 그대로 둬요. 아니면 할당 순서대로 보아 활성이면서 ISR에 있는(ISR이 비었다면 ELR에 있는) 첫 레플리카가 리더가 돼요. 언클린 선출이 허용되지 않는 한 다른 레플리카는 될 수 없어요.',
  ),
  'LeaderElected/unclean': rule(
    'org.apache.kafka.controller.PartitionChangeBuilder.electAnyLeader; unclean.leader.election.enable; KIP-966',
    'With unclean.leader.election.enable any active replica may lead when no replica of the ISR or the ELR can. What it never copied is gone, acknowledged or not, and the ISR begins again with it alone.',
    'unclean.leader.election.enable이 켜져 있으면, ISR과 ELR에 될 수 있는 레플리카가 없을 때 활성인 아무 레플리카나 리더가 돼요. 복제하지 못한 레코드는 확인 응답을 받았더라도 사라지고, ISR은 그 레플리카 하나로 다시 시작해요.',
  ),
  'LeaderElected/preferred': rule(
    'org.apache.kafka.controller.ReplicationControlManager.maybeBalancePartitionLeaders; auto.leader.rebalance.enable',
    'Every leader.imbalance.check.interval.seconds the controller looks for partitions whose leader is not the first replica of the assignment, and moves the leadership there if that replica is active and in the ISR.',
    '컨트롤러는 leader.imbalance.check.interval.seconds마다 리더가 할당의 첫 레플리카가 아닌 파티션을 찾고, 그 레플리카가 활성이고 ISR에 있으면 리더를 옮겨요.',
  ),
  'LeaderElected/preferred-asked': rule(
    'org.apache.kafka.controller.ReplicationControlManager.electLeaders; KIP-460',
    'An administrator may ask for the preferred leader: the first replica of the assignment leads if it is active and in the ISR, though another one leads well.',
    '관리자가 우선 리더 선출을 요청할 수 있어요. 다른 레플리카가 리더를 잘하고 있어도, 할당의 첫 레플리카가 활성이고 ISR에 있으면 그것이 리더가 돼요.',
  ),
  'LeaderElected/last-known': rule(
    'org.apache.kafka.controller.PartitionChangeBuilder.canElectLastKnownLeader; KIP-966',
    'With eligible leader replicas (ELR): when the ISR and the ELR are both empty, the broker that led last may lead again as soon as it is active, whatever unclean.leader.election.enable says. It is an unclean election: what its disk lost is gone.',
    'ELR을 쓸 때, ISR과 ELR이 모두 비면 마지막 리더였던 브로커는 활성이 되는 대로 다시 리더가 될 수 있어요. unclean.leader.election.enable과는 상관없어요. 언클린 선출이라, 그 디스크에서 사라진 것은 되찾을 수 없어요.',
  ),
  'LeaderElected/kept': rule(
    'org.apache.kafka.controller.PartitionChangeBuilder.triggerLeaderEpochBumpForReplicaReassignmentIfNeeded',
    'When a replica leaves the assignment, the leader epoch rises though the leader stays: who still works by the old epoch is told so by that.',
    '레플리카가 할당에서 빠지면 리더가 그대로여도 리더 에포크를 올려요. 옛 에포크로 움직이는 브로커는 이것으로 바뀐 것을 알아요.',
  ),
  'LeaderElected/kept-shrunk': rule(
    'org.apache.kafka.controller.PartitionChangeBuilder.triggerLeaderEpochBumpForIsrShrinkIfNeeded; KAFKA-15021',
    'Before metadata.version 3.6 the leader epoch rises whenever the ISR shrinks, though the leader stays.',
    'metadata.version 3.6 이전에는 리더가 그대로여도 ISR이 줄 때마다 리더 에포크를 올려요.',
  ),
  'LeaderElected/unclean-asked': rule(
    'org.apache.kafka.controller.ReplicationControlManager.electLeaders; KIP-460',
    'An administrator may ask for an unclean election of a partition that has no leader, whatever unclean.leader.election.enable says: any active replica may lead then, and what it lacks is gone.',
    '리더가 없는 파티션에는 unclean.leader.election.enable과 상관없이 관리자가 언클린 선출을 요청할 수 있어요. 그러면 활성인 아무 레플리카나 리더가 되고, 그 레플리카에 없는 레코드는 사라져요.',
  ),
  IsrChanged: rule(
    'org.apache.kafka.controller.ReplicationControlManager.alterPartition; KIP-497',
    'A leader proposes its new ISR with AlterPartition, naming the partition epoch it knows. The controller takes it if that epoch is current and every member is registered and active; the ISR counts once its record is committed.',
    '리더가 자신이 아는 파티션 에포크와 함께 AlterPartition으로 새 ISR을 제안해요. 그 에포크가 최신이고 멤버가 모두 등록된 활성 브로커이면 컨트롤러가 받아들이고, 레코드가 커밋되면 ISR로 인정돼요.',
  ),
  'IsrChanged/broker': rule(
    'org.apache.kafka.controller.ReplicationControlManager.handleBrokerFenced, handleBrokerInControlledShutdown; KIP-841',
    'A broker that is fenced or in controlled shutdown is taken out of every ISR by the controller itself, in the same batch of records; nobody waits for replica.lag.time.max.ms.',
    '펜싱되거나 정상 종료 중인 브로커는 컨트롤러가 직접, 같은 레코드 묶음 안에서 모든 ISR에서 빼요. replica.lag.time.max.ms를 기다리지 않아요.',
  ),
  ElrChanged: rule(
    'org.apache.kafka.controller.PartitionChangeBuilder.maybePopulateTargetElr; KIP-966',
    'When the ISR falls below min.insync.replicas, who leaves it stays an eligible leader: it has everything that was committed, since nothing is committed below the minimum. An unclean shutdown ends that.',
    'ISR이 min.insync.replicas 아래로 줄면, 빠진 레플리카는 적격 리더로 남아요. 최솟값 아래에서는 아무것도 커밋되지 않으므로 커밋된 것을 모두 가졌기 때문이에요. 비정상 종료를 겪으면 자격을 잃어요.',
  ),
  IsrShrinkProposed: rule(
    'kafka.cluster.Partition.maybeShrinkIsr, org.apache.kafka.server.replica.ReplicaState.isCaughtUp; replica.lag.time.max.ms',
    'Every half of replica.lag.time.max.ms the leader looks for followers that have neither its log end now nor were caught up within replica.lag.time.max.ms. How many records one lacks does not matter.',
    '리더는 replica.lag.time.max.ms의 절반마다, 지금 로그 끝에 있지도 않고 replica.lag.time.max.ms 안에 따라잡은 적도 없는 팔로워를 찾아요. 레코드가 몇 개 모자란지는 보지 않아요.',
  ),
  IsrExpandProposed: rule(
    'kafka.cluster.Partition.maybeExpandIsr, isFollowerInSync; KAFKA-7128, KIP-903',
    "A follower may join once its log end is not below the high watermark nor below the start of this leader's epoch, and it is active and fetches under the broker epoch that the metadata has.",
    '팔로워의 로그 끝이 하이 워터마크와 이 리더 에포크의 시작보다 작지 않고, 활성이며, 메타데이터와 같은 브로커 에포크로 Fetch를 보내고 있으면 ISR에 들어올 수 있어요.',
  ),
  IsrWritten: rule(
    'kafka.utils.ReplicationUtils.updateLeaderAndIsr (before KIP-497)',
    'The leader writes the ISR into the state znode itself, naming the version it knows: if the controller has written meanwhile, the write is refused.',
    '리더가 자신이 아는 버전을 걸고 state znode에 ISR을 직접 써요. 그사이 컨트롤러가 썼다면 거절돼요.',
  ),
  AlterPartitionRejected: rule(
    'org.apache.kafka.controller.ReplicationControlManager.validateAlterPartitionData; KIP-497, KIP-841, KIP-903',
    'The controller refuses an ISR that was asked for with an old leader or partition epoch, or that names a broker which is fenced, shutting down, or of another broker epoch.',
    '오래된 리더 에포크나 파티션 에포크로 요청했거나, 펜싱되었거나 종료 중이거나 브로커 에포크가 다른 브로커가 들어 있으면 컨트롤러가 ISR 변경을 거절해요.',
  ),
  HighWatermarkAdvanced: rule(
    'kafka.cluster.Partition.maybeIncrementLeaderHW; KAFKA-15583',
    'The high watermark is the lowest log end over the maximal ISR, and over replicas that have caught up and may join it. A fetch from offset n says that a follower has everything below n. Below min.insync.replicas it stands still.',
    '하이 워터마크는 최대(maximal) ISR과, 이미 따라잡아 곧 들어올 수 있는 레플리카의 로그 끝 중 가장 낮은 값이에요. 오프셋 n부터의 Fetch는 그 아래를 모두 가졌다는 뜻이에요. min.insync.replicas 아래에서는 멈춰 있어요.',
  ),
  'HighWatermarkAdvanced/follower': rule(
    'kafka.server.ReplicaFetcherThread.processPartitionData',
    'A follower learns the high watermark from the answer to its fetch: one fetch later than the leader, and never beyond its own log end.',
    '팔로워는 Fetch 응답으로 하이 워터마크를 알게 돼요. 리더보다 Fetch 한 번만큼 늦고, 자기 로그 끝을 넘지 않아요.',
  ),
  LogTruncated: rule(
    'kafka.server.AbstractFetcherThread.truncateOnFetchResponse, getOffsetTruncationState; KIP-101, KIP-279, KIP-595',
    "A follower names the epoch of its last record; the leader answers where that epoch, or the largest below it, ends in its own log. The follower cuts there: the leader's log is the truth, whatever it lacks.",
    '팔로워가 마지막 레코드의 에포크를 알리면, 리더는 그 에포크(없으면 그보다 작은 가장 큰 에포크)가 자기 로그에서 끝나는 오프셋으로 답해요. 팔로워는 거기서 잘라요. 무엇이 빠졌든 리더의 로그가 기준이에요.',
  ),
  'LogTruncated/high-watermark': rule(
    'kafka.server.ReplicaManager.makeFollowers before 0.11 (KIP-101)',
    'Before leader epochs a new follower cut its log back to its own high watermark, which lags one fetch behind: committed records could be cut away on two replicas in turn.',
    '리더 에포크가 있기 전에는 새 팔로워가 자기 하이 워터마크까지 로그를 잘랐어요. 이 값은 Fetch 한 번만큼 늦으므로, 커밋된 레코드가 두 레플리카에서 차례로 잘려 나갈 수 있었어요.',
  ),
  BecameLeader: rule(
    'kafka.cluster.Partition.makeLeader',
    'A broker leads once it has applied the metadata that says so. Its epoch begins at its log end; what it knows of the followers begins anew.',
    '브로커는 자신을 리더로 지명한 메타데이터를 적용하면 리더가 돼요. 에포크는 자기 로그 끝에서 시작하고, 팔로워에 대해 알던 것은 새로 시작해요.',
  ),
  BecameFollower: rule(
    'kafka.cluster.Partition.makeFollower, kafka.server.ReplicaManager.applyLocalFollowersDelta',
    'A broker follows once it has applied the metadata that names another leader: it takes no more writes, and begins to fetch from that one.',
    '다른 리더를 지명한 메타데이터를 적용하면 팔로워가 돼요. 더는 쓰기를 받지 않고, 그 리더에게서 가져오기 시작해요.',
  ),
  RecordsAppended: rule(
    'kafka.server.ReplicaManager.appendRecords, kafka.cluster.Partition.appendRecordsToLeader',
    'A Produce request is appended by the leader alone. With acks=all the ISR must have min.insync.replicas members before; the answer waits until the high watermark has passed the batch.',
    'Produce 요청은 리더만 자기 로그에 덧붙여요. acks=all이면 먼저 ISR이 min.insync.replicas 이상이어야 하고, 하이 워터마크가 배치를 지날 때까지 응답을 미뤄요.',
  ),
  'RecordsAppended/coordinator': rule(
    'org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime; KIP-848',
    'A coordinator keeps its state in the partition of __consumer_offsets that it leads: as records, replicated as any others, and answers when they are.',
    '코디네이터는 자신이 이끄는 __consumer_offsets 파티션에 상태를 레코드로 두어요. 다른 레코드처럼 복제되고, 복제된 뒤에 응답해요.',
  ),
  'RecordsAppended/muted': rule(
    'kafka.network.SocketServer (Processor), RequestChannel',
    'A broker handles one request of a connection at a time: the next one is taken up when the one before it is answered.',
    '브로커는 연결 하나에서 한 번에 요청 하나만 처리해요. 앞선 요청에 응답해야 다음 요청을 처리해요.',
  ),
  RecordsReplicated: rule(
    'kafka.server.AbstractFetcherThread.processFetchRequest, kafka.server.ReplicaFetcherThread.processPartitionData',
    'Followers pull: each asks the leader for what lies behind its own log end, and appends what comes, with the offsets and epochs of the leader.',
    '팔로워가 가져와요. 각자 자기 로그 끝 뒤를 리더에게 요청하고, 받은 것을 리더의 오프셋과 에포크 그대로 덧붙여요.',
  ),
  AppendRefused: rule(
    'kafka.cluster.Partition.appendRecordsToLeader; min.insync.replicas',
    'A batch is refused by who does not lead the partition, and, with acks=all, by a leader whose ISR has fewer than min.insync.replicas members (NOT_ENOUGH_REPLICAS): nothing is written then.',
    '리더가 아닌 브로커는 배치를 거절해요. acks=all이면 ISR이 min.insync.replicas보다 작은 리더도 거절해요(NOT_ENOUGH_REPLICAS). 이때는 아무것도 기록되지 않아요.',
  ),
  DuplicateBatchAnswered: rule(
    'org.apache.kafka.storage.internals.log.ProducerStateManager, ProducerStateEntry.findDuplicateBatch; KIP-98',
    'A leader remembers the last five batches of each producer id. One it has already is not appended again; the answer names its first offset.',
    '리더는 프로듀서 ID마다 최근 배치 5개를 기억해요. 이미 있는 배치는 다시 덧붙이지 않고, 처음 기록된 오프셋으로 응답해요.',
  ),
  SequenceRefused: rule(
    'org.apache.kafka.storage.internals.log.ProducerAppendInfo.maybeValidateDataBatch; KIP-98',
    'A batch of an idempotent producer must begin with the sequence number after the last one in the log, and must not be of an older producer epoch.',
    '멱등 프로듀서의 배치는 로그에 있는 마지막 시퀀스 번호의 다음 번호로 시작해야 하고, 더 오래된 프로듀서 에포크여서는 안 돼요.',
  ),
  ProducerIdsExpired: rule(
    'org.apache.kafka.storage.internals.log.ProducerStateManager.removeExpiredProducers; producer.id.expiration.ms',
    'What a leader knows of a producer id is forgotten when it has written nothing for producer.id.expiration.ms.',
    '프로듀서 ID로 producer.id.expiration.ms 동안 아무것도 기록되지 않으면 그 ID에 대한 상태를 잊어요.',
  ),
  SegmentsDeleted: rule(
    'org.apache.kafka.storage.internals.log.UnifiedLog.deleteOldSegments; retention.ms, retention.bytes',
    'Retention removes whole segments from the front, never the active one, and only below the high watermark: by the largest timestamp in the segment, or while the log is larger than retention.bytes.',
    '보존 정책은 앞쪽 세그먼트를 통째로 지워요. 활성 세그먼트는 지우지 않고, 하이 워터마크 아래만 지워요. 기준은 세그먼트의 가장 큰 타임스탬프, 또는 retention.bytes를 넘는 크기예요.',
  ),
  LogStartOffsetAdvanced: rule(
    'org.apache.kafka.storage.internals.log.UnifiedLog.maybeIncrementLogStartOffset; KIP-107',
    'DeleteRecords moves the log start on the leader, at most to the high watermark; followers learn it from their fetch answers.',
    'DeleteRecords는 리더의 로그 시작을 최대 하이 워터마크까지 옮겨요. 팔로워는 Fetch 응답으로 알게 돼요.',
  ),
  LogCleaned: rule(
    'org.apache.kafka.storage.internals.log.Cleaner.doClean; cleanup.policy=compact',
    'The cleaner rewrites closed segments and keeps of each key the newest record it knows. The active segment is not cleaned, so a key may still be there twice.',
    '클리너는 닫힌 세그먼트를 다시 쓰면서 키마다 가장 새 레코드만 남겨요. 활성 세그먼트는 건드리지 않으므로, 같은 키가 아직 두 번 있을 수 있어요.',
  ),
  LogRecovered: rule(
    'org.apache.kafka.storage.internals.log.LogLoader.recoverLog',
    'After an unclean shutdown everything behind the recovery point is read through and cut where it is damaged.',
    '비정상 종료 뒤에는 복구 지점 뒤를 모두 다시 읽고, 손상된 곳에서 잘라요.',
  ),
  UncleanShutdownDetected: rule(
    'org.apache.kafka.storage.internals.checkpoint.CleanShutdownFileHandler; KIP-966',
    'Without the file of a clean shutdown the broker assumes that what was not flushed may be missing: it recovers its logs, and its registration without a previous broker epoch ends its eligibility.',
    '정상 종료 파일이 없으면 flush하지 않은 것이 빠졌을 수 있다고 봐요. 로그를 복구하고, 이전 브로커 에포크 없이 등록되어 적격 리더 자격을 잃어요.',
  ),
  ReplicaDeleted: rule(
    'kafka.server.ReplicaManager.stopPartitions',
    'A broker deletes a replica once the metadata does not name it as one any more.',
    '메타데이터에서 더는 레플리카가 아니면 브로커가 그 로그를 지워요.',
  ),
  ReassignmentStarted: rule(
    'org.apache.kafka.controller.ReplicationControlManager.alterPartitionReassignments; KIP-455',
    'The new replicas are added to the old ones first: both copy until the new ones are in sync.',
    '새 레플리카를 먼저 기존 레플리카에 더해요. 새 레플리카가 동기화될 때까지 둘 다 복제해요.',
  ),
  ReassignmentCompleted: rule(
    'org.apache.kafka.controller.PartitionReassignmentReplicas.maybeCompleteReassignment; KIP-455',
    'A reassignment ends when every replica being added is in the ISR: then those to be removed leave.',
    '추가할 레플리카가 모두 ISR에 들어오면 재할당이 끝나고, 제거할 레플리카가 빠져요.',
  ),
  ReassignmentCancelled: rule(
    'org.apache.kafka.controller.ReplicationControlManager.cancelPartitionReassignment; KIP-455',
    'A cancelled reassignment goes back to the replicas from before it, if one of them can lead.',
    '재할당을 취소하면, 리더가 될 수 있는 레플리카가 있는 한 이전 레플리카로 돌아가요.',
  ),
  TopicCreated: rule(
    'org.apache.kafka.controller.ReplicationControlManager.createTopics, StripedReplicaPlacer',
    'The controller places the replicas, spread over racks and brokers; the first active one leads, and the active ones are the ISR.',
    '컨트롤러가 레플리카를 랙과 브로커에 고르게 배치해요. 활성인 첫 레플리카가 리더가 되고, 활성 레플리카들이 ISR이 돼요.',
  ),
  PartitionsAdded: rule(
    'org.apache.kafka.controller.ReplicationControlManager.createPartitions',
    'Partitions can be added and never taken away. Keys hash over the new number from then on, so a key may go elsewhere.',
    '파티션은 늘릴 수만 있어요. 그 뒤로는 새 개수로 키를 해시하므로, 같은 키가 다른 파티션으로 갈 수 있어요.',
  ),
  TopicDeleted: rule(
    'org.apache.kafka.controller.ReplicationControlManager.deleteTopics',
    'A deleted topic is gone from the metadata at once; brokers delete its logs when they apply that.',
    '삭제한 토픽은 메타데이터에서 곧바로 사라지고, 브로커는 이를 적용할 때 로그를 지워요.',
  ),
};
