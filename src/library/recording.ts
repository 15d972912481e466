/** A run of a scenario with a playhead: seek in it, act in it, fork it, compare two, and ask why. */
import { nearest } from '../base/nearest.ts';
import type { Micros } from '../base/time.ts';
import type { NodeKind, NodeStatus, PartitionFrame, QuorumFrame } from '../frame/frame.ts';
import { frameAt } from '../frame/frameAt.ts';
import { Recording as Recorded } from '../frame/recording.ts';
import { runDifference } from '../frame/runDifference.ts';
import type { WhyAspect } from '../frame/why/whyFrames.ts';
import { whyOf } from '../frame/why/whyOf.ts';
import { whyText } from '../frame/why/whyText.ts';
import type { FactType, KafkaFact } from '../kafka/facts.ts';
import type { Kafka } from '../kafka/kinds.ts';
import { exportRun } from '../scenario/runFile.ts';
import type { Scenario as Inner } from '../scenario/scenario.ts';
import { toWorld } from '../scenario/toWorld.ts';
import type { Command } from '../sim/command.ts';
import type { Scenario } from './parsing.ts';
import type { Choice, FactOf } from './running.ts';
import type { Told } from './told.ts';

/** What can be done to a cluster by hand. Nodes by their names: `b1`, `c1`, `p1`. */
export type Action =
  /** The process dies at once; what it wrote survives. */
  | { readonly type: 'kill'; readonly node: string }
  /** The machine loses power: what was not flushed is gone. */
  | { readonly type: 'power-loss'; readonly node: string }
  /** SIGTERM to a server: it hands over what it leads, and ends. */
  | { readonly type: 'controlled-shutdown'; readonly node: string }
  /** Starts what is down. */
  | { readonly type: 'start'; readonly node: string }
  /** Empties the disk of a node that is down. */
  | { readonly type: 'wipe'; readonly node: string }
  /** A long garbage collection, until `resume`. */
  | { readonly type: 'pause'; readonly node: string }
  | { readonly type: 'resume'; readonly node: string }
  /** Flushes take `factor` times as long; 1 heals. */
  | { readonly type: 'slow-disk'; readonly node: string; readonly factor: number }
  /** One direction, from each of `from` to each of `to`: nothing passes, or later (microseconds), or slower. */
  | {
      readonly type: 'link';
      readonly from: readonly string[];
      readonly to: readonly string[];
      readonly rule: { readonly cut?: boolean; readonly delay?: Micros; readonly bytesPerSecond?: number };
    }
  /** All links clear again. */
  | { readonly type: 'heal' };

/** One replica of one partition, as its broker has it. */
export interface ReplicaAt {
  /** `orders-0` */
  readonly partition: string;
  readonly broker: number;
  /** `offline`: the process is dead or does not serve it. */
  readonly role: 'leader' | 'follower' | 'offline';
  readonly leaderEpoch: number;
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly highWatermark: number;
}

/** The cluster as it stands at the playhead, seen from above. */
export interface ClusterAt {
  readonly at: Micros;
  /** Events that have run. */
  readonly step: number;
  readonly nodes: readonly { readonly id: string; readonly kind: NodeKind; readonly status: NodeStatus }[];
  /** As the newest committed metadata says. */
  readonly partitions: readonly PartitionFrame[];
  readonly replicas: readonly ReplicaAt[];
  readonly quorum: QuorumFrame;
  /** Records of all producers. `lost`: acknowledged, and in no leader's log. */
  readonly records: {
    readonly sent: number;
    readonly acknowledged: number;
    readonly failed: number;
    readonly unknown: number;
    readonly pending: number;
    readonly lost: number;
    readonly duplicated: number;
    readonly consumed: number;
  };
  /** Properties that do not hold here. */
  readonly broken: readonly string[];
}

/** What can be asked about. */
export type About =
  | { readonly type: 'partition' | 'node' | 'group'; readonly id: string }
  | { readonly type: 'replica'; readonly partition: string; readonly broker: number }
  | { readonly type: 'fact'; readonly told: Told<KafkaFact> };

