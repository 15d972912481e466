/**
 * Under which names brokers are known, and to whom: advertised.listeners of brokers, what DNS says (`network.names`), and
 * what a client alone knows (its `names`). A scenario that says nothing of names has clients for which every name leads to
 * its node.
 */
import { hostAndPort, type Names } from '../kafka/client/names.ts';
import { ADMIN, brokersOf, type Scenario } from './scenario.ts';

interface ClientSection {
  readonly bootstrap?: readonly string[] | undefined;
  readonly names?: NamesSection | undefined;
}

type NamesSection = Readonly<Record<string, string | readonly string[]>>;

/** bootstrap.servers, and where names lead, of one client. */
export interface Addresses {
  readonly bootstrap: readonly string[];
  readonly names?: Names;
}

export function addressesOf(scenario: Scenario, client: ClientSection | typeof ADMIN): Addresses {
  const brokers = brokersOf(scenario).map(({ name }) => name);
  const section: ClientSection = client === ADMIN ? {} : client;
  const bootstrap = section.bootstrap ?? brokers;
  if (!speaksOfNames(scenario)) return { bootstrap };
  const names: Record<string, readonly string[]> = {};
  for (const name of brokers) names[name] = [name];
  // Whoever administers the cluster is inside its network, where every advertised name leads to its broker.
  if (client === ADMIN) {
    for (const { name, advertised } of brokersOf(scenario))
      if (advertised !== undefined) names[portNamed(advertised)] = [name];
  } else {
    add(names, scenario.network?.names);
    add(names, section.names);
  }
  return { bootstrap, names };
}

/** `kafka:9092`, with its port in any case. */
function portNamed(address: string): string {
  const { host, port } = hostAndPort(address);
  return `${host}:${port}`;
}

function add(names: Record<string, readonly string[]>, section: NamesSection | undefined): void {
  for (const [name, to] of Object.entries(section ?? {})) names[name] = typeof to === 'string' ? [to] : to;
}

function speaksOfNames(scenario: Scenario): boolean {
  const clients: readonly ClientSection[] = [...(scenario.producers ?? []), ...(scenario.consumers ?? [])];
  return (
    scenario.network?.names !== undefined ||
    brokersOf(scenario).some(({ advertised }) => advertised !== undefined) ||
    clients.some(({ bootstrap, names }) => bootstrap !== undefined || names !== undefined)
  );
}
