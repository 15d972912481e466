/**
 * One call of the Admin: sent, sent again after its backoff while the answer says so, given up at its deadline
 * (org.apache.kafka.clients.admin.KafkaAdminClient.Call.fail, default.api.timeout.ms, retry.backoff.ms).
 */
import { type Micros, millis } from '../../../base/time.ts';
import type { KafkaMessage } from '../../messages.ts';
import type { CallRequest, CallResult, CallTarget, Run, Shell } from '../program.ts';
import { timeoutException } from './exceptions.ts';

const DEFAULT_API_TIMEOUT: Micros = millis(60_000);
const RETRY_BACKOFF_MS = 100;
const RETRY_BACKOFF_MAX_MS = 1000;
const JITTER = 200;

export type ResponseTo<R extends CallRequest> = R extends { readonly type: `${infer Api}Request` }
  ? Extract<KafkaMessage, { readonly type: `${Api}Response` }>
  : never;

export interface Asked<R extends CallRequest> {
  /** The method of the Admin. */
  readonly name: string;
  readonly target: CallTarget;
  readonly request: R;
  /** An answer after which Kafka's client asks again. */
  readonly isRetriable?: (response: ResponseTo<R>) => boolean;
}

/** Throws Kafka's TimeoutException when there was no settled answer in time. */
export function* call<R extends CallRequest>(shell: Shell, asked: Asked<R>): Run<ResponseTo<R>> {
  const [response] = yield* callAll(shell, [asked]);
  return response!;
}

/** Several at once, as the Admin's futures allow; the answers come in the order of the requests. */
export function* callAll<R extends CallRequest>(
  shell: Shell,
  asked: readonly Asked<R>[],
  timeout: Micros = DEFAULT_API_TIMEOUT,
): Run<ResponseTo<R>[]> {
  const deadlineAt = shell.now + timeout;
  const responses = new Array<ResponseTo<R> | undefined>(asked.length).fill(undefined);
  for (let tries = 0; ; tries++) {
    const open = asked.flatMap((_, place) => (responses[place] === undefined ? [place] : []));
    if (open.length === 0) return responses as ResponseTo<R>[];
    const calls = open.map((place) => {
      const { name, target, request } = asked[place]!;
      return { name, target, request, deadlineAt };
    });
    const { results } = yield { type: 'calls', calls };
    let mayTryAgain = true;
    results.forEach((result, index) => {
      const place = open[index]!;
      const { isRetriable, name } = asked[place]!;
      const answer = settled<R>(result, isRetriable);
      if (answer !== undefined) responses[place] = answer;
      if (result.type === 'timeout') throw timedOut(name);
      mayTryAgain &&= shell.now < deadlineAt;
    });
    const left = asked.find((_, place) => responses[place] === undefined);
    if (left === undefined) continue;
    if (!mayTryAgain) throw timedOut(left.name);
    yield { type: 'sleep', until: Math.min(deadlineAt, shell.now + backoff(shell, left.name, tries)) };
  }
}

function settled<R extends CallRequest>(
  result: CallResult,
  isRetriable: Asked<R>['isRetriable'],
): ResponseTo<R> | undefined {
  if (result.type !== 'answered') return undefined;
  const response = result.response as ResponseTo<R>;
  return isRetriable?.(response) === true ? undefined : response;
}

function timedOut(name: string): Error {
  return timeoutException(`Timed out waiting for a node assignment. Call: ${name}`);
}

export function backoff(shell: Shell, occasion: string, tries: number): Micros {
  let term = RETRY_BACKOFF_MS;
  for (let attempt = 0; attempt < tries && term < RETRY_BACKOFF_MAX_MS; attempt++) term *= 2;
  term = Math.min(term, RETRY_BACKOFF_MAX_MS);
  const thousandths = 1000 - JITTER + shell.draw(`tool backoff ${occasion} ${tries} ${shell.now}`, 2 * JITTER);
  return Math.min(term * thousandths, millis(RETRY_BACKOFF_MAX_MS));
}
