/** What a search through the schedules of a scenario may do, and what it does when nobody says. */
import { type Micros, millis } from '../../base/time.ts';
import { FAULT_NAMES, type FaultName } from '../../check/fault.ts';
import type { Kafka, ServerSetup } from '../../kafka/kinds.ts';
import type { NodeId } from '../../sim/protocol.ts';
import type { WorldSetup } from '../../sim/world.ts';

export interface SearchBounds {
  readonly seed?: number;
  /** Most faults of one schedule. */
  readonly depth?: number;
  /** The kinds that are tried, each with the most of it in one schedule. All kinds when left out. */
  readonly faults?: Readonly<Partial<Record<FaultName, number>>>;
  /** Servers that fail and between which links fail; all of them when left out. */
  readonly nodes?: readonly NodeId[];
  /** First and last instant of a fault; from the first record to the end when left out. */
  readonly from?: Micros;
  readonly to?: Micros;
  /** Where every run ends, instead of the scenario's own end. */
  readonly until?: Micros;
  /** After every event of a node, not only after those that told something. */
  readonly every?: boolean;
  readonly schedules?: number;
}

export const USUAL_DEPTH = 2;
/** A tree of schedules grows by some hundred times a level: nobody waits for the fifth. */
export const MOST_DEPTH = 6;

export type Lasting = Readonly<Partial<Record<FaultName, readonly (Micros | null)[]>>>;

/** The times that faults may last, from the cluster's own timeouts. */
export interface Lengths {
  /** A tenth of the session: over before anybody gives the node up. */
  readonly soon: Micros;
  /** Two and a half sessions (of brokers, with the controller or with ZooKeeper, and with several controllers of the quorum): the cluster and its clients went on. */
  readonly afterSession: Micros;
  /** The same of the time that a follower may lag, where that is longer. */
  readonly afterLag: Micros;
}

export function lengthsFor({ nodes }: WorldSetup<Kafka>): Lengths {
  const servers = nodes.flatMap(({ setup }): ServerSetup[] => (setup.kind === 'server' ? [setup] : []));
  const longest = (key: string, of = servers) =>
    Math.max(0, ...of.map(({ config }) => (typeof config[key] === 'number' ? millis(config[key]) : 0)));
  const controllers = servers.filter(({ roles }) => roles.controller);
  const quorum = controllers.length > 1 ? longest('controller.quorum.fetch.timeout.ms', controllers) : 0;
  const [registered, withSession] = [servers.filter(isOfQuorum), servers.filter((one) => !isOfQuorum(one))];
  const session = Math.max(
    longest('broker.session.timeout.ms', registered),
    longest('zookeeper.session.timeout.ms', withSession),
  );
  const outlasting = (timeout: Micros) => Math.ceil((timeout * 5) / 2_000) * 1_000;
  return {
    soon: Math.max(millis(10), Math.floor(session / 10_000) * 1_000),
    afterSession: outlasting(Math.max(session, quorum)),
    afterLag: outlasting(Math.max(session, longest('replica.lag.time.max.ms'))),
  };
}

/** Its controller keeps the session; else ZooKeeper does. */
function isOfQuorum({ zookeeper, voters, bootstrapServers }: ServerSetup): boolean {
  return zookeeper === undefined || voters.length > 0 || bootstrapServers !== undefined;
}

/** Without those that would not be over by the end of the run: they are for good. */
export function lastingOf(
  { soon, afterSession, afterLag }: Lengths,
  faults: SearchBounds['faults'],
  most: Micros,
): Lasting {
  const all: Readonly<Record<FaultName, readonly (Micros | null)[]>> = {
    kill: [soon, afterSession, null],
    'power-loss': [soon, afterSession, null],
    isolate: [soon, afterSession],
    'cut-group': [soon, afterSession],
    pause: [soon, afterSession],
    cut: [soon, afterLag],
    'cut-one-way': [soon, afterLag],
    break: [0],
    late: [soon, afterSession],
  };
  const chosen = FAULT_NAMES.filter((name) => faults === undefined || (faults[name] ?? 0) > 0);
  return Object.fromEntries(
    chosen.map((name) => [name, all[name].filter((length) => length === null || length < most)]),
  );
}

export function depthOf({ depth, faults }: SearchBounds): number {
  if (faults === undefined) return depth ?? USUAL_DEPTH;
  const sum = Object.values(faults).reduce((total, count) => total + count, 0);
  return Math.min(depth ?? sum, sum);
}
