/**
 * The scenario's script while it runs: lines that wait for a fact, and lines that name a node by what it is at that
 * moment. It knows what the facts have said, never the world itself, so a replay finds the same nodes again.
 */
import { emptyTable, get, set, type Table } from '../base/table.ts';
import type { Micros } from '../base/time.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { Cue } from '../sim/command.ts';
import type { Direction, Director } from '../sim/world.ts';
import { eraOf, zooKeeperName, zooKeepersOf } from './era.ts';
import { matchesPattern } from './factPattern.ts';
import { brokerName, nodeNames, type Scenario, serverName } from './scenario.ts';
import type { TimelineLine } from './schema.ts';
import type { Selector } from './selectors.ts';
import { consoleCommands } from './spawned.ts';
import { commandsOf, dependsOnTheRun, describeLine } from './timeline.ts';

/** A partition as the newest facts about it say. */
interface KnownPartition {
  /** -1: none. */
  readonly leader: number;
  readonly leaderEpoch: number;
  /** Brokers that took a role in it, by id. */
  readonly replicas: readonly number[];
  /** Undefined until it first changes: all replicas. */
  readonly isr: readonly number[] | undefined;
}

/** A server of the ensemble as it told of itself last. */
interface KnownZooKeeper {
  readonly node: string;
  /** LOOKING, FOLLOWING, LEADING, DEAD; null: nothing yet. */
  readonly state: string | null;
}

export interface DirectorState {
  readonly partitions: Table<KnownPartition>;
  readonly activeController: number | null;
  /** While the metadata is moved to a quorum: has a controller of that one taken over? Absent: nothing is moved. */
  readonly moved?: boolean;
  /** The ensemble, in the order of its ids. Absent: there is none. */
  readonly ensemble?: readonly KnownZooKeeper[];
  /** For each line of the timeline that waits for a fact: how many it has seen so far. */
  readonly seen: readonly number[];
  /** Lines that found nobody to act on, or whose time never came. */
  readonly missed: readonly { readonly line: number; readonly at: Micros; readonly reason: string }[];
}

const NOTHING: readonly never[] = [];

/** Undefined where every line of the timeline is a time and a node. */
export function directorOf(scenario: Scenario): Director<Kafka> | undefined {
  const timeline = scenario.timeline ?? [];
  const nodes = nodeNames(scenario);
  const waiting = new Map<string, number[]>();
  timeline.forEach(({ when }, line) => {
    if (when !== undefined) waiting.set(when.fact, [...(waiting.get(when.fact) ?? []), line]);
  });
  if (waiting.size === 0 && !timeline.some(dependsOnTheRun)) return undefined;
  const ensemble = zooKeepersOf(scenario).map(({ name }): KnownZooKeeper => ({ node: name, state: null }));
  const initial: DirectorState = {
    partitions: emptyTable(),
    activeController: null,
    ...(eraOf(scenario) === 'migration' ? { moved: false } : {}),
    ...(ensemble.length === 0 ? {} : { ensemble }),
    seen: timeline.map(() => 0),
    missed: [],
  };

  function onFact(before: DirectorState, fact: KafkaFact, at: Micros): Direction<Kafka> {
    const state = learn(before, fact);
    const lines = waiting.get(fact.type);
    if (lines === undefined) return { state, commands: NOTHING };
    const fired = lines.filter((line) => waitsFor(timeline[line]!, fact, at));
    if (fired.length === 0) return { state, commands: NOTHING };
    const seen = state.seen.slice();
    for (const line of fired) seen[line]!++;
    const due = fired.filter((line) => seen[line] === (timeline[line]!.when!.nth ?? 1));
    const commands = due.map((line) => ({ delay: timeline[line]!.after ?? 0, command: cueOf(timeline[line]!, line) }));
    return { state: { ...state, seen }, commands };
  }

  function onCue(state: DirectorState, cue: Cue, at: Micros): Direction<Kafka> {
    const line = timeline[cue.line]!;
    const commands =
      line.console === undefined
        ? commandsOf(line, (selector) => resolved(state, selector), nodes)
        : consoleCommands(scenario, line);
    if (typeof commands !== 'string') return { state, commands };
    return {
      state: { ...state, missed: [...state.missed, { line: cue.line, at, reason: commands }] },
      commands: NOTHING,
    };
  }

  return {
    initial,
    onFact: (state, fact, _node, at) => onFact(state as DirectorState, fact, at),
    onCue: (state, cue, at) => onCue(state as DirectorState, cue, at),
  };
}

export function cueOf(line: TimelineLine, number: number): Cue {
  return { type: 'cue', line: number, text: describeLine(line) };
}

function waitsFor({ when }: TimelineLine, fact: KafkaFact, at: Micros): boolean {
  if (when === undefined || at < (when.after ?? 0) || at >= (when.before ?? Number.MAX_SAFE_INTEGER)) return false;
  return matchesPattern(fact, when);
}

