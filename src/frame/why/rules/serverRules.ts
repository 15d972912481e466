/** Rules of servers: the quorum, the life of a broker, and ZooKeeper before it. */
import { type Rules, rule } from './rule.ts';

export const SERVER_RULES: Rules = {
  RaftRoleChanged: rule(
    'org.apache.kafka.raft.KafkaRaftClient, QuorumState; KIP-595, KIP-996',
    'A follower whose fetches are not answered for controller.quorum.fetch.timeout.ms asks first whether it could win (pre-vote), and only with a majority raises the epoch and stands. A higher epoch makes everybody else step down.',
    'controller.quorum.fetch.timeout.ms 동안 Fetch 응답을 받지 못한 팔로워는 먼저 이길 수 있는지 묻고(pre-vote), 과반수가 동의할 때만 에포크를 올리고 후보가 돼요. 더 높은 에포크를 보면 모두 물러나요.',
  ),
  QuorumLeaderElected: rule(
    'org.apache.kafka.raft.KafkaRaftClient.handleVoteResponse; KIP-595',
    'A candidate leads the metadata quorum with the votes of a majority of the voters. A vote goes to one candidate an epoch, and only if its log is not behind.',
    '투표자 과반수의 표를 얻은 후보가 메타데이터 쿼럼의 리더가 돼요. 표는 에포크마다 한 후보에게만, 로그가 뒤처지지 않은 경우에만 줘요.',
  ),
  QuorumLogTruncated: rule(
    'org.apache.kafka.raft.KafkaRaftClient.handleFetchResponse (divergingEpoch); KIP-595',
    "A follower of the quorum cuts what is not in its leader's log: it was never committed.",
    '쿼럼의 팔로워는 리더의 로그에 없는 부분을 잘라요. 커밋된 적이 없는 부분이에요.',
  ),
  SnapshotWritten: rule(
    'org.apache.kafka.image.publisher.SnapshotGenerator; KIP-630',
    'A snapshot of the metadata is written after metadata.log.max.record.bytes.between.snapshots or metadata.log.max.snapshot.interval.ms.',
    '메타데이터 스냅샷은 metadata.log.max.record.bytes.between.snapshots만큼 쌓이거나 metadata.log.max.snapshot.interval.ms가 지나면 저장돼요.',
  ),
  SnapshotFetched: rule(
    'org.apache.kafka.raft.KafkaRaftClient.handleFetchSnapshotResponse; KIP-630',
    "Who needs what lies before the start of the leader's log is sent to a snapshot instead.",
    '리더의 로그 시작보다 앞부분이 필요하면, 대신 스냅샷을 받게 돼요.',
  ),
  SnapshotLoaded: rule(
    'org.apache.kafka.image.loader.MetadataLoader.handleLoadSnapshot; KIP-630',
    'A snapshot replaces everything that was known of the metadata.',
    '스냅샷은 알고 있던 메타데이터 전체를 대신해요.',
  ),
  QuorumLogStartAdvanced: rule(
    'org.apache.kafka.raft.KafkaRaftClient, metadata.max.retention.bytes; KIP-630',
    'The metadata log is deleted only where a snapshot holds it, by size or age.',
    '메타데이터 로그는 스냅샷에 들어 있는 부분만, 크기나 시간에 따라 지워져요.',
  ),
  VoterAdded: rule(
    'org.apache.kafka.raft.internals.AddVoterHandler; KIP-853',
    'Voters are changed one at a time, through a record in the log; the new one must have caught up.',
    '투표자는 로그의 레코드를 통해 한 번에 하나씩 바뀌어요. 새 투표자는 먼저 따라잡아야 해요.',
  ),
  VoterRemoved: rule(
    'org.apache.kafka.raft.internals.RemoveVoterHandler; KIP-853',
    'Voters are changed one at a time; a leader that takes itself out resigns when that is committed.',
    '투표자는 한 번에 하나씩 바뀌어요. 자신을 뺀 리더는 그것이 커밋되면 물러나요.',
  ),
  ControllerActivated: rule(
    'org.apache.kafka.controller.QuorumController (QuorumMetaLogListener.handleLeaderChange); KIP-631',
    'The leader of the metadata quorum is the active controller, once it has replayed the log to its end.',
    '메타데이터 쿼럼의 리더가 로그를 끝까지 재생하면 활성 컨트롤러가 돼요.',
  ),
  ControllerDeactivated: rule(
    'org.apache.kafka.controller.QuorumController.renounce',
    'Who is not leader of the quorum any more is no controller, and gives up what it has not committed.',
    '쿼럼의 리더가 아니게 되면 컨트롤러도 아니며, 커밋하지 못한 것은 버려요.',
  ),
  BrokerRegistered: rule(
    'org.apache.kafka.controller.ClusterControlManager.registerBroker; KIP-631',
    'A starting broker registers with the active controller. The offset of that record is its broker epoch; it is fenced until a heartbeat asks otherwise.',
    '시작하는 브로커는 활성 컨트롤러에 등록해요. 그 레코드의 오프셋이 브로커 에포크이고, 하트비트로 요청하기 전까지는 펜싱된 상태예요.',
  ),
  BrokerFenced: rule(
    'org.apache.kafka.controller.ReplicationControlManager.maybeFenceOneStaleBroker, BrokerHeartbeatTracker; broker.session.timeout.ms',
    'The active controller fences a broker of which it has had no heartbeat for broker.session.timeout.ms; it looks every eighth of that time, before 4.0 exactly when it is over. A closed connection says nothing to it.',
    '활성 컨트롤러는 broker.session.timeout.ms 동안 하트비트가 없는 브로커를 펜싱해요. 그 시간의 8분의 1마다(4.0 전에는 정확히 그 시간이 지난 순간에) 살펴보며, 연결이 끊긴 것만으로는 판단하지 않아요.',
  ),
  BrokerUnfenced: rule(
    'org.apache.kafka.controller.BrokerHeartbeatManager.calculateNextBrokerState; KIP-631',
    'A broker is unfenced when its heartbeat asks for it and it has replayed the metadata up to its own registration.',
    '하트비트로 요청하고 메타데이터를 자기 등록까지 재생했으면 펜싱이 풀려요.',
  ),
  BrokerInControlledShutdown: rule(
    'org.apache.kafka.controller.BrokerHeartbeatManager.calculateNextBrokerState; KIP-631, KIP-841',
    'A broker that wants to shut down hands over what it leads first: each partition to another member of its ISR. It may stop when the others have heard of it.',
    '종료하려는 브로커는 먼저 이끌던 파티션을 ISR의 다른 레플리카에 넘겨요. 다른 브로커들이 이를 알게 되면 멈춰도 돼요.',
  ),
  BrokerUnregistered: rule(
    'org.apache.kafka.controller.ReplicationControlManager.unregisterBroker',
    'An unregistered broker is forgotten by the controller; its id may register again.',
    '등록 해제된 브로커는 컨트롤러가 잊어요. 같은 ID로 다시 등록할 수 있어요.',
  ),
  BrokerStateChanged: rule(
    'org.apache.kafka.server.BrokerLifecycleManager; KIP-631',
    'A broker starts, registers, recovers until it has caught up with the metadata, and runs once it is unfenced.',
    '브로커는 시작해서 등록하고, 메타데이터를 따라잡을 때까지 복구하며, 펜싱이 풀리면 RUNNING이 돼요.',
  ),
  ProcessExited: rule(
    'kafka.Kafka.main, org.apache.kafka.common.utils.Exit',
    'A process ends when its shutdown is done, or when it meets an error that it may not survive.',
    '프로세스는 종료 절차가 끝나거나, 살아남아서는 안 되는 오류를 만나면 끝나요.',
  ),
  ZooKeeperStateChanged: rule(
    'org.apache.zookeeper.server.quorum.QuorumPeer, FastLeaderElection',
    'A server of the ensemble that has no leader looks for one; the vote goes to the newest epoch, then the newest change, then the highest id.',
    '리더가 없는 앙상블 서버는 리더를 찾아요. 에포크, 마지막 변경, 서버 ID 순으로 큰 쪽에 투표해요.',
  ),
  ZooKeeperLeaderEstablished: rule(
    'org.apache.zookeeper.server.quorum.Leader.lead',
    'A leader serves when a quorum has acknowledged its epoch and has what it has.',
    '리더는 쿼럼이 자신의 에포크를 확인하고 같은 내용을 가지면 서비스를 시작해요.',
  ),
  ZooKeeperFollowerSynced: rule(
    'org.apache.zookeeper.server.quorum.Learner.syncWithLeader',
    'A follower is brought to its leader’s state by the changes it lacks, by cutting its own, or by a snapshot.',
    '팔로워는 빠진 변경을 받거나(DIFF), 자기 것을 자르거나(TRUNC), 스냅샷을 받아(SNAP) 리더와 같아져요.',
  ),
  ZooKeeperQuorumLost: rule(
    'org.apache.zookeeper.server.quorum.Leader.lead (syncLimit)',
    'Without a quorum within syncLimit nobody of the ensemble serves: sessions are neither renewed nor expired.',
    'syncLimit 안에 쿼럼이 모이지 않으면 앙상블은 서비스를 멈춰요. 세션은 갱신되지도 만료되지도 않아요.',
  ),
  ZooKeeperSessionCreated: rule(
    'org.apache.zookeeper.server.SessionTrackerImpl',
    'A session’s timeout is what the client asks for, kept between 2 and 20 ticks.',
    '세션 타임아웃은 클라이언트가 요청한 값을 틱의 2배에서 20배 사이로 맞춘 값이에요.',
  ),
  ZooKeeperSessionExpired: rule(
    'org.apache.zookeeper.server.SessionTrackerImpl; zookeeper.session.timeout.ms',
    'The leader of the ensemble ends a session of which nothing was heard for its timeout, and deletes its ephemeral znodes. The client learns it only when it is connected again.',
    '앙상블 리더는 타임아웃 동안 소식이 없는 세션을 끝내고 임시 znode를 지워요. 클라이언트는 다시 연결되어야 이를 알아요.',
  ),
  ZooKeeperSessionClosed: rule(
    'org.apache.zookeeper.ZooKeeper.close',
    'A session that its client closes ends at once, with its ephemeral znodes.',
    '클라이언트가 닫은 세션은 임시 znode와 함께 곧바로 끝나요.',
  ),
  ZooKeeperConnectionChanged: rule(
    'org.apache.zookeeper.ClientCnxn.SendThread',
    'A client that hears nothing for two thirds of its timeout tries another server: the session goes on if it gets there in time.',
    '타임아웃의 3분의 2 동안 소식이 없으면 클라이언트는 다른 서버를 시도해요. 제때 연결되면 세션은 이어져요.',
  ),
  ZnodeChangeRefused: rule(
    'org.apache.zookeeper.server.PrepRequestProcessor (BadVersion)',
    'A change that names a version is refused if the znode has another one by then.',
    '버전을 걸고 한 변경은, 그사이 znode의 버전이 달라졌다면 거절돼요.',
  ),
  BrokerFailed: rule(
    'kafka.controller.KafkaController.processBrokerChange, onBrokerFailure',
    'The controller watches /brokers/ids: a broker whose ephemeral znode is gone is dead to it, whether its process lives or not.',
    '컨트롤러는 /brokers/ids를 지켜봐요. 프로세스가 살아 있더라도 임시 znode가 사라지면 죽은 브로커로 봐요.',
  ),
  ControllerFailoverCompleted: rule(
    'kafka.controller.KafkaController.onControllerFailover',
    'A new controller reads everything from ZooKeeper before it decides anything: the more partitions, the longer that takes.',
    '새 컨트롤러는 결정을 내리기 전에 ZooKeeper에서 모든 것을 읽어요. 파티션이 많을수록 오래 걸려요.',
  ),
  StaleControllerRefused: rule(
    'kafka.server.ReplicaManager (controllerEpoch)',
    'Brokers refuse what comes with an older controller epoch than they have heard of.',
    '브로커는 알고 있는 것보다 오래된 컨트롤러 에포크로 온 요청을 거절해요.',
  ),
  StaleBrokerEpochRefused: rule(
    'kafka.server.KafkaApis.isBrokerEpochStale; KIP-380',
    'A broker refuses requests of the controller that were meant for an earlier life of it.',
    '브로커는 자신의 이전 생애를 향한 컨트롤러 요청을 거절해요.',
  ),
  MigrationDriverStateChanged: rule(
    'org.apache.kafka.metadata.migration.KRaftMigrationDriver; KIP-866',
    'The driver waits for every broker, becomes controller in ZooKeeper, copies its metadata, and then writes both sides.',
    '드라이버는 모든 브로커를 기다린 뒤 ZooKeeper의 컨트롤러가 되고, 메타데이터를 복사한 다음 양쪽에 함께 써요.',
  ),
  ZkMigrationStateChanged: rule(
    'org.apache.kafka.metadata.migration.KRaftMigrationDriver; KIP-866',
    'The state of the migration is a record of the metadata log, written with the copied metadata in one transaction.',
    '마이그레이션 상태는 메타데이터 로그의 레코드이며, 복사한 메타데이터와 한 트랜잭션으로 기록돼요.',
  ),
  ZkControllerClaimed: rule(
    'kafka.zk.KafkaZkClient.tryRegisterKRaftControllerAsActiveController; KIP-866',
    'The KRaft controller takes /controller and raises its epoch: the broker that was controller steps down.',
    'KRaft 컨트롤러가 /controller를 차지하고 에포크를 올리면, 컨트롤러였던 브로커는 물러나요.',
  ),
  MetadataMigrated: rule(
    'org.apache.kafka.metadata.migration.KRaftMigrationDriver.MigrateMetadataEvent; KIP-866',
    'Everything in ZooKeeper is written to the metadata log as records.',
    'ZooKeeper에 있는 모든 것이 메타데이터 로그에 레코드로 기록돼요.',
  ),
  DualWriteRefused: rule(
    'kafka.zk.KafkaZkClient.retryMigrationRequestsUntilConnected; KIP-866',
    'A controller whose epoch in ZooKeeper is not the newest may not write there.',
    'ZooKeeper의 에포크가 최신이 아닌 컨트롤러는 거기에 쓸 수 없어요.',
  ),
  KRaftControllerFollowed: rule(
    'kafka.server.KafkaApis.handleUpdateMetadataRequest; KIP-866',
    'A broker with ZooKeeper takes orders of the KRaft controller once its epoch is the newest.',
    'ZooKeeper를 쓰는 브로커도 KRaft 컨트롤러의 에포크가 최신이면 그 지시를 따라요.',
  ),
};
