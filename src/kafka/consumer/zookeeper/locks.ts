/** Java's synchronized, between the threads of a connector: who comes second waits. */
import { once, signal, type ZkRun } from '../../zk/run.ts';
import { type ConnectorRun, type LockName, withConnector } from './state.ts';
import { wakeThreads } from './threads.ts';

/** A thread that is in it already goes on: Java's locks are reentrant. */
export function* synchronized<T>(run: ConnectorRun, lock: LockName, thread: string, body: () => ZkRun<T>): ZkRun<T> {
  if (yield* once(() => run.connector.locks[lock] === thread)) return yield* body();
  while (!(yield* once(() => tryToEnter(run, lock, thread)))) yield* signal(signalOf(lock));
  try {
    return yield* body();
  } finally {
    yield* once(() => leave(run, lock));
  }
}

function tryToEnter(run: ConnectorRun, lock: LockName, thread: string): boolean {
  const { locks } = run.connector;
  if (locks[lock] !== null) return false;
  withConnector(run, { locks: { ...locks, [lock]: thread } });
  return true;
}

function leave(run: ConnectorRun, lock: LockName): void {
  withConnector(run, { locks: { ...run.connector.locks, [lock]: null } });
  wakeThreads(run, signalOf(lock));
}

function signalOf(lock: LockName): string {
  return `${lock} lock`;
}
