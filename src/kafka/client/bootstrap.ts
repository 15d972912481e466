/**
 * bootstrap.servers: addresses that a client begins with, as far as their names are known to it
 * (org.apache.kafka.clients.ClientUtils.parseAndValidateAddresses; client.dns.lookup, KIP-235).
 */
import type { Config, KafkaOut } from '../kinds.ts';
import type { Metadata } from './metadata.ts';
import { addressName, hostAndPort, isNode, type Names, resolve } from './names.ts';

export interface ClientSetup {
  readonly clientId: string;
  readonly bootstrap: readonly string[];
  /** Absent: every name is a node's own. */
  readonly names?: Names;
  readonly config: Config;
}

export interface BootstrapAddresses {
  readonly bootstrap: readonly string[];
  readonly warnings: readonly string[];
  /** No name is known: the client cannot be made. null: it can. */
  readonly problem: string | null;
}

export function bootstrapAddresses({ bootstrap: urls, names: known, config }: ClientSetup): BootstrapAddresses {
  const names = known ?? null;
  const bootstrap: string[] = [];
  const warnings: string[] = [];
  const isCanonical = config['client.dns.lookup'] === 'resolve_canonical_bootstrap_servers_only';
  for (const url of urls) {
    const { host, port } = hostAndPort(url);
    const destinations = resolve(names, url);
    if (destinations === undefined) {
      const words = `Couldn't resolve server ${host}:${port} from bootstrap.servers`;
      warnings.push(`${words} as DNS resolution failed for ${host}`);
    } else if (isCanonical && names !== null) {
      // Each address by the name of its own that it leads back to.
      for (const destination of destinations)
        bootstrap.push(isNode(destination) ? destination : addressName(host, port));
    } else bootstrap.push(addressName(host, port));
  }
  const problem = bootstrap.length > 0 ? null : 'No resolvable bootstrap urls given in bootstrap.servers';
  return { bootstrap, warnings, problem };
}

/** What its constructor writes into the log of a client; null: it is made, else it throws this. */
export function announceBootstrap(setup: ClientSetup, out: KafkaOut): string | null {
  if (setup.names === undefined) return null;
  const { warnings, problem } = bootstrapAddresses(setup);
  for (const message of warnings) out.fact({ type: 'ClientWarned', client: setup.clientId, message });
  return problem;
}

/** Node.toString */
export function nodeText(metadata: Metadata, address: string): string {
  const { host, port } = hostAndPort(address);
  const broker = metadata.brokers.find((one) => one.host === address);
  return `${host}:${port} (id: ${broker?.nodeId ?? -1} rack: ${broker?.rack ?? null} isFenced: false)`;
}

export function nodeIdText({ brokers }: Metadata, address: string): string {
  return `${brokers.find(({ host }) => host === address)?.nodeId ?? -1}`;
}
