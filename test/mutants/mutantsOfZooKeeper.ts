/** Bugs put in by hand where ZooKeeper keeps the metadata: in the ensemble, in the controller among the brokers, in brokers. */
import type { Mutant } from './mutant.ts';

const ENSEMBLE = 'src/kafka/zookeeper';
const CONTROLLER = 'src/kafka/kafkaController';
const BROKER = 'src/kafka/broker/zk';
const CLIENT = 'src/kafka/zk';

type MutantOfZooKeeper = Omit<Mutant, 'era'>;

const MUTANTS: readonly MutantOfZooKeeper[] = [
  // ---- the ensemble
  {
    name: 'a follower acknowledges what is not on its disk',
    file: `${ENSEMBLE}/learner.ts`,
    find: '  peer.state.role = { ...role, pendingTxns: [...role.pendingTxns, entry] };\n  appendTxn(peer, entry);',
    replace:
      "  peer.state.role = { ...role, pendingTxns: [...role.pendingTxns, entry] };\n  sendToLeader(peer, role, { packet: 'ACK', zxid: entry.zxid });\n  appendTxn(peer, entry);",
    caughtBy: ['CommittedZnodesSurvive'],
    seeds: [1],
  },
  {
    name: 'half of an ensemble is a quorum',
    file: `${ENSEMBLE}/quorum.ts`,
    find: 'return Math.floor(members / 2) + 1;',
    replace: 'return Math.max(1, Math.floor(members / 2));',
    caughtBy: ['OneZooKeeperLeaderPerEpoch'],
    seeds: [1],
  },
  {
    name: 'a vote does not look at what a server has',
    file: `${ENSEMBLE}/fastLeaderElection.ts`,
    find: '  if (vote.zxid !== than.zxid) return vote.zxid > than.zxid;\n',
    replace: '',
    caughtBy: ['CommittedZnodesSurvive'],
    seeds: [1],
  },
  {
    name: 'a follower keeps what its leader does not have',
    file: `${ENSEMBLE}/learner.ts`,
    find: '      truncateTo(peer, body.zxid);\n',
    replace: '      void truncateTo;\n',
    caughtBy: ['ZooKeeperPrefixConsistency'],
    seeds: [1],
  },
  {
    name: 'a watch fires every time',
    file: `${ENSEMBLE}/watchManager.ts`,
    find: '  return set(watches, path, NOBODY);',
    replace: '  return path.length > 0 ? watches : set(watches, path, NOBODY);',
    caughtBy: ['WatchesFireOnce'],
    seeds: [1],
  },
  {
    name: 'ephemeral znodes outlive their session',
    file: `${ENSEMBLE}/prepRequest.ts`,
    find: '      const pathsToDelete = ephemeralsOf(tree, header.sessionId);',
    replace:
      "      const pathsToDelete = operation.op === 'expireSession' ? [] : ephemeralsOf(tree, header.sessionId);",
    caughtBy: ['EphemeralsLiveWithTheirSession'],
    seeds: [1],
  },
  {
    name: 'sessions expire in a tenth of their time',
    file: `${ENSEMBLE}/sessionTracker.ts`,
    find: 'return (Math.floor((now + millis(timeout)) / length) + 1) * length;',
    replace: 'return (Math.floor((now + millis(timeout) / 10) / length) + 1) * length;',
    caughtBy: ['SessionsLastTheirTimeout'],
    seeds: [1],
  },
  {
    name: 'a session that is over may still change things',
    file: `${ENSEMBLE}/sessionTracker.ts`,
    find: "  if (session === undefined || session.isClosing) return 'SESSIONEXPIRED';\n  return session.owner",
    replace: '  if (session === undefined) return undefined;\n  return session.owner',
    caughtBy: ['NothingAfterSessionEnd'],
    seeds: [1],
  },
  {
    name: 'a write does not look at the version of its znode',
    file: `${ENSEMBLE}/prepRequest.ts`,
    find: "      if (change.version !== -1 && change.version !== node.version) return error('BADVERSION');\n",
    replace: '',
    caughtBy: ['FencedControllerWritesNothing'],
    seeds: [1],
  },
  {
    name: 'an epoch begins before a quorum has promised it',
    file: `${ENSEMBLE}/leader.ts`,
    find: '  const epoch = Math.max(role.epoch, acceptedEpoch + 1);',
    replace: '  const epoch = role.epoch;\n  void acceptedEpoch;',
    caughtBy: ['settles'],
    seeds: [1],
  },
  // ---- the controller
  {
    name: 'a controller writes whoever the controller is',
    file: `${CLIENT}/kafkaZkRequests.ts`,
    find: 'if (expectedControllerEpochZkVersion === MATCH_ANY_VERSION) return',
    replace: 'if (expectedControllerEpochZkVersion >= MATCH_ANY_VERSION) return',
    caughtBy: ['FencedControllerWritesNothing'],
    seeds: [1],
  },
  {
    name: 'a controller does not raise the epoch',
    file: `${CLIENT}/kafkaZkController.ts`,
    find: '  const epoch = current.epoch + 1;\n  const result',
    replace: '  const epoch = Math.max(1, current.epoch);\n  const result',
    caughtBy: ['OneControllerPerEpoch'],
    seeds: [1],
  },
  {
    name: 'a new controller reads no states',
    file: `${CONTROLLER}/initializeContext.ts`,
    find: '  yield* updateLeaderAndIsrCache(work, allPartitions(context));\n',
    replace: '  void allPartitions;\n',
    caughtBy: ['settles'],
    seeds: [1],
  },
  {
    name: 'the ISR that a leader has written is not read',
    file: `${CONTROLLER}/isrChange.ts`,
    find: '      yield* updateLeaderAndIsrCache(work, partitions);\n      sendUpdate',
    replace: '      sendUpdate',
    caughtBy: ['settles'],
    seeds: [1],
  },
  {
    name: 'an ISR change of an old leader is carried out',
    file: `${CONTROLLER}/isrChange.ts`,
    find: "  if (wanted.leaderEpoch < current.leaderEpoch) return 'FENCED_LEADER_EPOCH';\n",
    replace: '',
    caughtBy: ['settles'],
    seeds: [1],
  },
  {
    name: 'a state is written whatever its version',
    file: `${CLIENT}/kafkaZkPartitions.ts`,
    find: '      version: state.leaderAndIsr.partitionEpoch,\n',
    replace: '      version: -1,\n',
    caughtBy: ['IsrGrowsByItsLeader'],
    seeds: [1],
  },
  {
    name: 'the first of the ISR leads',
    file: `${CONTROLLER}/partitionLeaderElectionAlgorithms.ts`,
    find: '  const clean = assignment.find((id) => liveReplicas.includes(id) && isr.includes(id));',
    replace: '  const clean = [...isr].reverse().find((id) => liveReplicas.includes(id));',
    caughtBy: ['FirstInSyncReplicaLeads'],
    seeds: [1],
  },
  {
    name: 'no leader is elected where the old one is gone',
    file: `${CONTROLLER}/partitionStateMachine.ts`,
    find: "? partitionsInStates(context, ['OfflinePartition', 'NewPartition'])",
    replace: "? partitionsInStates(context, ['NewPartition'])",
    caughtBy: ['settles'],
    seeds: [1],
  },
  {
    name: 'only the leader hears of a new leader',
    file: `${CONTROLLER}/controllerBrokerRequestBatch.ts`,
    find: '    if (id < 0) continue;\n    const states = statesFor(batch.leaderAndIsr, id);',
    replace: '    if (id !== leader) continue;\n    const states = statesFor(batch.leaderAndIsr, id);',
    caughtBy: ['settles'],
    seeds: [1],
  },
  {
    name: 'replicas of a deleted topic are only stopped',
    file: `${CONTROLLER}/controllerBrokerRequestBatch.ts`,
    find: 'deletePartition: wasDelete || deletePartition });',
    replace: 'deletePartition: false && (wasDelete || deletePartition) });',
    caughtBy: ['settles'],
    seeds: [1],
  },
  {
    name: 'a dead broker stays in the ISR',
    file: `${CONTROLLER}/replicaStateMachine.ts`,
    find: '    const others = isKept ? isr : isr.filter((other) => other !== id);',
    replace: '    const others = isKept || leader !== id ? isr : isr.filter((other) => other !== id);',
    caughtBy: ['settles'],
    seeds: [1],
  },
  {
    name: 'the leader epoch stays with a new leader',
    file: `${CONTROLLER}/leaderAndIsr.ts`,
    find: 'leaderEpoch: of.leaderEpoch + 1, isr };',
    replace: 'leaderEpoch: of.leaderEpoch, isr };',
    caughtBy: ['OneLeaderPerEpoch'],
    seeds: [1],
  },
  {
    name: 'a new controller forgets what was to be deleted',
    file: `${CONTROLLER}/failover.ts`,
    find: '  const deletions = yield* zk.getTopicDeletions();\n',
    replace: '  const deletions: string[] = [];\n',
    caughtBy: ['settles'],
    seeds: [1],
  },
  // ---- brokers
  {
    name: 'a broker listens to any controller',
    file: `${BROKER}/staleRequests.ts`,
    find: '  if (controllerEpoch < knownEpoch) {',
    replace: '  if (controllerEpoch < knownEpoch - 1_000) {',
    caughtBy: ['ControllerEpochNeverFalls'],
    seeds: [1],
  },
  {
    name: 'a broker carries out what was meant for its last life',
    file: `${BROKER}/staleRequests.ts`,
    find: 'if (brokerEpoch === -1 || brokerEpoch >= ownEpoch) return false;',
    replace: 'if (brokerEpoch >= -1) return false;',
    caughtBy: [],
    survives:
      'A request of the last life mostly says what the next says again. test/zookeeper/brokers/stale-broker-epoch.txt shows ' +
      'what one does that does not.',
    seeds: [],
  },
  {
    name: 'a broker follows an old leader epoch',
    file: `${BROKER}/becomeLeaderOrFollower.ts`,
    find: 'if (leaderEpoch > known || (kraft && leaderEpoch === known)) {',
    replace: 'if (leaderEpoch !== known || kraft) {',
    caughtBy: ['settles'],
    seeds: [1],
  },
  {
    name: 'a leader writes its ISR and tells nobody',
    file: `${BROKER}/zkAlterPartitionManager.ts`,
    find: '      noteIsrChange(work, partition, at);\n',
    replace: '      void noteIsrChange;\n      void at;\n',
    caughtBy: ['settles'],
    seeds: [1],
  },
  {
    name: 'a lost answer is taken for a change of somebody else',
    file: `${BROKER}/zkAlterPartitionManager.ts`,
    find: '    isOwnWrite,\n  );',
    replace: '  );\n  void isOwnWrite;',
    caughtBy: ['settles'],
    seeds: [1],
  },
];

export const ZOOKEEPER_MUTANTS: readonly Mutant[] = MUTANTS.map((mutant) => ({ ...mutant, era: 'zookeeper' }));
