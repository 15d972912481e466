/**
 * What a KRaft controller does in ZooKeeper while the metadata is being moved from there (KIP-866): it takes /controller, so
 * that no broker can, keeps in /migration how far it has come, and writes nothing that another controller could have written
 * meanwhile (kafka.zk.KafkaZkClient: tryRegisterKRaftControllerAsActiveController, getOrCreateMigrationState,
 * retryMigrationRequestsUntilConnected; org.apache.kafka.metadata.migration.ZkMigrationLeadershipState).
 */
import { MICROS_PER_MILLI, type Micros } from '../../base/time.ts';
import type { OpResult, ZooKeeperChange, ZooKeeperResult } from '../messages.ts';
import type { KafkaVersionRules } from '../versions.ts';
import { ControllerMovedException, KeeperException } from './exceptions.ts';
import { type ControllerEpoch, getControllerEpoch, getControllerRegistration } from './kafkaZkController.ts';
import { getData, throwUnless } from './kafkaZkRequests.ts';
import { now, request, requests, type ZkRequest, type ZkRun } from './run.ts';
import {
  decodeMigration,
  encodeController,
  encodeControllerEpoch,
  encodeMigration,
  type MigrationState,
} from './zkContents.ts';
import { UNKNOWN_VERSION } from './zkData.ts';
import { CONTROLLER, CONTROLLER_EPOCH, MIGRATION } from './zkPaths.ts';

export interface ZkMigrationLeadershipState extends MigrationState {
  /** When /migration was written last; -1: never. */
  readonly lastUpdated: Micros;
  readonly migrationZkVersion: number;
  /** Under which it writes: it has registered itself as the controller of ZooKeeper. -1: it has not. */
  readonly zkControllerEpoch: number;
  readonly zkControllerEpochZkVersion: number;
}

export const EMPTY_MIGRATION_STATE: ZkMigrationLeadershipState = {
  kraftControllerId: -1,
  kraftControllerEpoch: -1,
  kraftMetadataOffset: -1,
  kraftMetadataEpoch: -1,
  lastUpdated: -1,
  migrationZkVersion: UNKNOWN_VERSION,
  zkControllerEpoch: -1,
  zkControllerEpochZkVersion: UNKNOWN_VERSION,
};

export function initialZkMigrationComplete({ kraftMetadataOffset }: ZkMigrationLeadershipState): boolean {
  return kraftMetadataOffset > 0;
}

export function withUnknownZkController(state: ZkMigrationLeadershipState): ZkMigrationLeadershipState {
  const { zkControllerEpoch, zkControllerEpochZkVersion } = EMPTY_MIGRATION_STATE;
  return { ...state, zkControllerEpoch, zkControllerEpochZkVersion };
}

// ---- /controller --------------------------------------------------------------------------------------------------------------

/**
 * Its znode is persistent: it outlives sessions. undefined: somebody else has changed /controller or its epoch meanwhile, to be
 * tried again. A ControllerMovedException is thrown where a KRaft controller of this epoch or a later one has it.
 */
export function* tryRegisterKRaftControllerAsActiveController(
  kraftControllerId: number,
  kraftControllerEpoch: number,
  version: KafkaVersionRules,
): ZkRun<ControllerEpoch | undefined> {
  const at = yield* now();
  const current = yield* getControllerEpoch();
  const registered = yield* getControllerRegistration();
  if (registered?.kraftEpoch !== undefined && registered.kraftEpoch >= kraftControllerEpoch) {
    throw new ControllerMovedException(
      `Cannot register KRaft controller ${kraftControllerId} with epoch ${kraftControllerEpoch} as the current controller ` +
        `register in ZK has the same or newer epoch ${registered.kraftEpoch}.`,
    );
  }
  if (current === undefined) {
    throw new Error(
      `Cannot register KRaft controller ${kraftControllerId} since there is no ZK controller epoch present.`,
    );
  }
  const epoch = current.epoch + 1;
  const data = encodeController(kraftControllerId, at, version, kraftControllerEpoch);
  const removed: readonly ZooKeeperChange[] =
    registered === undefined ? [] : [{ op: 'delete', path: CONTROLLER, version: registered.zkVersion }];
  const result = yield* request({
    op: 'multi',
    ops: [
      { op: 'setData', path: CONTROLLER_EPOCH, data: encodeControllerEpoch(epoch), version: current.epochZkVersion },
      ...removed,
      { op: 'create', path: CONTROLLER, data, mode: 'PERSISTENT' },
    ],
  });
  if (result.code === 'OK') return { epoch, epochZkVersion: result.results![0]!.stat!.version };
  if (result.code === 'BADVERSION' || result.code === 'NONODE' || result.code === 'NODEEXISTS') return undefined;
  throw new KeeperException(result.code);
}

