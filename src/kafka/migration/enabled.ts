/** zookeeper.metadata.migration.enable: of a controller and of a broker, as its server.properties says (KIP-866). */
import type { ServerSetup } from '../kinds.ts';

export function isMigrationEnabled({ config }: ServerSetup): boolean {
  return config['zookeeper.metadata.migration.enable'] === true;
}
