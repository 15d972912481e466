/** An error with the words Kafka's tools print (org.apache.kafka.common.requests.ApiError). */
import { type ErrorName, errorOf } from '../errors.ts';

export interface ApiError {
  readonly error: ErrorName;
  readonly message: string | null;
}

export const NO_ERROR: ApiError = { error: 'NONE', message: null };

/** Without words of its own an error has those of its code. */
export function apiError(error: ErrorName, message: string = errorOf(error).message): ApiError {
  return { error, message };
}

export function isFailure({ error }: ApiError): boolean {
  return error !== 'NONE';
}