/** A chain of causes, newest first. */
export interface Why {
  /** In lines, in the language that was asked for. For people: the words may change. */
  readonly text: string;
  readonly steps: readonly {
    readonly step: number;
    readonly at: Micros;
    /** Empty: the world itself. */
    readonly node: string;
    /** The fact; undefined for an event that told none. */
    readonly fact: string | undefined;
    readonly because: readonly string[];
    /** Kafka's class, KIP or issue. */
    readonly source: string | undefined;
  }[];
  /** How the chain ends: what somebody did, a client's plan, the start, a timer; `cut`: it goes on. */
  readonly root: 'command' | 'plan' | 'start' | 'timer' | 'cut';
  /** Sides of the thing that can be asked for. */
  readonly aspects: readonly WhyAspect[];
}

export interface Recording {
  readonly seed: number;
  /** Where the scenario ends, in microseconds: the run goes on behind it, with nothing of the script left. */
  readonly until: Micros;
  /** The playhead: the time, and how many events have run. */
  readonly at: Micros;
  readonly step: number;
  /** All facts up to the playhead, oldest first. */
  readonly facts: readonly Told<KafkaFact>[];
  factsOf<Type extends FactType>(type: Type): readonly Told<FactOf<Type>>[];
  /** At the playhead. */
  readonly fingerprint: string;
  /** Why it goes no further (a million events, 200,000 waiting); undefined: it does. */
  readonly stopped: string | undefined;
  /** Puts the playhead on an event, in either direction. Throws a RangeError for what is no whole number from 0 on. */
  seek(step: number): void;
  /** Puts the playhead on a time in microseconds, in either direction. Throws as `seek` does. */
  seekTime(at: Micros): void;
  /** The cluster at the playhead. */
  cluster(): ClusterAt;
  /** Does something at the playhead. Throws where something is recorded behind it: the past is changed in a fork. */
  act(action: Action): void;
  /** Another run that shares all up to the playhead, and nothing after it. */
  fork(): Recording;
  /** What differs between this run and another, up to the earlier of the two playheads. */
  compare(other: Recording): Comparison;
  /** Why it is so at the playhead. `aspect`: one side of it; without it the newest thing told of it. */
  why(about: About, aspect?: WhyAspect, language?: 'en' | 'ko'): Why;
  /** The run as a text that the page opens and `tidemark run` plays. Throws where `settings` or a `cause` were chosen. */
  save(name: string): string;
}

export interface Comparison {
  /** The first thing that only one of them told, or at another time; undefined: they tell the same. */
  readonly differsAt: Micros | undefined;
  readonly onlyHere: readonly Told<KafkaFact>[];
  readonly onlyThere: readonly Told<KafkaFact>[];
  /** In both, at other times. */
  readonly moved: readonly { readonly here: Told<KafkaFact>; readonly there: Told<KafkaFact> }[];
  /** Differences beyond those that are listed. */
  readonly more: number;
}

const NEVER = (): boolean => false;
const recordings = new WeakMap<Recording, Recorded>();

export function recordingOf(written: Scenario, inner: Inner, seed: number, choice: Choice): Recording {
  return over(Recorded.start(toWorld(inner, { seed })), { written, until: inner.until, seed, choice });
}

interface Played {
  readonly written: Scenario;
  readonly until: Micros;
  readonly seed: number;
  readonly choice: Choice;
}

function over(recorded: Recorded, run: Played): Recording {
  const upTo = (): readonly Told<KafkaFact>[] => recorded.history.factsUpTo(recorded.step);
  const recording: Recording = {
    seed: run.seed,
    until: run.until,
    get at() {
      return recorded.at;
    },
    get step() {
      return recorded.step;
    },
    get facts() {
      return upTo();
    },
    factsOf: <Type extends FactType>(type: Type) =>
      upTo().filter((told): told is Told<FactOf<Type>> => told.fact.type === type),
    get fingerprint() {
      return recorded.kernel.fingerprint;
    },
    get stopped() {
      return recorded.budgetReached ?? undefined;
    },
    seek: (step) => void recorded.toStep(whole(step, 'step'), NEVER),
    seekTime: (at) => void recorded.toTime(whole(at, 'time'), NEVER),
    cluster: () => clusterAt(recorded),
    act: (action) => {
      if (recorded.step < recorded.history.head) throw new Error('a run is recorded behind the playhead: fork it here');
      recorded.command(commandOf(action, recorded));
    },
    fork: () => over(recorded.fork(), run),
    compare: (other) => compared(recorded, recordedOf(other)),
    why: (about, aspect, language = 'en') => whyAt(recorded, about, aspect, language),
    save: (name) => saved(name, recorded, run),
  };
  recordings.set(recording, recorded);
  return recording;
}

