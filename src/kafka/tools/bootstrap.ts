/**
 * `--bootstrap-server` of a tool: which brokers it means (org.apache.kafka.clients.ClientUtils.parseAndValidateAddresses).
 * Names that this network does not know are left out with a warning, as DNS would have it; none left is an error.
 */
import { Thrown } from './options/thrown.ts';

export interface Addresses {
  readonly hosts: readonly string[];
  readonly warnings: readonly string[];
}

export function addressesOf(text: string, known: readonly string[], config = 'bootstrap.servers'): Addresses {
  const hosts: string[] = [];
  const warnings: string[] = [];
  for (const address of text.split(',').map((part) => part.trim())) {
    if (address === '') continue;
    const [, host, port] = /^(?:.*:\/\/)?\[?([0-9a-zA-Z\-%._:]*)\]?:([0-9]+)$/.exec(address) ?? [];
    if (host === undefined || port === undefined) throw configException(`Invalid url in ${config}: ${address}`);
    if (known.includes(host)) hosts.push(host);
    else warnings.push(`Couldn't resolve server ${address} from ${config} as DNS resolution failed for ${host}`);
  }
  if (hosts.length > 0) return { hosts: [...new Set(hosts)], warnings };
  throw configException(`No resolvable bootstrap urls given in ${config}`);
}

function configException(message: string): Thrown {
  return new Thrown('org.apache.kafka.common.config.ConfigException', message);
}
