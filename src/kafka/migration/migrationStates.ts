/**
 * The states of the migration driver: how it moves from one to the next, and how it wakes itself to see what is to be done in
 * the one it is in (KRaftMigrationDriver: PollEvent, PollTimeSupplier, transitionTo, applyMigrationOperation).
 */
import { millis } from '../../base/time.ts';
import { once } from '../zk/run.ts';
import { driverOf, type MigrationHost, put, updateDriver } from './host.ts';
import type { Apply } from './kraftMigrationZkWriter.ts';
import { isOnChart } from './migrationChart.ts';
import type { LeaderAndEpoch, MigrationDriverState, MigrationEvent } from './state.ts';

// ---- polling ---------------------------------------------------------------------------------------------------------

/** What is to be done in this state; and again after a while, longer each time. */
export function poll(host: MigrationHost): null {
  const { state, leader, polls } = driverOf(host);
  const event = eventOf(state, leader);
  if (event !== undefined) put(host, event);
  updateDriver(host, { polls: polls + 1 });
  host.out.setTimer('migration/poll', pollBackoff(host, polls), { part: 'migration', type: 'poll' });
  return null;
}

function eventOf(state: MigrationDriverState, leader: LeaderAndEpoch): MigrationEvent | undefined {
  switch (state) {
    case 'UNINITIALIZED':
      return { type: 'RecoverMigrationStateFromZKEvent' };
    case 'WAIT_FOR_CONTROLLER_QUORUM':
      return { type: 'WaitForControllerQuorumEvent' };
    case 'WAIT_FOR_BROKERS':
      return { type: 'WaitForZkBrokersEvent' };
    case 'BECOME_CONTROLLER':
      return { type: 'BecomeZkControllerEvent', leader };
    case 'ZK_MIGRATION':
      return { type: 'MigrateMetadataEvent', leader };
    case 'SYNC_KRAFT_TO_ZK':
      return { type: 'SyncKRaftMetadataEvent', leader };
    case 'KRAFT_CONTROLLER_TO_BROKER_COMM':
      return { type: 'SendRPCsToBrokersEvent', leader };
    case 'INACTIVE':
    case 'DUAL_WRITE':
      return undefined;
  }
}

const BACKOFF_INITIAL_MS = 100;
const BACKOFF_MAX_MS = 60_000;

/** ExponentialBackoff(100, 2, 60000, 0.02) */
function pollBackoff({ env }: MigrationHost, polls: number): number {
  let delay = BACKOFF_INITIAL_MS;
  for (let times = 0; times < polls && delay < BACKOFF_MAX_MS; times++) delay *= 2;
  const jitter = env.draw(`migration poll ${env.self} ${env.now}`, 41) - 20;
  return millis(Math.min(BACKOFF_MAX_MS, delay + Math.trunc((delay * jitter) / 1000)));
}

// ---- states ----------------------------------------------------------------------------------------------------------

/** A leader that is elected again cannot begin anew from where it is: Kafka reports it as a fault, and so it stays. */
export function transitionTo(host: MigrationHost, to: MigrationDriverState): null {
  const { state: from } = driverOf(host);
  if (from === to || !isOnChart(from, to)) return null;
  updateDriver(host, { polls: 0, state: to });
  host.out.fact({ type: 'MigrationDriverStateChanged', id: host.setup.nodeId, from, to });
  put(host, { type: 'PollEvent' });
  return null;
}

/** applyMigrationOperation */
export function applying(host: MigrationHost): Apply {
  return function* (operation) {
    const before = yield* once(() => driverOf(host).leadership);
    const leadership = yield* operation(before);
    yield* once(() => {
      updateDriver(host, { leadership });
      return null;
    });
  };
}
