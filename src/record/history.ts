/**
 * A history: one run as it was recorded, with a playhead that goes anywhere in it. Kept are a few numbers an event, the
 * facts, and a checkpoint every two thousand events, fewer of a very large run; whatever else is asked is replayed,
 * exactly, from the nearest of them or of the places that the playhead has just left. A branch shares all that happened
 * before its fork with the history it came from.
 */
import { assert } from '../base/assert.ts';
import type { Micros } from '../base/time.ts';
import type { Command, TimedCommand } from '../sim/command.ts';
import { Kernel, type KernelOptions } from '../sim/kernel.ts';
import type { Kinds, NodeId } from '../sim/protocol.ts';
import type { Checkpoint, Step, WorldSetup } from '../sim/world.ts';
import { Bookmarks } from './bookmarks.ts';
import { Checkpoints } from './checkpoints.ts';
import { FactStore } from './factStore.ts';
import { Trace } from './trace.ts';

const CHECKPOINT_EVERY = 2048;
/** To take a checkpoint, or to go on from one, takes about as long as so many events. */
const WORTH_A_BOOKMARK = 96;

/** A fact with its place in the run. */
export interface RecordedFact<K extends Kinds> {
  readonly step: number;
  readonly at: Micros;
  readonly node: NodeId;
  readonly fact: K['fact'];
}

/** Looks at every step the first time it runs, and never again: properties, counters. */
export type Watcher<K extends Kinds> = (step: Step<K>, kernel: Kernel<K>) => void;

export interface HistoryOptions<K extends Kinds> extends KernelOptions {
  readonly watch?: Watcher<K>;
}

/** What was done to the run by hand: before event `step + 1`, at time `at`. */
export type Intervention<K extends Kinds> = Required<TimedCommand<K>>;

export class History<K extends Kinds> {
  readonly world: WorldSetup<K>;
  readonly parent: History<K> | undefined;
  /** Step of the parent after which this branch goes its own way; 0 for the first run. */
  readonly forkedAfter: number;
  readonly trace: Trace;
  readonly #options: HistoryOptions<K>;
  readonly #kernel: Kernel<K>;
  readonly #ownFacts = new FactStore<K['fact']>();
  readonly #checkpoints: Checkpoints<K>;
  readonly #bookmarks = new Bookmarks<K>();
  #interventions: readonly Intervention<K>[];
  /** Of all nodes there ever were up to the head, in order. */
  #names: readonly NodeId[];

  constructor(
    world: WorldSetup<K>,
    options: HistoryOptions<K> = {},
    interventions: readonly Intervention<K>[] = [],
    fork?: { parent: History<K>; after: number; checkpoint: Checkpoint<K> },
  ) {
    this.world = world;
    this.parent = fork?.parent;
    this.forkedAfter = fork?.after ?? 0;
    this.trace = new Trace(fork?.parent.trace, fork?.after);
    this.#options = options;
    this.#kernel = new Kernel(world, options);
    this.#interventions = interventions;
    if (fork === undefined) this.#checkpoints = new Checkpoints(this.#kernel.checkpoint());
    else {
      this.#checkpoints = new Checkpoints(fork.checkpoint, fork.parent.#checkpointBefore(fork.after));
      this.#kernel.restore(fork.checkpoint);
    }
    this.#names = this.#kernel.nodes.map(({ id }) => id);
  }

  /** The world at the playhead. */
  get kernel(): Kernel<K> {
    return this.#kernel;
  }

  /** Last step recorded. */
  get head(): number {
    return this.trace.length;
  }

  /** Step the playhead is on: that many events have run. */
  get position(): number {
    return this.#kernel.step;
  }

  /** About what it keeps, without what it shares with the run it was forked from; the same on every machine. */
  get bytes(): number {
    return this.#checkpoints.bytes + this.trace.bytes + this.#ownFacts.bytes;
  }

  get interventions(): readonly Intervention<K>[] {
    return this.#interventions;
  }

  nodeName(number: number): NodeId {
    return this.#names[number] ?? '';
  }

  // ---- facts -------------------------------------------------------------------------------------------------------

  /** All facts up to the head, oldest first. */
  get facts(): readonly RecordedFact<K>[] {
    return this.factsUpTo(this.head);
  }

  factsUpTo(step: number): readonly RecordedFact<K>[] {
    if (this.parent !== undefined && step <= this.forkedAfter) return this.parent.factsUpTo(step);
    const own = this.#recorded(0, this.#ownFacts.countUpTo(step));
    return this.parent === undefined ? own : [...this.parent.factsUpTo(this.forkedAfter), ...own];
  }

  factsOf(step: number): readonly RecordedFact<K>[] {
    if (this.parent !== undefined && step <= this.forkedAfter) return this.parent.factsOf(step);
    return this.#recorded(this.#ownFacts.countUpTo(step - 1), this.#ownFacts.countUpTo(step));
  }

