/**
 * Fetches, when a poll wants them (org.apache.kafka.clients.consumer.internals.FetchRequestManager).
 */
import { get } from '../../../base/table.ts';
import { isUnavailable } from '../../client/connectionStates.ts';
import { sendFetches } from '../fetcher.ts';
import { isFetchableAndSubscribed } from '../subscription.ts';
import { type AsyncRun, changeAsync } from './run.ts';

export function createFetchRequests(run: AsyncRun): void {
  changeAsync(run, { areFetchesWanted: true });
}

export function poll(run: AsyncRun): void {
  if (!run.async.areFetchesWanted) return;
  const before = countInFlight(run);
  sendFetches(run);
  const sent = countInFlight(run) - before;
  // Those whose broker is being connected to go as soon as it is there.
  if (isAnythingUnsent(run)) return;
  changeAsync(run, { areFetchesWanted: false, isWoken: run.async.isWoken || sent === 0 });
}

/** Any answer wakes the poll() that waits, whether it brought records or not. */
export function noteAnswers(run: AsyncRun): void {
  const inFlight = countInFlight(run);
  const { fetchesInFlight, isWoken } = run.async;
  if (inFlight !== fetchesInFlight) {
    changeAsync(run, { fetchesInFlight: inFlight, isWoken: isWoken || inFlight < fetchesInFlight });
  }
}

function countInFlight({ client }: AsyncRun): number {
  let count = 0;
  for (const { inFlight } of client.connections.values) {
    for (const { request } of inFlight) if (request.type === 'FetchRequest') count++;
  }
  return count;
}

function isAnythingUnsent(run: AsyncRun): boolean {
  const { client, partitions, buffer, env } = run;
  const buffered = new Set(buffer.map(({ partition }) => partition));
  const hosts = new Set(buffer.map(({ host }) => host));
  for (const state of partitions.values) {
    const host = state.position?.currentLeader.leader?.host;
    if (!isFetchableAndSubscribed(run, state) || buffered.has(state.partition) || host === undefined || hosts.has(host))
      continue;
    const connection = get(client.connections, host);
    if (connection === undefined || isUnavailable(connection, env.now)) continue;
    if (!connection.inFlight.some(({ request }) => request.type === 'FetchRequest')) return true;
  }
  return false;
}
