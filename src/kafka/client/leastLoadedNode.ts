/** Which broker to ask when any will do (org.apache.kafka.clients.NetworkClient.leastLoadedNode, LeastLoadedNode). */
import { get } from '../../base/table.ts';
import { type ClientRun, canSend } from './clientState.ts';
import { canConnect } from './connectionStates.ts';

/**
 * The broker to ask when any will do: a ready one with the fewest requests in flight, else one being connected to, else
 * the one not tried for longest (NetworkClient.leastLoadedNode).
 */
export function leastLoadedNode(run: ClientRun): { readonly host: string | undefined; readonly isAnyReady: boolean } {
  const { client, env } = run;
  const { brokers } = client.metadata;
  if (brokers.length === 0) return { host: undefined, isAnyReady: false };
  const offset = env.draw(`least loaded node ${env.self} ${client.lastCorrelationId} ${env.now}`, brokers.length);
  let isAnyReady = false;
  let readyHost: string | undefined;
  let fewest = Number.MAX_SAFE_INTEGER;
  let connecting: string | undefined;
  let connectable: string | undefined;
  let oldestAttempt = Number.MAX_SAFE_INTEGER;
  for (let place = 0; place < brokers.length; place++) {
    const { host } = brokers[(offset + place) % brokers.length]!;
    const connection = get(client.connections, host);
    isAnyReady ||= connection?.state === 'READY';
    if (canSend(client, connection)) {
      const inFlight = connection!.inFlight.length;
      if (inFlight < fewest) {
        fewest = inFlight;
        readyHost = host;
      }
    } else if (connection?.state === 'CONNECTING') {
      connecting = host;
    } else if (canConnect(connection, env.now)) {
      const attemptedAt = connection?.lastConnectAttemptAt ?? -1;
      if (attemptedAt < oldestAttempt) {
        oldestAttempt = attemptedAt;
        connectable = host;
      }
    }
  }
  return { host: readyHost ?? connecting ?? connectable, isAnyReady };
}