function learn(state: DirectorState, fact: KafkaFact): DirectorState {
  switch (fact.type) {
    case 'LeaderElected':
    case 'IsrChanged':
    case 'BecameLeader':
    case 'BecameFollower': {
      const known = get(state.partitions, fact.partition) ?? NEW_PARTITION;
      const changed = learnPartition(known, fact);
      return changed === known ? state : { ...state, partitions: set(state.partitions, fact.partition, changed) };
    }
    case 'ReplicaDeleted': {
      const known = get(state.partitions, fact.partition);
      if (known === undefined) return state;
      const changed = { ...known, replicas: known.replicas.filter((id) => id !== fact.broker) };
      return { ...state, partitions: set(state.partitions, fact.partition, changed) };
    }
    case 'ControllerActivated':
      // The leader of the quorum is no controller to anybody before, a broker is none after.
      if (state.moved !== undefined && state.moved !== isOfQuorum(fact.id)) return state;
      return { ...state, activeController: fact.id };
    case 'ZkControllerClaimed':
      return { ...state, activeController: fact.id, moved: true };
    case 'ControllerDeactivated':
      return state.activeController === fact.id ? { ...state, activeController: null } : state;
    case 'ZooKeeperStateChanged':
      return withZooKeeper(state, zooKeeperName(fact.server), fact.to);
    case 'ProcessKilled':
    case 'PowerLost':
    case 'ProcessExited':
      return withZooKeeper(state, fact.node, 'DEAD');
    case 'ProcessStarted':
      return withZooKeeper(state, fact.node, null);
    default:
      return state;
  }
}

function isOfQuorum(id: number): boolean {
  return serverName(id).startsWith('c');
}

function withZooKeeper(state: DirectorState, node: string, is: string | null): DirectorState {
  const known = state.ensemble?.find((one) => one.node === node);
  if (state.ensemble === undefined || known === undefined || known.state === is) return state;
  return { ...state, ensemble: state.ensemble.map((one) => (one === known ? { node, state: is } : one)) };
}

const NEW_PARTITION: KnownPartition = { leader: -1, leaderEpoch: -1, replicas: [], isr: undefined };

type PartitionFact = Extract<KafkaFact, { type: 'LeaderElected' | 'IsrChanged' | 'BecameLeader' | 'BecameFollower' }>;

/** Brokers learn late: what one says about an epoch that is over is not news. */
function learnPartition(known: KnownPartition, fact: PartitionFact): KnownPartition {
  switch (fact.type) {
    case 'LeaderElected':
      return { ...known, leader: fact.leader, leaderEpoch: fact.leaderEpoch, isr: fact.isr };
    case 'IsrChanged':
      return { ...known, isr: fact.isr };
    case 'BecameLeader': {
      const replicas = withReplica(known.replicas, fact.broker);
      if (fact.leaderEpoch <= known.leaderEpoch) return { ...known, replicas };
      return { ...known, replicas, leader: fact.broker, leaderEpoch: fact.leaderEpoch };
    }
    case 'BecameFollower':
      return { ...known, replicas: withReplica(known.replicas, fact.broker) };
  }
}

function withReplica(replicas: readonly number[], id: number): readonly number[] {
  return replicas.includes(id) ? replicas : [...replicas, id].sort((a, b) => a - b);
}

/** The nodes a selector means now, or why there is none. */
export function resolved(state: DirectorState, selector: Selector): readonly string[] | string {
  switch (selector.type) {
    case 'node':
      return [selector.name];
    case 'others':
      return ['others'];
    case 'active controller':
      return state.activeController === null ? 'no controller was active' : [serverName(state.activeController)];
    case 'zookeeper':
      return zooKeepers(state.ensemble ?? [], selector.which);
    case 'leader':
    case 'follower':
    case 'followers': {
      const known = get(state.partitions, selector.partition);
      if (known === undefined) return `${selector.partition} did not exist yet`;
      if (selector.type === 'leader') {
        return known.leader === -1 ? `${selector.partition} had no leader` : [brokerName(known.leader)];
      }
      const inSync = known.isr ?? known.replicas;
      const followers = inSync.filter((id) => id !== known.leader).map(brokerName);
      if (followers.length === 0) return `${selector.partition} had no follower in the ISR`;
      return selector.type === 'follower' ? followers.slice(0, 1) : followers;
    }
  }
}

function zooKeepers(
  ensemble: readonly KnownZooKeeper[],
  which: Extract<Selector, { type: 'zookeeper' }>['which'],
): readonly string[] | string {
  if (which === 'servers') return ensemble.map(({ node }) => node);
  const wanted = which === 'leader' ? 'LEADING' : 'FOLLOWING';
  // One alone has nobody to follow it, and nobody to elect it.
  const isAlone = ensemble.length === 1 && which === 'leader' && ensemble[0]!.state !== 'DEAD';
  const found = ensemble.filter(({ state }) => state === wanted || isAlone).map(({ node }) => node);
  return found.length > 0 ? found : `ZooKeeper had no ${which}`;
}
