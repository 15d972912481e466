/** One run of any protocol, with a playhead that goes anywhere in it: the engine as a program outside sees it. */
import type { Micros } from '../base/time.ts';
import { firstDivergence } from '../record/divergence.ts';
import { History } from '../record/history.ts';
import type { Command, TimedCommand } from '../sim/command.ts';
import type { Kernel } from '../sim/kernel.ts';
import type { Kinds, NodeEvent, NodeId } from '../sim/protocol.ts';
import type { EventKind, NodeStatus, Step, WorldSetup } from '../sim/world.ts';
import type { Told } from './told.ts';

/** One node as it stands at the playhead. */
export interface NodeAt<K extends Kinds> {
  readonly id: NodeId;
  /** `down`: its process is dead. `off`: its machine has no power. */
  readonly status: NodeStatus;
  /** Of the process; undefined while there is none. Never change it: it is shared with every fork. */
  readonly state: K['state'] | undefined;
  /** How often its process was started. */
  readonly lives: number;
}

/** The world as it stands: what a property may look at. */
export interface WorldAt<K extends Kinds> {
  /** Microseconds since the start. */
  readonly now: Micros;
  /** Events run so far. */
  readonly step: number;
  readonly nodes: readonly NodeAt<K>[];
  node(id: NodeId): NodeAt<K> | undefined;
}

/** One event that ran. */
export interface Happened<K extends Kinds> {
  /** 1 for the first event of the run. */
  readonly step: number;
  readonly at: Micros;
  readonly kind: EventKind;
  /** Whose event it was; empty for what the world does itself. */
  readonly node: NodeId;
  /** The step that put it into the queue; 0: the start of the run. */
  readonly cause: number;
  /** What the node was handed; undefined for what the engine does itself. */
  readonly event: NodeEvent<K> | undefined;
  readonly facts: readonly K['fact'][];
}

/** What must hold after every event. A text says what is wrong. It may remember nothing: runs are forked. */
export type Invariant<K extends Kinds> = (world: WorldAt<K>, happened: Happened<K>) => string | undefined;

/** An invariant that did not hold, at its first time. */
export interface InvariantBreak {
  readonly name: string;
  readonly step: number;
  readonly at: Micros;
  readonly detail: string;
}

export interface SimulationOptions<K extends Kinds> {
  /** By name: asked after every event, the first time that it runs. */
  readonly invariants?: Readonly<Record<string, Invariant<K>>>;
  /** Deeply freezes every state that a handler returns, so that changing one throws. Slow: for tests. */
  readonly freeze?: boolean;
}

/** A run of a protocol. Same world, same commands: same run, to the bit, wherever it runs. */
export interface Simulation<K extends Kinds> extends WorldAt<K> {
  /** The last event recorded: the playhead may stand before it. */
  readonly head: number;
  /** Over every event and fact up to the playhead, 16 hexadecimal digits: equal runs have equal ones. */
  readonly fingerprint: string;
  /** All facts up to the head, oldest first. */
  readonly facts: readonly Told<K['fact']>[];
  /** What was done by hand, in order. */
  readonly commands: readonly Required<TimedCommand<K>>[];
  /** Invariants that did not hold up to the head. */
  readonly broken: readonly InvariantBreak[];
  /** Runs one event. Undefined when none is due by `limit` (microseconds): the clock stays where it is. */
  next(limit?: Micros): Happened<K> | undefined;
  /** Runs until a time, or `most` events; says how many ran. */
  runUntil(time: Micros, most?: number): number;
  /** Puts the playhead on an event, in either direction; past the head it runs on, as far as there are events. */
  seek(step: number): void;
  /** Puts the playhead on a time: after the last event at or before it. */
  seekTime(time: Micros): void;
  /** The step that put this one into the queue; 0: the start. Throws a RangeError for a step that is not recorded. */
  causeOf(step: number): number;
  /** Does something now. Throws where the playhead is not at the head: the past is changed in a fork. */
  command(command: Command<K>): void;
  /** Another run that shares all up to the playhead, and nothing after it. Costs microseconds. */
  fork(): Simulation<K>;
  /** The first step after which the two differ; undefined: one is the other, or its beginning. */
  firstDifference(other: Simulation<K>): number | undefined;
}