// ---- /migration ---------------------------------------------------------------------------------------------------------------

export function* getOrCreateMigrationState(initial: ZkMigrationLeadershipState): ZkRun<ZkMigrationLeadershipState> {
  const found = yield* getData(MIGRATION);
  if (found !== undefined) {
    return {
      ...EMPTY_MIGRATION_STATE,
      ...decodeMigration(found.data),
      lastUpdated: Math.floor(found.stat.mtime / MICROS_PER_MILLI) * MICROS_PER_MILLI,
      migrationZkVersion: found.stat.version,
    };
  }
  const asked: ZkRequest = { op: 'create', path: MIGRATION, data: encodeMigration(initial), mode: 'PERSISTENT' };
  throwUnless(yield* request(asked), asked);
  return { ...initial, migrationZkVersion: 0 };
}

export function* updateMigrationState(state: ZkMigrationLeadershipState): ZkRun<ZkMigrationLeadershipState> {
  const version = state.migrationZkVersion;
  const asked: ZkRequest = { op: 'setData', path: MIGRATION, data: encodeMigration(state), version };
  const result = yield* request(asked);
  throwUnless(result, asked);
  return { ...state, migrationZkVersion: result.stat!.version };
}

// ---- what it writes --------------------------------------------------------------------------------------------------------------

export interface MigrationWrites {
  /** Of /migration, which the last of them has written. */
  readonly migrationZkVersion: number;
  /** Each with its code. */
  readonly results: readonly ZooKeeperResult[];
}

/** Each holds only under the controller epoch and the /migration that it knows; the last one moves /migration on. */
export function* retryMigrationRequestsUntilConnected(
  changes: readonly ZooKeeperChange[],
  state: ZkMigrationLeadershipState,
): ZkRun<MigrationWrites> {
  const { migrationZkVersion: version, zkControllerEpochZkVersion: epochVersion } = state;
  if (changes.length === 0) return { migrationZkVersion: version, results: [] };
  if (epochVersion < 0) throw new Error(`Expected controller epoch zkVersion ${epochVersion} should be non-negative`);
  const checkEpoch: ZooKeeperChange = { op: 'check', path: CONTROLLER_EPOCH, version: epochVersion };
  const wrapped = changes.map((change, place): ZkRequest => {
    const isLast = place === changes.length - 1;
    const ofMigration: ZooKeeperChange = isLast
      ? { op: 'setData', path: MIGRATION, data: encodeMigration(state), version }
      : { op: 'check', path: MIGRATION, version };
    return { op: 'multi', ops: [checkEpoch, ofMigration, change] };
  });
  const answered = yield* requests(wrapped);
  const results = answered.map((result) => unwrapped(result, epochVersion, version));
  const last = answered[answered.length - 1]!.results![1]!;
  return { migrationZkVersion: last.stat?.version ?? version, results };
}

function unwrapped({ code, results }: ZooKeeperResult, epochVersion: number, version: number): ZooKeeperResult {
  if (results === undefined) throw new KeeperException(code);
  const [epoch, migration, changed] = results as readonly [OpResult, OpResult, OpResult];
  if (epoch.code === 'BADVERSION') {
    throw new ControllerMovedException(`Controller epoch zkVersion check fails. Expected zkVersion = ${epochVersion}`);
  }
  if (epoch.code !== 'OK') throw new KeeperException(epoch.code, CONTROLLER_EPOCH);
  if (migration.code === 'BADVERSION') {
    throw new MigrationConflict(
      `Check op on KRaft Migration ZNode failed. Sent zkVersion = ${version}. This indicates that another KRaft ` +
        'controller is making writes to ZooKeeper.',
    );
  }
  if (migration.code !== 'OK') throw new KeeperException(migration.code, MIGRATION);
  return { ...changed, code };
}

/** Two KRaft controllers write at the same time (a RuntimeException in Kafka). */
export class MigrationConflict extends Error {
  override readonly name = 'MigrationConflict';
}
