/**
 * The state charts of one server: its role in the quorum, its life as a broker, and what the controller makes of it; those
 * of groups and their members are in groups/groupCharts.ts. The charts are the model's own data; where it is in them, and which way it came, is read off the facts.
 */
import type { Micros } from '../base/time.ts';
import { LIFECYCLE_STATES, LIFECYCLE_TRANSITIONS } from '../kafka/broker/lifecycleChart.ts';
import { KAFKA_SERVER_TRANSITIONS } from '../kafka/broker/zk/kafkaServerChart.ts';
import { BROKER_CONTROL_CHART, BROKER_CONTROL_STATES } from '../kafka/controller/brokerControlChart.ts';
import type { Kafka } from '../kafka/kinds.ts';
import { MIGRATION_DRIVER_CHART, MIGRATION_DRIVER_STATES } from '../kafka/migration/migrationChart.ts';
import { OBSERVER_ROLE_CHART, VOTER_ROLE_CHART } from '../kafka/raft/roleChart.ts';
import type { ChartEdge } from '../kafka/stateChart.ts';
import type { RecordedFact } from '../record/history.ts';
import { chartFrame, type Move } from './chartFrame.ts';
import type { FactLog } from './factFrames.ts';
import { groupCharts, memberCharts } from './groups/groupCharts.ts';
import type { ChartFrame } from './lookFrames.ts';
import type { Recording } from './recording.ts';
import { partitionCharts, peerCharts } from './zookeeper/eraCharts.ts';

type ChartId = ChartFrame['chart'];

const RAFT_STATES = ['Initial', 'Unattached', 'Prospective', 'Candidate', 'Leader', 'Follower', 'Resigned'];
const OBSERVER_STATES = ['Initial', 'Unattached', 'Follower'];
const KEPT = new WeakMap<FactLog, ChartLog>();

function chartLogOf(facts: FactLog): ChartLog {
  let log = KEPT.get(facts);
  if (log === undefined) {
    log = new ChartLog();
    KEPT.set(facts, log);
  }
  log.catchUp(facts);
  return log;
}

/**
 * Of a server, of a consumer, of a group under `group NAME`, or, with ZooKeeper, of a partition under `partition NAME`;
 * none of anything else.
 */
export function chartFrames(recording: Recording, node: string): readonly ChartFrame[] {
  const { facts, kernel, step } = recording;
  const log = chartLogOf(facts);
  const movesOf = (key: string, dies: string | null): readonly Move[] => log.movesOf(key, dies, step);
  if (node.startsWith('group ')) return groupCharts(recording, node, movesOf);
  if (node.startsWith('partition ')) return partitionCharts(recording, node.slice('partition '.length), movesOf);
  const setup = kernel.node(node)?.setup;
  if (setup?.kind === 'consumer') return memberCharts(recording, node, movesOf);
  if (setup?.kind === 'zookeeper') return peerCharts(recording, node, movesOf);
  if (setup?.kind !== 'server') return [];
  const state = kernel.node(node)?.state;
  const isListed = setup.voters.some(({ id }) => id === setup.nodeId);
  const isVoter = state?.kind === 'server' ? (state.raft?.isVoter ?? false) : isListed;
  const raftEdges = isVoter ? VOTER_ROLE_CHART : OBSERVER_ROLE_CHART;
  const raftKafka = 'org.apache.kafka.raft.QuorumState';
  const frame = (
    chart: ChartId,
    kafka: string,
    states: readonly string[],
    edges: readonly ChartEdge<string>[],
  ): ChartFrame => chartFrame({ chart, kafka, node }, states, edges, log.moves(chart, setup.nodeId, node, step));
  // With ZooKeeper there is no quorum, and no controller that fences: a broker is registered, or it is not.
  if (setup.zookeeper !== undefined && setup.voters.length === 0) {
    return [frame('broker-lifecycle', KAFKA.BrokerState, LIFECYCLE_STATES, KAFKA_SERVER_TRANSITIONS)];
  }
  const charts = [frame('raft-role', raftKafka, isVoter ? RAFT_STATES : OBSERVER_STATES, raftEdges)];
  if (setup.roles.controller && setup.zookeeper !== undefined) {
    charts.push(frame('migration-driver', KAFKA.MigrationDriverState, MIGRATION_DRIVER_STATES, MIGRATION_DRIVER_CHART));
  }
  if (!setup.roles.broker) return charts;
  const { BrokerState, BrokerControlState } = KAFKA;
  return [
    frame('broker-lifecycle', BrokerState, LIFECYCLE_STATES, LIFECYCLE_TRANSITIONS),
    frame('broker-control', BrokerControlState, BROKER_CONTROL_STATES, BROKER_CONTROL_CHART),
    ...charts,
  ];
}

