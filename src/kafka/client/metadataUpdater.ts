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
  client.metadata = rebootstrap(client.metadata, client.bootstrap);
  client.updateWantedSince = env.now;
}

export function askForMetadata(run: ClientRun, host: string): void {
  const { client, env } = run;
  const connection = get(client.connections, host);
  if (canSend(client, connection)) {
    const { topics, isPartial } = nextRequest(client.metadata, client.settings, env.now);
    const { requestVersion } = client.metadata;
    client.updateInProgress = { requestVersion, isPartial };
    dispatch(run, host, metadataRequest(run, topics, client.allowAutoTopicCreation), 'metadata');
  } else if (!isAnyConnecting(client) && canConnect(connection, env.now)) {
    initiateConnect(run, host);
  }
}

export function handleMetadataResponse(run: ClientRun, response: MetadataResponse): void {
  const { client, env } = run;
  const request = client.updateInProgress;
  if (request === null) return;
  if (response.brokers.length === 0) {
    failMetadataUpdate(run);
    return;
  }
  const before = client.metadata;
  client.metadata = update(before, request, response, env.now);
  client.updateInProgress = null;
  client.updateWantedSince = null;
  tellChangedLeaders(run, before);
}

export function failMetadataUpdate(run: ClientRun): void {
  const { client, env } = run;
  client.metadata = failedUpdate(client.metadata, env.now);
  client.updateInProgress = null;
}

export function tellChangedLeaders(run: ClientRun, before: Metadata): void {
  const leaders = changedLeaders(before, run.client.metadata);
  if (leaders !== undefined) run.out.fact({ type: 'MetadataUpdated', client: run.client.clientId, leaders });
}
