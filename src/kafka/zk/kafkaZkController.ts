/**
 * Who is the controller (kafka.zk.KafkaZkClient: registerControllerAndIncrementControllerEpoch, getControllerId,
 * getControllerEpoch, deleteController).
 */
import type { KeeperCode, ZooKeeperResult } from '../messages.ts';
import type { KafkaVersionRules } from '../versions.ts';
import { ControllerMovedException, KeeperException } from './exceptions.ts';
import { checkedEphemeralCreate } from './kafkaZkBrokers.ts';
import { changeUnderEpoch, getData } from './kafkaZkRequests.ts';
import { now, request, type ZkRun } from './run.ts';
import {
  type ControllerRegistration,
  decodeController,
  decodeControllerEpoch,
  encodeController,
  encodeControllerEpoch,
  INITIAL_CONTROLLER_EPOCH,
  INITIAL_CONTROLLER_EPOCH_ZK_VERSION,
} from './zkContents.ts';
import { MATCH_ANY_VERSION } from './zkData.ts';
import { CONTROLLER, CONTROLLER_EPOCH } from './zkPaths.ts';

export interface ControllerEpoch {
  readonly epoch: number;
  /** Of /controller_epoch. */
  readonly epochZkVersion: number;
}

export function* getControllerRegistration(): ZkRun<ControllerRegistration | undefined> {
  const found = yield* getData(CONTROLLER);
  return found === undefined ? undefined : decodeController(found.data, found.stat.version);
}

export function* getControllerId(): ZkRun<number | undefined> {
  return (yield* getControllerRegistration())?.broker;
}

export function* getControllerEpoch(): ZkRun<ControllerEpoch | undefined> {
  const found = yield* getData(CONTROLLER_EPOCH);
  if (found === undefined) return undefined;
  return { epoch: decodeControllerEpoch(found.data), epochZkVersion: found.stat.version };
}

/**
 * Both at once, so that there is one controller an epoch (KAFKA-6082). Throws a ControllerMovedException where somebody else
 * was first; NODEEXISTS may also come of an attempt of its own whose answer was lost.
 */
export function* registerControllerAndIncrementControllerEpoch(
  controllerId: number,
  version: KafkaVersionRules,
): ZkRun<ControllerEpoch> {
  const at = yield* now();
  const current = (yield* getControllerEpoch()) ?? (yield* maybeCreateControllerEpoch());
  const epoch = current.epoch + 1;
  const result = yield* request({
    op: 'multi',
    ops: [
      { op: 'create', path: CONTROLLER, data: encodeController(controllerId, at, version), mode: 'EPHEMERAL' },
      { op: 'setData', path: CONTROLLER_EPOCH, data: encodeControllerEpoch(epoch), version: current.epochZkVersion },
    ],
  });
  if (result.code === 'OK') return { epoch, epochZkVersion: result.results![1]!.stat!.version };
  if (result.code !== 'NODEEXISTS' && result.code !== 'BADVERSION') throw new KeeperException(result.code);
  return yield* checkControllerAndEpoch(controllerId, epoch);
}

function* checkControllerAndEpoch(controllerId: number, newEpoch: number): ZkRun<ControllerEpoch> {
  const current = yield* getControllerId();
  if (current === undefined) {
    throw new ControllerMovedException(
      `The ephemeral node at ${CONTROLLER} went away while checking whether the controller election succeeds.`,
    );
  }
  if (current === controllerId) {
    const found = yield* getControllerEpoch();
    if (found === undefined)
      throw new Error(`${CONTROLLER_EPOCH} existed before but goes away while trying to read it`);
    // The same epoch can be no other round's: each makes it larger.
    if (found.epoch === newEpoch) return found;
  }
  throw new ControllerMovedException('Controller moved to another broker. Aborting controller startup procedure');
}

function* maybeCreateControllerEpoch(): ZkRun<ControllerEpoch> {
  const { code } = yield* createControllerEpochRaw(INITIAL_CONTROLLER_EPOCH);
  if (code === 'OK') return { epoch: INITIAL_CONTROLLER_EPOCH, epochZkVersion: INITIAL_CONTROLLER_EPOCH_ZK_VERSION };
  if (code !== 'NODEEXISTS') throw new KeeperException(code);
  const found = yield* getControllerEpoch();
  if (found === undefined) throw new Error(`${CONTROLLER_EPOCH} existed before but goes away while trying to read it`);
  return found;
}

export function* setControllerEpochRaw(epoch: number, epochZkVersion: number): ZkRun<ZooKeeperResult> {
  const data = encodeControllerEpoch(epoch);
  return yield* request({ op: 'setData', path: CONTROLLER_EPOCH, data, version: epochZkVersion });
}

export function* createControllerEpochRaw(epoch: number): ZkRun<{ readonly code: KeeperCode }> {
  const data = encodeControllerEpoch(epoch);
  return yield* request({ op: 'create', path: CONTROLLER_EPOCH, data, mode: 'PERSISTENT' });
}

/** Before KAFKA-6082 /controller was created alone, and the epoch raised by another request. NODEEXISTS is thrown. */
export function* registerController(controllerId: number, version: KafkaVersionRules): ZkRun<void> {
  const at = yield* now();
  yield* checkedEphemeralCreate(CONTROLLER, encodeController(controllerId, at, version), version);
}

/** Whoever's it is. */
export function* deleteController(expectedControllerEpochZkVersion: number): ZkRun<void> {
  yield* changeUnderEpoch(
    { op: 'delete', path: CONTROLLER, version: MATCH_ANY_VERSION },
    expectedControllerEpochZkVersion,
  );
}
