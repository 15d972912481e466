/**
 * ZooKeeper as the old consumer uses it (kafka.utils.ZkUtils, ZKCheckedEphemeral; org.I0Itec.zkclient.ZkClient
 * .retryUntilConnected): an operation that meets a lost connection, or a session that has expired, is tried again until it
 * gets through, in whatever session there is by then.
 */
import type { KeeperCode, ZooKeeperResult } from '../../messages.ts';
import { codeMessage } from '../../zk/exceptions.ts';
import { request, requests, type ZkRequest, type ZkRun } from '../../zk/run.ts';

/** org.I0Itec.zkclient.exception.ZkException: ZkNoNodeException, ZkNodeExistsException … */
export class ZkException extends Error {
  readonly code: KeeperCode;

  constructor(code: KeeperCode, path: string) {
    super(`KeeperErrorCode = ${codeMessage(code)} for ${path}`);
    this.code = code;
  }
}

/** How long it waits for a new session before it looks again. */
const WAIT_FOR_RETRY = 100_000;

/** All at once; those of them that met a session that is over are asked again. */
function* asked(all: readonly ZkRequest[]): ZkRun<readonly ZooKeeperResult[]> {
  const results = [...(yield* requests(all))];
  while (results.some(isToBeRetried)) {
    yield { type: 'sleep', delay: WAIT_FOR_RETRY };
    const places = all.map((_, place) => place).filter((place) => isToBeRetried(results[place]!));
    const again = yield* requests(places.map((place) => all[place]!));
    places.forEach((place, nth) => {
      results[place] = again[nth]!;
    });
  }
  return results;
}

function isToBeRetried({ code }: ZooKeeperResult): boolean {
  return code === 'SESSIONEXPIRED' || code === 'CONNECTIONLOSS' || code === 'SESSIONMOVED';
}

function* askedOne(one: ZkRequest): ZkRun<ZooKeeperResult> {
  const [result] = yield* asked([one]);
  return result!;
}

/** Undefined: there is no such node. */
export function* readDataMaybeNull(path: string): ZkRun<string | undefined> {
  const result = yield* askedOne({ op: 'getData', path });
  if (result.code === 'NONODE') return undefined;
  if (result.code !== 'OK') throw new ZkException(result.code, path);
  return result.data ?? '';
}

export function* readData(path: string): ZkRun<string> {
  const data = yield* readDataMaybeNull(path);
  if (data === undefined) throw new ZkException('NONODE', path);
  return data;
}

export function* getChildren(path: string): ZkRun<readonly string[]> {
  const result = yield* askedOne({ op: 'getChildren', path });
  if (result.code !== 'OK') throw new ZkException(result.code, path);
  return result.children ?? [];
}

export function* getChildrenParentMayNotExist(path: string): ZkRun<readonly string[]> {
  const result = yield* askedOne({ op: 'getChildren', path });
  if (result.code === 'NONODE') return [];
  if (result.code !== 'OK') throw new ZkException(result.code, path);
  return result.children ?? [];
}

/** Sets a watch as well, where a handler is registered for the path: also on a node that there is not. */
export function* exists(path: string): ZkRun<boolean> {
  const result = yield* askedOne({ op: 'exists', path });
  return result.code === 'OK';
}

/** False: it was gone already. */
export function* deletePath(path: string): ZkRun<boolean> {
  const result = yield* askedOne({ op: 'delete', path, version: -1 });
  if (result.code !== 'OK' && result.code !== 'NONODE') throw new ZkException(result.code, path);
  return result.code === 'OK';
}

function* createParentPath(path: string): ZkRun<void> {
  const parent = path.slice(0, path.lastIndexOf('/'));
  if (parent === '') return;
  const result = yield* askedOne({ op: 'create', path: parent, data: '', mode: 'PERSISTENT' });
  if (result.code !== 'NONODE') return;
  yield* createParentPath(parent);
  yield* askedOne({ op: 'create', path: parent, data: '', mode: 'PERSISTENT' });
}

export function* updatePersistentPath(path: string, data: string): ZkRun<void> {
  const written = yield* askedOne({ op: 'setData', path, data, version: -1 });
  if (written.code === 'OK') return;
  if (written.code !== 'NONODE') throw new ZkException(written.code, path);
  yield* createParentPath(path);
  const created = yield* askedOne({ op: 'create', path, data, mode: 'PERSISTENT' });
  if (created.code === 'NODEEXISTS') yield* askedOne({ op: 'setData', path, data, version: -1 });
  else if (created.code !== 'OK') throw new ZkException(created.code, path);
}

/** Throws NODEEXISTS where somebody else has it; a node with the same text is our own, of a request that was repeated. */
export function* createEphemeralPathExpectConflict(path: string, data: string): ZkRun<void> {
  let created = yield* askedOne({ op: 'create', path, data, mode: 'EPHEMERAL' });
  if (created.code === 'NONODE') {
    yield* createParentPath(path);
    created = yield* askedOne({ op: 'create', path, data, mode: 'EPHEMERAL' });
  }
  if (created.code === 'OK') return;
  if (created.code !== 'NODEEXISTS') throw new ZkException(created.code, path);
  if ((yield* readDataMaybeNull(path)) !== data) throw new ZkException('NODEEXISTS', path);
}

/**
 * An ephemeral node and all above it, in one go; `sessionId`: the session there is now. A node of another session stands in
 * the way for good (ZKCheckedEphemeral.create).
 */
export function* createCheckedEphemeral(path: string, data: string, sessionId: () => ZkRun<number>): ZkRun<void> {
  const names = path.split('/').slice(1, -1);
  const parents = names.map((_, depth) => `/${names.slice(0, depth + 1).join('/')}`);
  const creations = parents.map((parent): ZkRequest => ({ op: 'create', path: parent, data: '', mode: 'PERSISTENT' }));
  const results = yield* requests([...creations, { op: 'create', path, data, mode: 'EPHEMERAL' }]);
  const { code } = results.at(-1)!;
  if (code === 'OK') return;
  if (code !== 'NODEEXISTS') throw new ZkException(code, path);
  const there = yield* request({ op: 'getData', path });
  if (there.code === 'NONODE') yield* createCheckedEphemeral(path, data, sessionId);
  else if (there.stat?.ephemeralOwner !== (yield* sessionId())) throw new ZkException('NODEEXISTS', path);
}
