/** What has been altered in a run up to the playhead, against its file: by kafka-configs, or in a server's own file. */

import { get } from '../base/table.ts';
import { newestImage } from '../frame/metadataFrames.ts';
import type { Recording } from '../frame/recording.ts';
import { formatConfigValue } from '../kafka/config/config.ts';
import type { ConfigDefinition, ConfigValue } from '../kafka/config/definitions.ts';
import { resourceConfig } from '../kafka/metadata/configurationsImage.ts';
import type { ConfigResourceType } from '../kafka/records.ts';
import type { ChangeOwnerKind } from '../scenario/schemaChange.ts';

/** Of a setting: as it is at the playhead; null: as the file has it. */
export type InForce = (definition: ConfigDefinition) => string | null;

const RESOURCES: Readonly<Partial<Record<ChangeOwnerKind, ConfigResourceType>>> = {
  cluster: 'BROKER',
  broker: 'BROKER',
  topic: 'TOPIC',
  group: 'GROUP',
};

export function inForce({ kernel, history }: Recording, kind: ChangeOwnerKind, name: string): InForce {
  const server = kernel.node(name);
  const began = history.world.nodes.find(({ id }) => id === name);
  const [now, before] = [server?.setup, began?.setup];
  const resource = RESOURCES[kind];
  const id = kind === 'broker' && now?.kind === 'server' ? String(now.nodeId) : name;
  const overrides =
    resource === undefined ? undefined : resourceConfig(newestImage(kernel.nodes).configs, resource, id);
  return ({ name: key, type }) => {
    const dynamic: ConfigValue | undefined = overrides && get(overrides, key);
    if (dynamic !== undefined) return dynamic === null ? null : formatConfigValue(type, dynamic);
    if (now?.kind !== 'server' || before?.kind !== 'server') return null;
    const edited = now.config[key];
    return edited === undefined || edited === null || edited === before.config[key]
      ? null
      : formatConfigValue(type, edited);
  };
}
