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
    world: 'test/mutants/worlds/power-lost-at-once.yaml',
    seeds: [],
  },
  {
    name: 'half of an ensemble is a quorum',
    file: `${ENSEMBLE}/quorum.ts`,
    find: 'return Math.floor(members / 2) + 1;',
    replace: 'return Math.max(1, Math.floor(members / 2));',
    caughtBy: ['ZooKeeperPrefixConsistency', 'OneControllerPerEpoch'],
    seeds: [5],
  },
  {
    name: 'a follower keeps what its leader does not have',
    file: `${ENSEMBLE}/learner.ts`,
    find: '      truncateTo(peer, body.zxid);\n',
    replace: '      void truncateTo;\n',
    caughtBy: ['ZooKeeperPrefixConsistency'],
    seeds: [5],
  },
  {
    name: 'a watch fires every time',
    file: `${ENSEMBLE}/watchManager.ts`,
    find: '  return set(watches, path, NOBODY);',
    replace: '  return path.length > 0 ? watches : set(watches, path, NOBODY);',
    caughtBy: ['WatchesFireOnce'],
    seeds: [2],
  },
  {
    name: 'ephemeral znodes outlive their session',
    file: `${ENSEMBLE}/prepRequest.ts`,
    find: '      const pathsToDelete = ephemeralsOf(tree, header.sessionId);',
    replace:
      "      const pathsToDelete = operation.op === 'expireSession' ? [] : ephemeralsOf(tree, header.sessionId);",
    caughtBy: ['EphemeralsLiveWithTheirSession'],
    seeds: [46],
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
    name: 'a leader commits what it alone has',
    file: `${ENSEMBLE}/proposals.ts`,
    find: 'if (first === undefined || !isQuorum(peer.state.setup, first.acks)) return;',
    replace: 'if (first === undefined || (first.acks.length === 0 && !isQuorum(peer.state.setup, []))) return;',
    caughtBy: ['ZooKeeperPrefixConsistency', 'NothingAfterSessionEnd'],
    seeds: [5],
  },
  {
    name: 'a server forgets which epoch it has promised',
    file: `${ENSEMBLE}/txnLog.ts`,
    find: '  peer.out.persist(DIRECTORY, ACCEPTED_EPOCH, epoch);\n',
    replace: '',
    caughtBy: ['MonotonicZxid'],
    seeds: [2],
  },
  {
    name: 'a znode is dated within its epoch only',
    file: `${ENSEMBLE}/dataTree.ts`,
    find: '    czxid: zxid,\n',
    replace: '    czxid: zxid % 4_294_967_296,\n',
    caughtBy: ['BrokerEpochsRise'],
    seeds: [2],
  },
  // ---- the controller
  {
    name: 'a controller writes whoever the controller is',
    file: `${CLIENT}/kafkaZkRequests.ts`,
    find: 'if (expectedControllerEpochZkVersion === MATCH_ANY_VERSION) return',
    replace: 'if (expectedControllerEpochZkVersion >= MATCH_ANY_VERSION) return',
    caughtBy: ['FencedControllerWritesNothing'],
    world: 'test/mutants/worlds/zombie-controller.yaml',
    seeds: [],
  },
  {
    name: 'a controller does not raise the epoch',
    file: `${CLIENT}/kafkaZkController.ts`,
    find: '  const epoch = current.epoch + 1;\n  const result',
    replace: '  const epoch = Math.max(1, current.epoch);\n  const result',
    caughtBy: ['OneControllerPerEpoch'],
    seeds: [41],
  },
  {
    name: 'a new controller reads no states',
    file: `${CONTROLLER}/initializeContext.ts`,
    find: '  yield* updateLeaderAndIsrCache(work, allPartitions(context));\n',
    replace: '  void allPartitions;\n',
    caughtBy: ['settles'],
    seeds: [10],
  },
  {
    name: 'the first of the ISR leads',
    file: `${CONTROLLER}/partitionLeaderElectionAlgorithms.ts`,
    find: '  const clean = assignment.find((id) => liveReplicas.includes(id) && isr.includes(id));',
    replace: '  const clean = [...isr].reverse().find((id) => liveReplicas.includes(id));',
    caughtBy: ['FirstInSyncReplicaLeads'],
    seeds: [2],
  },
  {
    name: 'no leader is elected where the old one is gone',
    file: `${CONTROLLER}/partitionStateMachine.ts`,
    find: "? partitionsInStates(context, ['OfflinePartition', 'NewPartition'])",
    replace: "? partitionsInStates(context, ['NewPartition'])",
    caughtBy: ['settles'],
    seeds: [4],
  },
  {
    name: 'brokers hear of a later leader epoch than was written',
    file: `${CONTROLLER}/controllerBrokerRequestBatch.ts`,
    find: '      leader,\n      leaderEpoch,\n      isr,\n      partitionEpoch,\n      replicas,\n      addingReplicas,',
    replace:
      '      leader,\n      leaderEpoch: isNew ? leaderEpoch + 1 : leaderEpoch,\n      isr,\n      partitionEpoch,\n      replicas,\n      addingReplicas,',
    caughtBy: ['BrokersFollowZnodes'],
    world: 'test/mutants/worlds/late-orders.yaml',
    seeds: [],
  },
  {
    name: 'only the leader hears of a new leader',
    file: `${CONTROLLER}/controllerBrokerRequestBatch.ts`,
    find: '    if (id < 0) continue;\n    const states = statesFor(batch.leaderAndIsr, id);',
    replace: '    if (id !== leader) continue;\n    const states = statesFor(batch.leaderAndIsr, id);',
    caughtBy: ['settles'],
    seeds: [33],
  },
  {
    name: 'replicas of a deleted topic are only stopped',
    file: `${CONTROLLER}/controllerBrokerRequestBatch.ts`,
    find: 'deletePartition: wasDelete || deletePartition });',
    replace: 'deletePartition: false && (wasDelete || deletePartition) });',
    caughtBy: ['settles'],
    seeds: [40],
  },
  {
    name: 'a dead broker stays in the ISR',
    file: `${CONTROLLER}/replicaStateMachine.ts`,
    find: '    const others = isKept ? isr : isr.filter((other) => other !== id);',
    replace: '    const others = isKept || leader !== id ? isr : isr.filter((other) => other !== id);',
    caughtBy: ['settles'],
    seeds: [11],
  },
  {
    name: 'the leader epoch stays with a new leader',
    file: `${CONTROLLER}/leaderAndIsr.ts`,
    find: 'leaderEpoch: of.leaderEpoch + 1, isr };',
    replace: 'leaderEpoch: of.leaderEpoch, isr };',
    caughtBy: ['MonotonicEpochs'],
    seeds: [8],
  },
  // ---- brokers
  {
    name: 'a broker listens to any controller',
    file: `${BROKER}/staleRequests.ts`,
    find: '  if (controllerEpoch < knownEpoch) {',
    replace: '  if (controllerEpoch < knownEpoch - 1_000) {',
    caughtBy: ['ControllerEpochNeverFalls'],
    world: 'test/mutants/worlds/late-orders.yaml',
    seeds: [],
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
];

export const ZOOKEEPER_MUTANTS: readonly Mutant[] = MUTANTS.map((mutant) => ({ ...mutant, era: 'zookeeper' }));
