/** What a request of an admin fails with (org.apache.kafka.common.errors.ApiException); it lives within a run. */
import { type ApiError, apiError } from '../../controller/apiError.ts';
import { type ErrorName, errorOf } from '../../errors.ts';
import {
  KeeperException,
  ZooKeeperClientExpiredException,
  ZooKeeperClientTimeoutException,
} from '../../zk/exceptions.ts';

export class ApiException extends Error {
  override readonly name = 'ApiException';
  readonly error: ErrorName;

  constructor(error: ErrorName, message: string) {
    super(message);
    this.error = error;
  }
}

/** ApiError.fromThrowable: of what nobody expected the words are kept back. What is ours is not caught. */
export function errorFrom(thrown: unknown): ApiError {
  if (thrown instanceof ApiException) {
    const { error, message } = thrown;
    if (error === 'UNKNOWN_SERVER_ERROR' || message === errorOf(error).message) return { error, message: null };
    return apiError(error, message);
  }
  const isKnown =
    thrown instanceof KeeperException ||
    thrown instanceof ZooKeeperClientExpiredException ||
    thrown instanceof ZooKeeperClientTimeoutException;
  if (!isKnown) throw thrown;
  return { error: 'UNKNOWN_SERVER_ERROR', message: null };
}
