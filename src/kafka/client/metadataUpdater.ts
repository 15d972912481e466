/**
 * Keeps a client's metadata fresh: whom it asks, and what it makes of the answer (org.apache.kafka.clients.NetworkClient.
 * DefaultMetadataUpdater).
 */
import { get } from '../../base/table.ts';
import type { MetadataResponse } from '../messages.ts';
import { type ClientRun, canSend, dispatch, initiateConnect, isAnyConnecting, metadataRequest } from './clientState.ts';
import { canConnect } from './connectionStates.ts';
import { failedUpdate, type Metadata, nextRequest, rebootstrap } from './metadata.ts';
import { changedLeaders, update } from './metadataUpdate.ts';

export function startOver(run: ClientRun): void {
  const { client, env } = run;
  run.client = {
    ...client,
    metadata: rebootstrap(client.metadata, client.bootstrap),
    updateWantedSince: env.now,
  };
}

export function askForMetadata(run: ClientRun, host: string): void {
  const { client, env } = run;
  const connection = get(client.connections, host);
  if (canSend(client, connection)) {
    const { topics, isPartial } = nextRequest(client.metadata, client.settings, env.now);
    const { requestVersion } = client.metadata;
    run.client = { ...client, updateInProgress: { requestVersion, isPartial } };
    dispatch(run, host, metadataRequest(topics, client.allowAutoTopicCreation), 'metadata');
  } else if (!isAnyConnecting(client) && canConnect(connection, env.now)) {
    initiateConnect(run, host);
  }
}

export function handleMetadataResponse(run: ClientRun, response: MetadataResponse): void {
  const request = run.client.updateInProgress;
  if (request === null) return;
  if (response.brokers.length === 0) {
    failMetadataUpdate(run);
    return;
  }
  const before = run.client.metadata;
  const after = update(before, request, response, run.env.now);
  run.client = { ...run.client, metadata: after, updateInProgress: null, updateWantedSince: null };
  tellChangedLeaders(run, before);
}

export function failMetadataUpdate(run: ClientRun): void {
  const { client, env } = run;
  run.client = { ...client, metadata: failedUpdate(client.metadata, env.now), updateInProgress: null };
}

export function tellChangedLeaders(run: ClientRun, before: Metadata): void {
  const leaders = changedLeaders(before, run.client.metadata);
  if (leaders !== undefined) run.out.fact({ type: 'MetadataUpdated', client: run.client.clientId, leaders });
}
