/**
 * The threads of a connector and the client of ZooKeeper that they share: kafka/zk lent to a consumer. ZkClient of
 * org.I0Itec makes a new session by itself when one has expired, and tells its listeners afterwards.
 */
import type { Arrived, Disconnected } from '../../kinds.ts';
import type { ZkClientTimer } from '../../zk/clientState.ts';
import { once } from '../../zk/run.ts';
import type { ZkHost } from '../../zk/threadState.ts';
import { cancelZkThread, isZkThreadRunning, runZkThreads, startZkThread, wakeZkThreads } from '../../zk/threads.ts';
import { handleZkArrival, handleZkDisconnected, handleZkTimer, openZkClient } from '../../zk/zooKeeperClient.ts';
import { newSession, watchFired } from './listeners.ts';
import { type ConnectorJob, type ConnectorRun, withConnector } from './state.ts';
import { jobEnded, runOfJob } from './zookeeperConsumerConnector.ts';

const SESSION_LISTENER = 'session';

function hostOf(run: ConnectorRun): ZkHost<ConnectorJob> {
  return {
    env: run.env,
    out: run.out,
    get zk() {
      return run.connector.zk;
    },
    set zk(zk) {
      withConnector(run, { zk });
    },
    runOf: (job) => runOfJob(run, job),
    ended: (_thread, job, outcome) => {
      if (outcome.type === 'returned') jobEnded(run, job, null);
      else if (outcome.error instanceof Error) jobEnded(run, job, outcome.error.message);
      else throw outcome.error;
    },
    watchFired: (_handler, event, path) => watchFired(run, event, path),
    *beforeInitializingSession() {},
    *afterInitializingSession() {
      yield* once(() => {
        newSession(run);
        return null;
      });
    },
  };
}

/** ZkClient.connect: asks for the first session. */
export function connect(run: ConnectorRun): void {
  const { zk } = run.connector;
  withConnector(run, { zk: { ...zk, client: { ...zk.client, stateChangeHandlers: [SESSION_LISTENER] } } });
  openZkClient(hostOf(run));
}

/** Each is there once: false where it is at work already. */
export function startThread(run: ConnectorRun, name: string, job: ConnectorJob): boolean {
  const host = hostOf(run);
  if (isZkThreadRunning(host, name)) return false;
  startZkThread(host, name, job);
  return true;
}

export function cancelThread(run: ConnectorRun, name: string): void {
  cancelZkThread(hostOf(run), name);
}

/** All that wait for this. */
export function wakeThreads(run: ConnectorRun, signal: string, value: unknown = null): void {
  wakeZkThreads(hostOf(run), signal, value);
}

/** As far as they get now. */
export function runConnectorThreads(run: ConnectorRun): void {
  runZkThreads(hostOf(run));
}

export function zooKeeperArrived(run: ConnectorRun, event: Arrived): void {
  handleZkArrival(hostOf(run), event);
}

export function zooKeeperDisconnected(run: ConnectorRun, event: Disconnected): void {
  handleZkDisconnected(hostOf(run), event);
}

export function zooKeeperTimer(run: ConnectorRun, timer: ZkClientTimer): void {
  handleZkTimer(hostOf(run), timer);
}