function recordedOf(recording: Recording): Recorded {
  const recorded = recordings.get(recording);
  if (recorded === undefined) throw new TypeError('not a recording: record() and fork() make them');
  return recorded;
}

function whole(value: number, what: string): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`a ${what} is a whole number from 0 on, not ${value}`);
}

function clusterAt(recorded: Recorded): ClusterAt {
  const { at, step, nodes, partitions, quorum, ledger, properties } = frameAt(recorded);
  const { sent, acknowledged, failed, unknown, pending, lost, duplicated, consumed } = ledger;
  const brokers = nodes.flatMap((node) => ('replicas' in node ? [...node.replicas] : []));
  return {
    at,
    step,
    nodes: nodes.map(({ id, kind, status }) => ({ id, kind, status })),
    partitions,
    replicas: brokers.map(
      ({ partition, broker, role, leaderEpoch, logStartOffset, logEndOffset, highWatermark }): ReplicaAt => ({
        partition,
        broker,
        role,
        leaderEpoch,
        logStartOffset,
        logEndOffset,
        highWatermark,
      }),
    ),
    quorum,
    records: { sent, acknowledged, failed, unknown, pending, lost, duplicated, consumed },
    broken: properties.filter(({ status }) => status === 'broken').map(({ name }) => name),
  };
}

function commandOf(action: Action, { kernel }: Recorded): Command<Kafka> {
  const named = action.type === 'link' ? [...action.from, ...action.to] : action.type === 'heal' ? [] : [action.node];
  const known = kernel.nodes.map(({ id }) => id);
  for (const name of named) {
    if (known.includes(name)) continue;
    const guess = nearest(name, known);
    throw new RangeError(`there is no node ${name}${guess === undefined ? '' : `; did you mean ${guess}?`}`);
  }
  if (action.type !== 'controlled-shutdown') return action;
  if (kernel.node(action.node)?.setup.kind !== 'server') throw new RangeError(`${action.node} is no server of Kafka`);
  return { type: 'tell', node: action.node, order: { type: 'controlled-shutdown' } };
}

function compared(here: Recorded, there: Recorded): Comparison {
  const { divergence, rows, more } = runDifference(here, there, [0, 1]);
  const told = (of: Recorded, index: number): Told<KafkaFact> => of.facts.recorded(index)!;
  const onlyHere: Told<KafkaFact>[] = [];
  const onlyThere: Told<KafkaFact>[] = [];
  const moved: { here: Told<KafkaFact>; there: Told<KafkaFact> }[] = [];
  for (const row of rows) {
    if (row.type === 'one') onlyHere.push(told(here, row.fact.index));
    else if (row.type === 'other') onlyThere.push(told(there, row.fact.index));
    else if (row.type === 'moved') {
      moved.push({ here: told(here, row.one.index), there: told(there, row.other.index) });
    }
  }
  return { differsAt: divergence?.at, onlyHere, onlyThere, moved, more };
}

function whyAt(recorded: Recorded, about: About, aspect: WhyAspect | undefined, language: 'en' | 'ko'): Why {
  const subject = about.type === 'fact' ? { type: 'fact' as const, index: placeOf(recorded, about.told) } : about;
  const why = whyOf(recorded, subject, aspect);
  return {
    text: whyText(why, language),
    steps: why.steps.map(({ step, at, node, fact, because, rule }) => ({
      step,
      at,
      node,
      fact: fact?.text,
      because: because.map((said) => said[language]),
      source: rule?.source,
    })),
    root: why.root,
    aspects: why.aspects,
  };
}

function placeOf({ facts }: Recorded, { step, node, fact }: Told<KafkaFact>): number {
  const text = JSON.stringify(fact);
  for (let place = facts.countUpTo(step - 1); place < facts.countUpTo(step); place++) {
    const recorded = facts.recorded(place)!;
    if (recorded.node === node && JSON.stringify(recorded.fact) === text) return place;
  }
  throw new RangeError(`this run has not told that ${fact.type} at its step ${step}`);
}

function saved(name: string, recorded: Recorded, { written, seed, choice }: Played): string {
  const { settings = [], cause, version, protocol, era } = choice;
  if (settings.length > 0 || cause !== undefined) {
    throw new Error('a saved run holds no settings and no cause: write them into the text of the scenario');
  }
  const overrides = { ...(version && { version }), ...(protocol && { protocol }), ...(era && { era }) };
  const commands = recorded.history.interventions.filter(({ step }) => step < recorded.step);
  return exportRun(name, written.text, seed, commands, overrides);
}