/** Histories behind the objects handed out. */
const histories = new WeakMap<object, unknown>();

/** A run at its start: nothing has happened yet. */
export function simulate<K extends Kinds>(world: WorldSetup<K>, options: SimulationOptions<K> = {}): Simulation<K> {
  const breaks: InvariantBreak[] = [];
  const watch = watcher(options, breaks);
  return over(new History<K>(world, { freeze: options.freeze ?? false, watch }), options, breaks);
}

function watcher<K extends Kinds>({ invariants = {} }: SimulationOptions<K>, breaks: InvariantBreak[]) {
  const entries = Object.entries(invariants);
  return (step: Step<K>, kernel: Kernel<K>): void => {
    if (entries.length === 0) return;
    const [world, happened] = [worldOf(kernel), happenedOf(step)];
    for (const [name, invariant] of entries) {
      if (breaks.some((one) => one.name === name)) continue;
      const detail = invariant(world, happened);
      if (detail !== undefined) breaks.push({ name, step: step.step, at: step.at, detail });
    }
  };
}

function over<K extends Kinds>(
  history: History<K>,
  options: SimulationOptions<K>,
  breaks: InvariantBreak[],
): Simulation<K> {
  const { kernel } = history;
  const simulation: Simulation<K> = {
    get now() {
      return kernel.now;
    },
    get step() {
      return kernel.step;
    },
    get nodes() {
      return kernel.nodes.map(nodeAt<K>);
    },
    node: (id) => worldOf(kernel).node(id),
    get head() {
      return history.head;
    },
    get fingerprint() {
      return kernel.fingerprint;
    },
    get facts() {
      return history.facts;
    },
    get commands() {
      return history.interventions;
    },
    get broken() {
      return breaks.slice();
    },
    next: (limit) => {
      const step = history.forward(limit);
      return step && happenedOf(step);
    },
    runUntil: (time, most) => history.runUntil(time, most),
    seek: (step) => history.seek(step),
    seekTime: (time) => history.seekTime(time),
    causeOf: (step) => {
      if (!Number.isInteger(step) || step < 1 || step > history.head) {
        throw new RangeError(`there is no step ${step}: 1 to ${history.head} are recorded`);
      }
      return history.trace.cause(step);
    },
    command: (command) => void history.command(command),
    fork: () => {
      const kept = breaks.filter(({ step }) => step <= history.position);
      const watch = watcher(options, kept);
      return over(history.fork({ freeze: options.freeze ?? false, watch }), options, kept);
    },
    firstDifference: (other) => firstDivergence(history, historyOf(other)),
  };
  histories.set(simulation, history);
  return simulation;
}

function historyOf<K extends Kinds>(simulation: Simulation<K>): History<K> {
  const history = histories.get(simulation);
  if (history === undefined) throw new TypeError('not a simulation: simulate() and fork() make them');
  return history as History<K>;
}

function worldOf<K extends Kinds>(kernel: Kernel<K>): WorldAt<K> {
  return {
    now: kernel.now,
    step: kernel.step,
    get nodes() {
      return kernel.nodes.map(nodeAt<K>);
    },
    node: (id) => {
      const view = kernel.node(id);
      return view && nodeAt<K>(view);
    },
  };
}

function nodeAt<K extends Kinds>({ id, status, state, lives }: NodeAt<K>): NodeAt<K> {
  return { id, status, state, lives };
}

function happenedOf<K extends Kinds>({ step, at, scheduled, facts }: Step<K>): Happened<K> {
  const { kind, node, cause, event } = scheduled;
  return { step, at, kind, node, cause, event, facts: facts.map(({ fact }) => fact) };
}
