/**
 * The ground of KafkaZkClient: requests that are tried until there is a connection, the check of /controller_epoch around the
 * changes of a controller, and what it does with paths alone (kafka.zk.KafkaZkClient: retryRequestsUntilConnected,
 * wrapRequestWithControllerEpochCheck, createRecursive, deleteRecursive, conditionalUpdatePath).
 */
import type { KeeperCode, ZnodeStat, ZooKeeperChange, ZooKeeperResult } from '../messages.ts';
import { ControllerMovedException, KeeperException } from './exceptions.ts';
import { request, requests, type ZkRequest, type ZkRun } from './run.ts';
import { MATCH_ANY_VERSION, UNKNOWN_VERSION } from './zkData.ts';
import { CONTROLLER_EPOCH } from './zkPaths.ts';

export function exceptionOf({ code }: ZooKeeperResult, asked?: ZkRequest): KeeperException {
  return new KeeperException(code, asked !== undefined && 'path' in asked ? asked.path : undefined);
}

/** AsyncResponse.maybeThrow; `allowed`: codes that the caller knows what to do with. */
export function throwUnless(result: ZooKeeperResult, asked: ZkRequest, ...allowed: readonly KeeperCode[]): void {
  if (result.code !== 'OK' && !allowed.includes(result.code)) throw exceptionOf(result, asked);
}

// ---- changes that need the controller epoch they were made under ------------------------------------------------------------

/**
 * Changes with their code each; a ControllerMovedException if /controller_epoch is no longer of that version. -1: unchecked.
 */
export function* changesUnderEpoch(
  changes: readonly ZooKeeperChange[],
  expectedControllerEpochZkVersion: number,
): ZkRun<readonly ZooKeeperResult[]> {
  if (expectedControllerEpochZkVersion === MATCH_ANY_VERSION) return yield* requests(changes);
  if (expectedControllerEpochZkVersion < 0) {
    throw new Error(
      `Expected controller epoch zkVersion ${expectedControllerEpochZkVersion} should be non-negative or -1`,
    );
  }
  const check: ZooKeeperChange = { op: 'check', path: CONTROLLER_EPOCH, version: expectedControllerEpochZkVersion };
  const wrapped = changes.map((change): ZkRequest => ({ op: 'multi', ops: [check, change] }));
  const results = yield* requests(wrapped);
  return results.map((result) => unwrapped(result, expectedControllerEpochZkVersion));
}

function unwrapped({ code, results }: ZooKeeperResult, expectedVersion: number): ZooKeeperResult {
  if (results === undefined) throw new KeeperException(code);
  const [checked, changed] = results;
  if (checked!.code === 'BADVERSION') {
    throw new ControllerMovedException(
      `Controller epoch zkVersion check fails. Expected zkVersion = ${expectedVersion}`,
    );
  }
  if (checked!.code !== 'OK') throw new KeeperException(checked!.code, CONTROLLER_EPOCH);
  return { ...changed!, code };
}

export function* changeUnderEpoch(
  change: ZooKeeperChange,
  expectedControllerEpochZkVersion: number = MATCH_ANY_VERSION,
): ZkRun<ZooKeeperResult> {
  const [result] = yield* changesUnderEpoch([change], expectedControllerEpochZkVersion);
  return result!;
}

// ---- reading ----------------------------------------------------------------------------------------------------------------

/** One znode each: undefined where there is none. Anything else is thrown. */
export function* getDataOfAll(
  paths: readonly string[],
): ZkRun<readonly ({ readonly data: string | null; readonly stat: ZnodeStat } | undefined)[]> {
  const asked = paths.map((path): ZkRequest => ({ op: 'getData', path }));
  const results = yield* requests(asked);
  return results.map((result, place) => {
    throwUnless(result, asked[place]!, 'NONODE');
    return result.code === 'OK' ? { data: result.data!, stat: result.stat! } : undefined;
  });
}

export function* getData(path: string): ZkRun<{ readonly data: string | null; readonly stat: ZnodeStat } | undefined> {
  const [found] = yield* getDataOfAll([path]);
  return found;
}

/** getDataAndVersion: null and UNKNOWN_VERSION where there is none. */
export function* getDataAndVersion(path: string): ZkRun<{ readonly data: string | null; readonly version: number }> {
  const found = yield* getData(path);
  return found === undefined
    ? { data: null, version: UNKNOWN_VERSION }
    : { data: found.data, version: found.stat.version };
}

/** None where there is no such znode. In ZooKeeper's order: of no meaning. */
export function* getChildren(path: string, registerWatch = true): ZkRun<readonly string[]> {
  const asked: ZkRequest = { op: 'getChildren', path, registerWatch };
  const result = yield* request(asked);
  throwUnless(result, asked, 'NONODE');
  return result.children ?? [];
}

