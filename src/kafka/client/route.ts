/**
 * On the way to one broker: the addresses that its name led to, which of them is tried, and when that is given up
 * (org.apache.kafka.clients.ClusterConnectionStates.NodeConnectionState: currentAddress, moveToNextAddress,
 * resolveAddresses; KIP-302, KIP-601).
 */
import type { Micros } from '../../base/time.ts';
import type { KafkaEnv } from '../kinds.ts';
import { exponentialBackoff } from './exponentialBackoff.ts';
import { type Destination, isNode, type Names, REFUSED, resolve } from './names.ts';
import type { ClientSettings } from './settings.ts';

export interface Route {
  /** Empty: the name has to be looked up. */
  readonly addresses: readonly Destination[];
  readonly index: number;
  readonly lastAttempted: Destination | null;
  /** Since the last connection came about. */
  readonly failedAttempts: number;
  /** When the attempt comes to nothing, where that is known already; null: the network will tell. */
  readonly failsAt: Micros | null;
}

export const NO_ROUTE: Route = { addresses: [], index: 0, lastAttempted: null, failedAttempts: 0, failsAt: null };

/** How long it takes to be told that nobody listens. */
const REFUSAL: Micros = 200;

/** The next attempt: the next address, or the name looked up again; undefined: the name is not known. */
export function nextAttempt(
  route: Route,
  host: string,
  names: Names | null,
  settings: ClientSettings,
  env: KafkaEnv,
): Route | undefined {
  let { addresses, index } = route;
  if (addresses.length > 0) {
    index = (index + 1) % addresses.length;
    if (index === 0) addresses = [];
  }
  if (addresses.length === 0) {
    const resolved = resolve(names, host);
    if (resolved === undefined) return undefined;
    addresses = resolved;
    // Not the address again that has just been lost, if there is another.
    index = addresses.length > 1 && addresses[0] === route.lastAttempted ? 1 : 0;
  }
  const destination = addresses[index]!;
  const { failedAttempts } = route;
  return { addresses, index, lastAttempted: destination, failedAttempts, failsAt: failureAt(destination) };

  function failureAt(to: Destination): Micros | null {
    if (isNode(to)) return null;
    if (to === REFUSED) return env.now + REFUSAL;
    const { connectionSetupTimeout, connectionSetupTimeoutMax } = settings;
    const occasion = `connection setup ${host} ${env.now}`;
    return (
      env.now + exponentialBackoff(connectionSetupTimeout, connectionSetupTimeoutMax, failedAttempts, env, occasion)
    );
  }
}

export function established(route: Route): Route {
  return route.failedAttempts === 0 && route.failsAt === null ? route : { ...route, failedAttempts: 0, failsAt: null };
}

/** A lost connection has its name looked up again; an attempt that failed goes on to the next address. */
export function lost(route: Route, wasConnected: boolean): Route {
  const { lastAttempted, addresses, index, failedAttempts } = route;
  if (wasConnected) return { ...NO_ROUTE, lastAttempted };
  return { addresses, index, lastAttempted, failedAttempts: failedAttempts + 1, failsAt: null };
}
