/**
 * Finds the coordinator of the group, and forgets it when it turns out to be another or not there
 * (org.apache.kafka.clients.consumer.internals.CoordinatorRequestManager).
 */

import type { Micros } from '../../../base/time.ts';
import { addressName } from '../../client/names.ts';
import { errorOf } from '../../errors.ts';
import type { FindCoordinatorResponse } from '../../messages.ts';
import * as delegate from './networkClientDelegate.ts';
import {
  canSendRequest,
  onFailedAttempt,
  onSendAttempt,
  onSuccessfulAttempt,
  remainingBackoff,
} from './requestState.ts';
import { type AsyncRun, changeCoordinator } from './run.ts';

export function poll(run: AsyncRun): void {
  const { request, node, isClosing } = run.async.coordinator;
  if (isClosing || node !== null || !canSendRequest(request, run.env.now)) return;
  changeCoordinator(run, { request: onSendAttempt(request) });
  const coordinatorKeys = [run.settings.groupId ?? ''];
  delegate.add(
    run,
    null,
    { type: 'FindCoordinatorRequest', correlationId: 0, keyType: 0, coordinatorKeys },
    { type: 'find coordinator' },
  );
}

/** When it looks again by itself; null: not before something happens. */
export function nextAt({ async, env }: AsyncRun): Micros | null {
  const { request, node, isClosing } = async.coordinator;
  if (isClosing || node !== null || request.isInFlight) return null;
  return env.now + remainingBackoff(request, env.now);
}

export function onResponse(run: AsyncRun, { coordinators }: FindCoordinatorResponse): void {
  changeCoordinator(run, { fatalError: null });
  const found = coordinators.find(({ key }) => key === run.settings.groupId);
  if (found === undefined || found.errorCode !== 'NONE') {
    const error = errorOf(found?.errorCode ?? 'UNKNOWN_SERVER_ERROR');
    failed(run, error.retriable ? null : `${error.name}: ${error.message}`);
    return;
  }
  const { nodeId } = found;
  const host = addressName(found.host, found.port);
  changeCoordinator(run, { node: { nodeId, host }, request: onSuccessfulAttempt(backoffs(run)) });
  const { client, settings } = run;
  run.out.fact({
    type: 'CoordinatorDiscovered',
    client: client.clientId,
    group: settings.groupId ?? '',
    broker: nodeId,
  });
}

export function onNoResponse(run: AsyncRun): void {
  changeCoordinator(run, { fatalError: null });
  failed(run, null);
}

function failed(run: AsyncRun, fatalError: string | null): void {
  changeCoordinator(run, { request: onFailedAttempt(run.async.coordinator.request, backoffs(run)), node: null });
  if (fatalError !== null) changeCoordinator(run, { fatalError });
}

function backoffs({ client, env }: AsyncRun): Parameters<typeof onSuccessfulAttempt>[0] {
  return { settings: client.settings, env, owner: 'find coordinator' };
}

export function markUnknown(run: AsyncRun): void {
  if (run.async.coordinator.node !== null) changeCoordinator(run, { node: null });
}

/** Whoever needs the coordinator is told why there is none, once. */
export function takeFatalError(run: AsyncRun): string | null {
  const { fatalError } = run.async.coordinator;
  if (fatalError !== null) changeCoordinator(run, { fatalError: null });
  return fatalError;
}