export function* pathExists(path: string): ZkRun<boolean> {
  const asked: ZkRequest = { op: 'exists', path };
  const result = yield* request(asked);
  throwUnless(result, asked, 'NONODE');
  return result.code === 'OK';
}

// ---- changing ---------------------------------------------------------------------------------------------------------------

export interface ConditionalUpdate {
  readonly succeeded: boolean;
  /** UNKNOWN_VERSION where it did not. */
  readonly version: number;
}

/**
 * False where the znode is of another version, or there is none. With a checker: it decides what a wrong version means, for
 * the change may have been this client's own, sent again after a lost connection.
 */
export function* conditionalUpdatePath(
  path: string,
  data: string,
  expectVersion: number,
  checker?: (path: string, data: string) => ZkRun<ConditionalUpdate>,
): ZkRun<ConditionalUpdate> {
  const asked: ZkRequest = { op: 'setData', path, data, version: expectVersion };
  const result = yield* request(asked);
  throwUnless(result, asked, 'BADVERSION', 'NONODE');
  if (result.code === 'OK') return { succeeded: true, version: result.stat!.version };
  if (result.code === 'BADVERSION' && checker !== undefined) return yield* checker(path, data);
  return { succeeded: false, version: UNKNOWN_VERSION };
}

/** The znode and those above it that are missing. */
export function* createRecursive(path: string, data: string | null = null, throwIfPathExists = true): ZkRun<void> {
  const asked: ZkRequest = { op: 'create', path, data, mode: 'PERSISTENT' };
  const result = yield* request(asked);
  if (result.code === 'NONODE') {
    yield* createParents(parentPath(path));
    const again = yield* request(asked);
    if (throwIfPathExists || again.code !== 'NODEEXISTS') throwUnless(again, asked);
  } else if (throwIfPathExists || result.code !== 'NODEEXISTS') throwUnless(result, asked);
}

function* createParents(path: string): ZkRun<void> {
  const asked: ZkRequest = { op: 'create', path, data: null, mode: 'PERSISTENT' };
  const result = yield* request(asked);
  if (result.code === 'NONODE') {
    yield* createParents(parentPath(path));
    throwUnless(yield* request(asked), asked, 'NODEEXISTS');
  } else throwUnless(result, asked, 'NODEEXISTS');
}

function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

export function* makeSurePersistentPathExists(path: string): ZkRun<void> {
  yield* createRecursive(path, null, false);
}

/** The full path it got, with its number. */
export function* createSequentialPersistentPath(path: string, data: string): ZkRun<string> {
  const asked: ZkRequest = { op: 'create', path, data, mode: 'PERSISTENT_SEQUENTIAL' };
  const result = yield* request(asked);
  throwUnless(result, asked);
  return result.path!;
}

/** A znode and all below it, one after the other; false: there was none. */
export function* deleteRecursive(path: string, expectedControllerEpochZkVersion = MATCH_ANY_VERSION): ZkRun<boolean> {
  const asked: ZkRequest = { op: 'getChildren', path };
  const result = yield* request(asked);
  throwUnless(result, asked, 'NONODE');
  if (result.code === 'NONODE') return false;
  for (const child of result.children!) yield* deleteRecursive(`${path}/${child}`, expectedControllerEpochZkVersion);
  const change: ZooKeeperChange = { op: 'delete', path, version: MATCH_ANY_VERSION };
  throwUnless(yield* changeUnderEpoch(change, expectedControllerEpochZkVersion), change, 'NONODE');
  return true;
}

export function* deletePath(
  path: string,
  expectedControllerEpochZkVersion = MATCH_ANY_VERSION,
  recursiveDelete = true,
): ZkRun<void> {
  if (recursiveDelete) {
    yield* deleteRecursive(path, expectedControllerEpochZkVersion);
    return;
  }
  const change: ZooKeeperChange = { op: 'delete', path, version: MATCH_ANY_VERSION };
  throwUnless(yield* changeUnderEpoch(change, expectedControllerEpochZkVersion), change, 'NONODE');
}

/** Many at once; what becomes of each is not looked at, but that the controller is still the same. */
export function* deleteAll(paths: readonly string[], expectedControllerEpochZkVersion: number): ZkRun<void> {
  const changes = paths.map((path): ZooKeeperChange => ({ op: 'delete', path, version: MATCH_ANY_VERSION }));
  yield* changesUnderEpoch(changes, expectedControllerEpochZkVersion);
}
