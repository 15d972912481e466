/**
 * The threads of a process that work with ZooKeeper: each runs until it has to wait, and goes on when what it waits for has
 * come. A run is begun anew over the answers so far (run.ts), so a thread is plain data and can be looked at, copied and
 * rewound. What stands between two waits takes no time; threads that can go on do so one after the other, in their order.
 */
import { unreachable } from '../../base/assert.ts';
import { at, emptyVector, push, take, type Vector } from '../../base/vector.ts';
import { draftOfClient } from './clientState.ts';
import { once, type ZkRun, type ZkWait, type ZkWaited } from './run.ts';
import { changeThread, connectionOutcome, removeThread, startZkThread, threadWithId, timerKey } from './threadList.ts';
import {
  REINIT_THREAD,
  type Reinitialize,
  type ZkHost,
  type ZkOutcome,
  type ZkThread,
  type ZkWaitingFor,
} from './threadState.ts';
import { closeSession, newSession, wantPermits } from './zooKeeperClient.ts';

export { cancelZkThread, isZkThreadRunning, startZkThread, wakeZkThreads } from './threadList.ts';

/** Until every thread waits for something. To be called at the end of each event. */
export function runZkThreads<J>(host: ZkHost<J>): void {
  while (host.zk.ready.length > 0) {
    const [id, ...ready] = host.zk.ready;
    host.zk = { ...host.zk, ready };
    const thread = threadWithId(host, id!);
    if (thread !== undefined) run(host, thread);
  }
  if (host.zk.signals.length > 0) host.zk = { ...host.zk, signals: [] };
}

/** No answer: nobody reads it. */
const FORGOTTEN: ZkWaited = { at: 0, value: null };

// ---- a run ------------------------------------------------------------------------------------------------------------------------

function run<J>(host: ZkHost<J>, { id, job, answers: known }: ZkThread<J>): void {
  const work = isReinitialize(job) ? reinitialize(host) : host.runOf(job);
  let answers = known;
  let outcome: ZkOutcome;
  try {
    let step = work.next();
    for (let waits = 0; step.done !== true; waits++) {
      if (step.value.type === 'forget') {
        const { since } = step.value;
        answers = take(answers, since);
        waits = since - 1;
        step = work.next(FORGOTTEN);
        continue;
      }
      if (step.value.type === 'mark' && at(answers, waits) === undefined) {
        answers = push(answers, { at: host.env.now, value: waits + 1 });
      }
      let waited = at(answers, waits);
      if (waited === undefined) {
        waited = performed(host, id, step.value);
        if (waited === undefined) {
          wait(host, id, answers, step.value);
          return;
        }
        answers = push(answers, waited);
      }
      step = work.next(waited);
    }
    outcome = { type: 'returned', value: step.value };
  } catch (error) {
    outcome = { type: 'threw', error };
  }
  const thread = threadWithId(host, id);
  if (thread === undefined) return;
  removeThread(host, thread);
  if (isReinitialize(job)) reinitialized(host, outcome);
  else host.ended(thread.name, job, outcome);
}

function isReinitialize<J>(job: J | Reinitialize): job is Reinitialize {
  return (job as { readonly type?: unknown }).type === 'reinitialize';
}

/** What need not be waited for; undefined: it has to wait. */
function performed<J>(host: ZkHost<J>, id: number, wanted: ZkWait): ZkWaited | undefined {
  const { now } = host.env;
  switch (wanted.type) {
    case 'once':
      return { at: now, value: wanted.act() };
    case 'client': {
      const client = draftOfClient(host.zk.client);
      const value = wanted.act(client);
      host.zk = { ...host.zk, client };
      return { at: now, value };
    }
    case 'connected': {
      const outcome = connectionOutcome(host.zk.client);
      return outcome === undefined ? undefined : { at: now, value: outcome };
    }
    case 'signal': {
      const { signals } = host.zk;
      const place = signals.findIndex(({ name }) => name === wanted.name);
      if (place === -1 || threadWithId(host, id) === undefined) return undefined;
      host.zk = { ...host.zk, signals: signals.filter((_, other) => other !== place) };
      return { at: now, value: signals[place]!.value };
    }
    case 'close':
      return host.zk.client.state === 'CLOSED' ? { at: now, value: null } : undefined;
    case 'requests':
    case 'sleep':
    case 'mark':
    case 'forget':
      return undefined;
    default:
      return unreachable(wanted);
  }
}

/** From here on it is data. One that was cancelled by what it did itself is not there any more. */
function wait<J>(host: ZkHost<J>, id: number, answers: Vector<ZkWaited>, wanted: ZkWait): void {
  const thread = threadWithId(host, id);
  if (thread === undefined) return;
  const waitingFor = waitingForOf(wanted, host.env.now);
  changeThread(host, { ...thread, answers, waitingFor });
  if (waitingFor.type === 'requests') wantPermits(host, id);
  else if (waitingFor.type === 'close') closeSession(host, id);
  else if ((waitingFor.type === 'sleep' || waitingFor.type === 'connected') && waitingFor.until !== null) {
    const delay = waitingFor.until - host.env.now;
    host.out.setTimer(timerKey(id), delay, { part: 'zk-client', type: 'thread', thread: id });
  }
}

function waitingForOf(wanted: ZkWait, now: number): ZkWaitingFor {
  switch (wanted.type) {
    case 'requests':
      return { type: 'requests', requests: wanted.requests, begun: 0, results: emptyVector() };
    case 'connected':
      return { type: 'connected', until: wanted.timeout === null ? null : now + wanted.timeout };
    case 'sleep':
      return { type: 'sleep', until: now + wanted.delay };
    case 'signal':
      return { type: 'signal', name: wanted.name };
    case 'close':
      return { type: 'close' };
    default:
      throw new Error(`${wanted.type} is nothing to wait for`);
  }
}

// ---- a new session ------------------------------------------------------------------------------------------------------------------

/** ZooKeeperClient.reinitialize: the handlers before, a new session, the handlers after. */
function* reinitialize<J>(host: ZkHost<J>): ZkRun<void> {
  const before = yield* once(() => host.zk.client.stateChangeHandlers);
  for (const handler of before) yield* host.beforeInitializingSession(handler);
  yield* once(() => {
    newSession(host);
    return null;
  });
  const after = yield* once(() => host.zk.client.stateChangeHandlers);
  for (const handler of after) yield* host.afterInitializingSession(handler);
}

function reinitialized<J>(host: ZkHost<J>, outcome: ZkOutcome): void {
  if (outcome.type === 'threw') throw outcome.error;
  const expired = host.zk.expired - 1;
  host.zk = { ...host.zk, expired };
  if (expired > 0) startZkThread(host, REINIT_THREAD, { type: 'reinitialize' });
}
