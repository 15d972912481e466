/**
 * The processing of one event by the controller's thread. It reads from top to bottom as Kafka's does, and blocks where that
 * blocks: the run is then run again from its start when ZooKeeper has answered (zk/run.ts), over the context as it was when
 * the event began. So whatever it does beyond its own context is an effect, numbered as it comes, and takes place once.
 */
import type { Micros } from '../../base/time.ts';
import type { KafkaFact } from '../facts.ts';
import type { Config, KafkaEnv, KafkaOut } from '../kinds.ts';
import type { KafkaVersion } from '../versions.ts';
import { ControllerMovedException } from '../zk/exceptions.ts';
import type { ZkRun, ZkWait, ZkWaited } from '../zk/run.ts';
import { type Context, closedContext, openContext } from './contextState.ts';
import type { ControllerAnswer, ControllerCallback, ControllerEvent } from './controllerEvent.ts';
import { folded, type Scratch, scratch } from './scratch.ts';
import type { KafkaControllerState, RunningEvent } from './state.ts';

/** The broker that the controller is in, for the length of one event of its node. */
export interface ControllerHost {
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
  readonly brokerId: number;
  readonly config: Config;
  readonly version: KafkaVersion;
  /** A window on the broker's state: what is written is there for everybody at once. */
  controller: KafkaControllerState;
  /** Starts the thread `controller-event-thread`, whose run is `controllerEventThread`. */
  startControllerThread(): void;
  /** Of a thread that waits for this signal. */
  wake(signal: string): void;
  answer(callback: ControllerCallback, answer: ControllerAnswer): void;
  /** KafkaZkClient.registerBroker of this broker, in the controller's thread, after its session has expired. */
  registerBroker(): ZkRun<void>;
}

export interface ControllerWork {
  /** Of the event of the node that is handled now: for what is done once. */
  host: ControllerHost;
  readonly brokerId: number;
  readonly version: KafkaVersion;
  /** As when the event began. */
  readonly config: Config;
  readonly event: ControllerEvent;
  readonly context: Context;
  activeControllerId: number;
  readonly partitionModificationsHandlers: Scratch<true>;
  brokerModificationsHandlers: readonly number[];
  /** As of the last answer. */
  now: Micros;
  readonly effects: ((host: ControllerHost) => void)[];
}

/** kafka.common.StateChangeFailedException */
export class StateChangeFailedException extends Error {
  override readonly name = 'StateChangeFailedException';
}

export class IllegalStateException extends Error {
  override readonly name = 'IllegalStateException';
}

/** What `catch (Throwable)` is to catch; what is a mistake of ours goes on up. */
export function kafkaError(error: unknown): Error {
  const ours = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  if (ours || !(error instanceof Error)) throw error;
  return error;
}

/** For `catch (ControllerMovedException e) throw e; catch (Throwable)`. */
export function unlessMoved(error: unknown): Error {
  if (error instanceof ControllerMovedException) throw error;
  return kafkaError(error);
}

export function isActive({ activeControllerId, brokerId }: ControllerWork): boolean {
  return activeControllerId === brokerId;
}

export function effect(work: ControllerWork, act: (host: ControllerHost) => void): void {
  work.effects.push(act);
}

export function tell(work: ControllerWork, fact: KafkaFact): void {
  effect(work, ({ out }) => out.fact(fact));
}

export function answer(work: ControllerWork, callback: ControllerCallback, value: ControllerAnswer): void {
  effect(work, (host) => host.answer(callback, value));
}

/** What the version of /controller_epoch must be for a write to be carried out; -1, any, before KAFKA-6082. */
export function expectedEpochZkVersion({ version, context }: ControllerWork): number {
  return version.kafka6082 ? context.epochZkVersion : -1;
}

/** A run that has come to a wait: how many it has passed, that one among them. */
interface Suspended {
  readonly work: ControllerWork;
  readonly run: ZkRun<void>;
  readonly waits: number;
  readonly wait: ZkWait;
}

/**
 * Runs that need not be begun again, by what is in the state at that very moment. Never state: a run that is not here any more,
 * because the world was rewound or copied, comes to the same from its start. Each is gone on with once.
 */
const suspended = new WeakMap<RunningEvent, Suspended>();

const PASSED: ZkWait = { type: 'once', act: () => null };

/** The run of the controller's thread: one event. */
export function* controllerEventThread(
  host: ControllerHost,
  process: (work: ControllerWork) => ZkRun<void>,
): ZkRun<void> {
  const { work, run, wait, waits: passed } = takeUp(host, process);
  // Waits that were passed are handed their answers again.
  for (let place = 1; place < passed; place++) yield PASSED;
  let step = passed === 0 ? run.next() : resume(work, run, yield wait);
  for (let waits = passed + 1; !step.done; waits += 1) {
    const blocking = blocks(step.value);
    if (blocking && waits > host.controller.running!.waitsDone) {
      takePlace(work, waits);
      // What the broker itself does in between belongs to one event of its node.
      if (work.event.type !== 'RegisterBrokerAndReelect') {
        suspended.set(host.controller.running!, { work, run, waits, wait: step.value });
      }
    }
    const waited: ZkWaited = yield step.value;
    if (blocking) suspended.delete(host.controller.running!);
    step = resume(work, run, waited);
  }
  takePlace(work, host.controller.running!.waitsDone);
}

function resume(work: ControllerWork, run: ZkRun<void>, waited: ZkWaited): IteratorResult<ZkWait, void> {
  work.now = waited.at;
  return run.next(waited);
}

function takeUp(host: ControllerHost, process: (work: ControllerWork) => ZkRun<void>): Suspended {
  const running = host.controller.running!;
  const known = suspended.get(running);
  if (known === undefined) {
    const work = openWork(host, running);
    return { work, run: process(work), waits: 0, wait: PASSED };
  }
  suspended.delete(running);
  known.work.host = host;
  return known;
}

function blocks({ type }: ZkWait): boolean {
  return type !== 'once' && type !== 'client';
}

function openWork(host: ControllerHost, { event, base, config, startedAt: now }: RunningEvent): ControllerWork {
  return {
    host,
    brokerId: host.brokerId,
    version: host.version,
    config,
    event,
    context: openContext(base.context),
    activeControllerId: base.activeControllerId,
    partitionModificationsHandlers: scratch(base.partitionModificationsHandlers),
    brokerModificationsHandlers: base.brokerModificationsHandlers,
    now,
    effects: [],
  };
}

/** What was done up to here is seen by the others; effects see it, too. */
function takePlace(work: ControllerWork, waitsDone: number): void {
  const { host, effects } = work;
  const { controller } = host;
  const effectsDone = controller.running!.effectsDone;
  host.controller = {
    ...controller,
    owned: {
      activeControllerId: work.activeControllerId,
      context: closedContext(work.context),
      partitionModificationsHandlers: folded(work.partitionModificationsHandlers),
      brokerModificationsHandlers: work.brokerModificationsHandlers,
    },
    running: { ...controller.running!, waitsDone, effectsDone: effects.length },
  };
  for (let place = effectsDone; place < effects.length; place++) effects[place]!(host);
}
