/**
 * What Kafka's calls to ZooKeeper throw (org.apache.zookeeper.KeeperException, kafka.zookeeper.ZooKeeperClientException,
 * org.apache.kafka.common.errors.ControllerMovedException). They live within a run and are never part of a state.
 */
import type { KeeperCode } from '../messages.ts';

/** KeeperException.getCodeMessage */
const NAMES: Readonly<Record<KeeperCode, string>> = {
  OK: 'ok',
  SYSTEMERROR: 'SystemError',
  RUNTIMEINCONSISTENCY: 'RuntimeInconsistency',
  CONNECTIONLOSS: 'ConnectionLoss',
  OPERATIONTIMEOUT: 'OperationTimeout',
  BADARGUMENTS: 'BadArguments',
  UNIMPLEMENTED: 'Unimplemented',
  NONODE: 'NoNode',
  BADVERSION: 'BadVersion',
  NOCHILDRENFOREPHEMERALS: 'NoChildrenForEphemerals',
  NODEEXISTS: 'NodeExists',
  NOTEMPTY: 'Directory not empty',
  SESSIONEXPIRED: 'Session expired',
  SESSIONMOVED: 'Session moved',
  INVALIDCALLBACK: 'Invalid callback',
  EPHEMERALONLOCALSESSION: 'Ephemeral node on local session',
};

export function codeMessage(code: KeeperCode): string {
  return NAMES[code];
}

export class KeeperException extends Error {
  /** Defined, not assigned: the prototype's own may be frozen. */
  override readonly name = 'KeeperException';
  readonly code: KeeperCode;
  readonly path: string | undefined;

  constructor(code: KeeperCode, path?: string, message = keeperMessage(code, path)) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

function keeperMessage(code: KeeperCode, path: string | undefined): string {
  return `KeeperErrorCode = ${codeMessage(code)}${path === undefined ? '' : ` for ${path}`}`;
}

/** Another controller has taken over: what this one wanted was not done. */
export class ControllerMovedException extends Error {
  override readonly name = 'ControllerMovedException';
}

export class ZooKeeperClientExpiredException extends Error {
  override readonly name = 'ZooKeeperClientExpiredException';

  constructor() {
    super('Session expired either before or while waiting for connection');
  }
}

export class ZooKeeperClientTimeoutException extends Error {
  override readonly name = 'ZooKeeperClientTimeoutException';

  constructor() {
    super('Timed out waiting for connection while in state: CONNECTING');
  }
}

export function isKeeperException(error: unknown, code?: KeeperCode): error is KeeperException {
  return error instanceof KeeperException && (code === undefined || error.code === code);
}