  #recorded(from: number, to: number): RecordedFact<K>[] {
    return this.#ownFacts
      .slice(from, to)
      .map(({ step, node, fact }) => ({ step, at: this.trace.at(step), node, fact }));
  }

  // ---- moving ------------------------------------------------------------------------------------------------------

  /** Runs one event from the playhead, recording it when it is new. Undefined when nothing is due by `limit`. */
  forward(limit: Micros = Number.MAX_SAFE_INTEGER): Step<K> | undefined {
    const step = this.#next(limit);
    if (step !== undefined && step.step > this.head) this.#record(step);
    return step;
  }

  /** Runs until `time` or until `maximum` more events have run; says how many did. */
  runUntil(time: Micros, maximum = Number.MAX_SAFE_INTEGER): number {
    let count = 0;
    while (count < maximum && this.forward(time) !== undefined) count++;
    if (count < maximum) this.#kernel.idleUntil(time);
    return count;
  }

  /** Puts the playhead on `step`, in either direction; past the head it runs on, as far as there are events. */
  seek(step: number): void {
    this.#leap(step);
    while (this.position < step && this.forward() !== undefined);
  }

  /** The same in pieces, of at most so many events each: whether it is there. */
  seekPiece(step: number, events: number): boolean {
    this.#leap(step);
    for (let count = 0; this.position < step; count++) {
      if (count === events) return false;
      if (this.forward() === undefined) return true;
    }
    return true;
  }

  /** Puts the playhead on the last event at or before `time`, and the clock on `time`. */
  seekTime(time: Micros): void {
    if (this.head > 0 && time < this.trace.at(this.head)) this.seek(this.trace.lastStepAt(time));
    else {
      this.seek(this.head);
      this.runUntil(time);
    }
    this.#kernel.idleUntil(time);
  }

  /** Does something at the playhead, which must be at the head: the past is changed in a fork. */
  command(command: Command<K>): Step<K> {
    assert(this.position === this.head, 'a command in the past needs a fork');
    const intervention = { at: this.#kernel.now, step: this.position, command };
    this.#interventions = [...this.#interventions, intervention];
    const step = this.#kernel.apply(command);
    this.#record(step);
    return step;
  }

  /** Another history that shares everything up to the playhead and nothing after it. */
  fork(options: HistoryOptions<K> = this.#options): History<K> {
    const after = this.position;
    const kept = this.#interventions.filter(({ step }) => step < after);
    return new History(this.world, options, kept, { parent: this, after, checkpoint: this.#kernel.checkpoint() });
  }

  /** Where the playhead is can be come back to at once. */
  bookmark(): void {
    const step = this.position;
    if (step - this.#nearestBefore(step).step < WORTH_A_BOOKMARK) return;
    // Without the time that has passed since: whoever comes back says what time it is.
    this.#bookmarks.put({ ...this.#kernel.checkpoint(), now: this.trace.at(step) });
  }

  /** As near before `step` as there is anything to go on from, if that is nearer than where the playhead is. */
  #leap(step: number): void {
    const from = this.#nearestBefore(step);
    const { position } = this;
    if (step >= position && from.step < position + WORTH_A_BOOKMARK) return;
    this.bookmark();
    this.#bookmarks.use(from);
    this.#kernel.restore(from);
  }

  #nearestBefore(step: number): Checkpoint<K> {
    if (this.parent !== undefined && step < this.forkedAfter) return this.parent.#nearestBefore(step);
    return this.#bookmarks.before(step, this.#checkpoints.before(step));
  }

  #next(limit: Micros): Step<K> | undefined {
    const kernel = this.#kernel;
    const due = this.#interventions.length > 0 ? this.#interventionAfter(kernel.step) : undefined;
    if (due === undefined) return kernel.runNext(limit);
    if (due.at > limit) return undefined;
    kernel.idleUntil(due.at);
    return kernel.apply(due.command);
  }

  #interventionAfter(step: number): Intervention<K> | undefined {
    return this.#interventions.find((intervention) => intervention.step === step);
  }

  #record(step: Step<K>): void {
    const { scheduled, at } = step;
    this.trace.add(at, scheduled.cause, scheduled.place, scheduled.kind, this.#kernel.fingerprintWord);
    for (const { node, fact } of step.facts) this.#ownFacts.add(step.step, node, fact);
    if (this.#kernel.nodeCount > this.#names.length) this.#names = this.#kernel.nodes.map(({ id }) => id);
    if (step.step % CHECKPOINT_EVERY === 0) this.#checkpoints.add(this.#kernel.checkpoint());
    this.#options.watch?.(step, this.#kernel);
  }

  #checkpointBefore(step: number): Checkpoint<K> {
    if (this.parent !== undefined && step < this.forkedAfter) return this.parent.#checkpointBefore(step);
    return this.#checkpoints.before(step);
  }
}