const KAFKA = {
  BrokerState: 'org.apache.kafka.metadata.BrokerState',
  BrokerControlState: 'org.apache.kafka.controller.BrokerControlState',
  MigrationDriverState: 'org.apache.kafka.metadata.migration.MigrationDriverState',
} as const;

/** Every change of state of every server, read off the facts as they come. */
class ChartLog {
  readonly #moves = new Map<string, Move[]>();
  #read = 0;

  catchUp(facts: FactLog): void {
    for (; this.#read < facts.length; this.#read++) this.#take(facts.recorded(this.#read)!);
  }

  /** Those up to `step`. A death is told of the node by its name, everything else by its id. */
  moves(chart: ChartId, id: number, node: string, step: number): readonly Move[] {
    return this.movesOf(`${chart} ${id}`, chart === 'broker-control' ? null : node, step);
  }

  /** `dies`: the node whose death ends every state. */
  movesOf(key: string, dies: string | null, step: number): readonly Move[] {
    const own = (this.#moves.get(key) ?? []).filter((move) => move.step <= step);
    if (dies === null) return own;
    const deaths = (this.#moves.get(`death ${dies}`) ?? []).filter((move) => move.step <= step);
    return [...own, ...deaths].sort((a, b) => a.step - b.step);
  }

  #take({ step, at, node, fact }: RecordedFact<Kafka>): void {
    switch (fact.type) {
      case 'RaftRoleChanged':
        this.#add(`raft-role ${fact.id}`, { step, at, from: fact.from, to: fact.to });
        return;
      case 'MigrationDriverStateChanged':
        this.#add(`migration-driver ${fact.id}`, { step, at, from: fact.from, to: fact.to });
        return;
      case 'BrokerStateChanged':
        this.#add(`broker-lifecycle ${fact.brokerId}`, { step, at, from: fact.from, to: fact.to });
        return;
      case 'BrokerRegistered':
      case 'BrokerFenced':
        this.#controlled(fact.brokerId, step, at, 'FENCED');
        return;
      case 'BrokerUnfenced':
        this.#controlled(fact.brokerId, step, at, 'UNFENCED');
        return;
      case 'BrokerInControlledShutdown':
        this.#controlled(fact.brokerId, step, at, 'CONTROLLED_SHUTDOWN');
        return;
      case 'GroupStateChanged':
        this.#add(`group ${fact.group}`, { step, at, from: fact.from, to: fact.to });
        return;
      case 'ConsumerMemberStateChanged':
        this.#add(`member ${node}`, { step, at, from: fact.from, to: fact.to });
        return;
      case 'MemberAssignmentChanged': {
        const key = `group-member ${fact.client}`;
        const from = this.#moves.get(key)?.at(-1)?.to ?? null;
        if (from !== fact.state) this.#add(key, { step, at, from, to: fact.state });
        return;
      }
      case 'GroupMemberRemoved': {
        const key = `group-member ${fact.client}`;
        if (this.#moves.has(key)) this.#add(key, { step, at, from: null, to: null });
        return;
      }
      case 'ZooKeeperStateChanged':
        this.#add(`peer ${fact.server}`, { step, at, from: fact.from, to: fact.to });
        return;
      case 'PartitionStateChanged':
        this.#add(`partition ${fact.partition}`, { step, at, from: fact.from, to: fact.to });
        return;
      case 'ReplicaStateChanged':
        this.#add(`replica ${fact.partition} ${fact.replica}`, { step, at, from: fact.from, to: fact.to });
        return;
      case 'ProcessKilled':
      case 'PowerLost':
      case 'ProcessExited':
        this.#add(`death ${fact.node}`, { step, at, from: null, to: null });
        return;
      default:
    }
  }

  /** The controller's facts name only where a broker came to. */
  #controlled(id: number, step: number, at: Micros, to: string): void {
    const key = `broker-control ${id}`;
    const from = this.#moves.get(key)?.at(-1)?.to ?? null;
    if (from !== to) this.#add(key, { step, at, from, to });
  }

  #add(key: string, move: Move): void {
    const moves = this.#moves.get(key);
    if (moves === undefined) this.#moves.set(key, [move]);
    else moves.push(move);
  }
}
