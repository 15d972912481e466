/**
 * Rules of servers whose metadata is in ZooKeeper, where those of the quorum say something else: of the same name, with
 * `/zookeeper` behind it. What both eras have in common stands with the others.
 */
import { type Rules, rule } from './rule.ts';

export const ZOOKEEPER_RULES: Rules = {
  'LeaderElected/zookeeper': rule(
    'kafka.controller.ZkPartitionStateMachine, PartitionLeaderElectionAlgorithms.offlinePartitionLeaderElection',
    'The first replica, in the order of the assignment, that is alive and in the ISR leads; the controller writes it into the state znode and tells the brokers with LeaderAndIsr.',
    '할당 순서대로 보아 살아 있으면서 ISR에 있는 첫 레플리카가 리더가 돼요. 컨트롤러가 state znode에 쓰고 LeaderAndIsr로 브로커에 알려요.',
  ),
  'LeaderElected/unclean/zookeeper': rule(
    'kafka.controller.PartitionLeaderElectionAlgorithms.offlinePartitionLeaderElection; unclean.leader.election.enable',
    'With unclean.leader.election.enable any live replica may lead when none of the ISR is alive. What it never copied is gone, acknowledged or not, and the ISR begins again with it alone.',
    'unclean.leader.election.enable이 켜져 있으면, ISR에 살아 있는 레플리카가 없을 때 살아 있는 아무 레플리카나 리더가 돼요. 복제하지 못한 레코드는 확인 응답(ack)을 받았더라도 사라지고, ISR은 그 레플리카 하나로 다시 시작해요.',
  ),
  'LeaderElected/unclean-asked/zookeeper': rule(
    'kafka.controller.KafkaController.processReplicaLeaderElection; KIP-460',
    'An administrator may ask for an unclean election of a partition that has no leader, whatever unclean.leader.election.enable says: any live replica may lead then, and what it lacks is gone.',
    '리더가 없는 파티션에는 unclean.leader.election.enable과 상관없이 관리자가 언클린 선출을 요청할 수 있어요. 그러면 살아 있는 아무 레플리카나 리더가 되고, 그 레플리카에 없는 레코드는 사라져요.',
  ),
  'LeaderElected/preferred-asked/zookeeper': rule(
    'kafka.controller.KafkaController.processReplicaLeaderElection; KIP-460',
    'An administrator may ask for the preferred leader: the first replica of the assignment leads if it is alive and in the ISR, though another one leads well.',
    '관리자가 우선 리더 선출을 요청할 수 있어요. 다른 레플리카가 리더를 잘하고 있어도, 할당의 첫 레플리카가 살아 있고 ISR에 있으면 그것이 리더가 돼요.',
  ),
  'LeaderElected/preferred/zookeeper': rule(
    'kafka.controller.KafkaController.checkAndTriggerAutoLeaderRebalance; auto.leader.rebalance.enable',
    'Every leader.imbalance.check.interval.seconds the controller looks how many of the partitions whose preferred leader a broker is are led by another; beyond leader.imbalance.per.broker.percentage it moves them back, where that replica is alive and in the ISR.',
    '컨트롤러는 leader.imbalance.check.interval.seconds마다 브로커별로, 우선 리더가 그 브로커인 파티션 중 다른 브로커가 이끄는 비율을 봐요. leader.imbalance.per.broker.percentage를 넘으면, 그 레플리카가 살아 있고 ISR에 있을 때 리더를 되돌려요.',
  ),
  'IsrChanged/zookeeper': rule(
    'kafka.controller.ZkReplicaStateMachine.removeReplicasFromIsr (OfflineReplica)',
    'A broker that the controller takes for dead is removed from the ISR of its partitions by the controller, in the state znode of each.',
    '컨트롤러가 죽었다고 판단한 브로커는, 컨트롤러가 각 파티션의 state znode에 있는 ISR에서 직접 빼요.',
  ),
  'IsrChanged/of-leader/zookeeper': rule(
    'kafka.controller.KafkaController.processAlterPartition; KIP-497',
    'A leader changes its ISR in the state znode, naming the version it knows: itself until 2.6, by asking the controller since KIP-497. The controller tells the others.',
    '리더는 자신이 아는 버전을 걸고 state znode의 ISR을 바꿔요. 2.6까지는 직접 쓰고, KIP-497부터는 컨트롤러에 요청해요. 컨트롤러가 다른 브로커에 알려요.',
  ),
  'ControllerActivated/zookeeper': rule(
    'kafka.controller.KafkaController.elect',
    'The broker that creates the ephemeral znode /controller is the controller; it raises /controller_epoch, so that what others still send is refused.',
    '임시 znode /controller를 만든 브로커가 컨트롤러예요. /controller_epoch를 올려, 이전 컨트롤러가 보내는 요청은 거절되게 해요.',
  ),
  'ControllerDeactivated/zookeeper': rule(
    'kafka.controller.KafkaController.onControllerResignation',
    'Who sees that /controller names another, or that its own session is over, is no controller any more: it stops its state machines and gives up its watches.',
    '/controller에 다른 브로커가 적혀 있거나 자기 세션이 끝난 것을 알면 더는 컨트롤러가 아니에요. 상태 머신을 멈추고 워치를 거둬요.',
  ),
  'BrokerRegistered/zookeeper': rule(
    'kafka.zk.KafkaZkClient.registerBroker; KIP-380',
    'A broker registers by creating the ephemeral znode /brokers/ids/<id>: it stands as long as its session. Since KIP-380 the transaction that created it (czxid) is the broker epoch.',
    '브로커는 임시 znode /brokers/ids/<id>를 만들어 등록해요. 세션이 이어지는 동안만 남아 있어요. KIP-380부터는 그 znode를 만든 트랜잭션(czxid)이 브로커 에포크예요.',
  ),
  'BrokerStateChanged/zookeeper': rule(
    'kafka.server.KafkaServer.startup, controlledShutdown, shutdown',
    'A broker starts, opens its logs, and runs once it has registered in ZooKeeper; when asked to stop, it first hands its leaderships over.',
    '브로커는 시작해서 로그를 열고, ZooKeeper에 등록을 마치면 RUNNING이 돼요. 종료를 요청받으면 먼저 리더 역할을 넘겨요.',
  ),
  'BecameLeader/zookeeper': rule(
    'kafka.server.ReplicaManager.becomeLeaderOrFollower, makeLeaders',
    'A broker leads once the LeaderAndIsr request of the controller has told it so. What it knows of the followers begins anew.',
    '브로커는 컨트롤러의 LeaderAndIsr 요청을 받으면 리더가 돼요. 팔로워에 대해 알던 것은 새로 시작해요.',
  ),
  'BecameFollower/zookeeper': rule(
    'kafka.server.ReplicaManager.becomeLeaderOrFollower, makeFollowers',
    'A broker follows once the LeaderAndIsr request of the controller names another leader: it takes no more writes, and begins to fetch from that one. Until that request comes it goes on as it was.',
    '다른 리더를 지명한 컨트롤러의 LeaderAndIsr 요청을 받으면 팔로워가 돼요. 더는 쓰기를 받지 않고, 그 리더에게서 가져오기 시작해요. 요청이 올 때까지는 이전 역할 그대로예요.',
  ),
  'ReplicaDeleted/zookeeper': rule(
    'kafka.server.ReplicaManager.stopReplica, stopReplicas',
    'A broker deletes a replica when the controller asks for it with StopReplica (deletePartitions).',
    '컨트롤러가 StopReplica(deletePartitions)로 요청하면 브로커가 레플리카를 지워요.',
  ),
  'TopicCreated/zookeeper': rule(
    'kafka.server.ZkAdminManager.createTopics, kafka.controller.KafkaController.onNewPartitionCreation',
    'Whoever creates the topic writes its assignment to /brokers/topics/<topic>. The controller sees it by its watch; of each partition the first live replica leads, and the live ones are the ISR.',
    '토픽을 만드는 쪽이 할당을 /brokers/topics/<토픽>에 써요. 컨트롤러는 워치로 알게 되고, 파티션마다 살아 있는 첫 레플리카가 리더가 되며 살아 있는 레플리카들이 ISR이 돼요.',
  ),
  'TopicCreateFailed/zookeeper': rule(
    'kafka.server.ZkAdminManager.createTopics',
    'The controller refuses a topic that exists, whose name or settings are not valid, or for which there are too few live brokers.',
    '이미 있거나, 이름이나 설정이 잘못되었거나, 살아 있는 브로커가 모자라면 컨트롤러가 토픽 생성을 거절해요.',
  ),
  'TopicDeleted/zookeeper': rule(
    'kafka.controller.TopicDeletionManager.resumeDeletions',
    'A topic to be deleted stands in /admin/delete_topics until every replica has been deleted by its broker (StopReplica); only then its znodes go.',
    '삭제할 토픽은 /admin/delete_topics에 올라요. 브로커가 StopReplica로 모든 레플리카를 지운 뒤에야 znode가 사라져요.',
  ),
  'PartitionsAdded/zookeeper': rule(
    'kafka.controller.KafkaController.processPartitionModifications',
    'Partitions can be added and never taken away: the new assignment is written to /brokers/topics/<topic>. Keys hash over the new number from then on, so a key may go elsewhere.',
    '파티션은 늘릴 수만 있어요. 새 할당을 /brokers/topics/<토픽>에 써요. 그 뒤로는 새 개수로 키를 해시하므로, 같은 키가 다른 파티션으로 갈 수 있어요.',
  ),
  'ReassignmentStarted/zookeeper': rule(
    'kafka.controller.KafkaController.onPartitionReassignment',
    'The new replicas are added to the old ones first: both copy until the new ones are in sync.',
    '새 레플리카를 먼저 기존 레플리카에 더해요. 새 레플리카가 동기화될 때까지 둘 다 복제해요.',
  ),
  'ReassignmentCompleted/zookeeper': rule(
    'kafka.controller.KafkaController.onPartitionReassignment',
    'A reassignment ends when every new replica is in the ISR: then those to be removed are stopped and deleted.',
    '새 레플리카가 모두 ISR에 들어오면 재할당이 끝나고, 제거할 레플리카는 멈추고 지워져요.',
  ),
  'ReassignmentCancelled/zookeeper': rule(
    'kafka.controller.KafkaController.updateCurrentReassignment; KIP-455',
    'A cancelled reassignment goes back to the replicas from before it.',
    '재할당을 취소하면 이전 레플리카로 돌아가요.',
  ),
  'ReassignmentsListed/zookeeper': rule(
    'kafka.controller.KafkaController.processListPartitionReassignments; KIP-455',
    'A reassignment is under way while replicas are being added or removed.',
    '추가하거나 제거할 레플리카가 남아 있는 동안 재할당이 진행 중이에요.',
  ),
  'ProducerIdAssigned/zookeeper': rule(
    'org.apache.kafka.clients.producer.internals.TransactionManager, kafka.coordinator.transaction.ProducerIdManager; KIP-98',
    'An idempotent producer asks any broker for an id first. Brokers take blocks of ids from the znode /latest_producer_id_block.',
    '멱등 프로듀서는 먼저 아무 브로커에게서 ID를 받아요. 브로커는 znode /latest_producer_id_block에서 ID를 묶음으로 받아 와요.',
  ),
  'AlterPartitionRejected/zookeeper': rule(
    'kafka.controller.KafkaController.processAlterPartition; KIP-497',
    'The controller refuses a change of an ISR that names an old leader epoch or an old version of the state znode: the leader looks again when it has heard of the newer state.',
    '컨트롤러는 이전 리더 에포크나 이전 state znode 버전을 댄 ISR 변경을 거절해요. 리더는 새 상태를 들은 뒤 다시 살펴봐요.',
  ),
  'UncleanShutdownDetected/zookeeper': rule(
    'kafka.log.LogManager.loadLogs',
    'Without the file of a clean shutdown the broker assumes that what was not flushed may be missing, and recovers its logs from the recovery point on.',
    '정상 종료 파일이 없으면 flush하지 않은 것이 빠졌을 수 있다고 보고, 복구 지점부터 로그를 복구해요.',
  ),
  'IsrExpandProposed/zookeeper': rule(
    'kafka.cluster.Partition.maybeExpandIsr; KAFKA-7128',
    "A follower may join once its log end is not below the high watermark, and, since KAFKA-7128, not below the start of this leader's epoch.",
    '팔로워의 로그 끝이 하이 워터마크보다 작지 않으면 ISR에 들어올 수 있어요. KAFKA-7128부터는 이 리더 에포크의 시작보다도 작지 않아야 해요.',
  ),
};
