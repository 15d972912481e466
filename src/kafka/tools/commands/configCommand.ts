/**
 * kafka-configs (kafka.admin.ConfigCommand). *Simplified:* topics, brokers and groups; no quotas, users, loggers. There is no
 * ListConfigResources: without a name, the groups are those that exist.
 */
import { put } from '../../../base/own.ts';
import { compareText } from '../../../base/sorted.ts';
import type { DescribedConfig } from '../../messages.ts';
import { describeCluster, describeConfigs, incrementalAlterConfigs } from '../admin/cluster.ts';
import { ApiException } from '../admin/exceptions.ts';
import { listGroups } from '../admin/groups.ts';
import { listTopics } from '../admin/topics.ts';
import { isOptionException } from '../options/optionParser.ts';
import { ExitTool, executionException, illegalArgument, messageOf, Thrown, textOf } from '../options/thrown.ts';
import type { Run, Shell } from '../program.ts';
import { type ConfigCommandOptions, configOptions } from './configOptions.ts';
import { readFile } from './files.ts';

export function* configCommand(shell: Shell): Run<number> {
  try {
    const command = configOptions(shell);
    const [type] = command.entityTypes;
    if (type !== 'topics' && type !== 'brokers' && type !== 'groups') {
      throw illegalArgument(
        `Tidemark has no settings of ${type}: the entity types it knows are topics, brokers and groups`,
      );
    }
    if (command.options.has('alter')) yield* alterConfig(command, type);
    else yield* describeConfig(command, type);
    return 0;
  } catch (error) {
    if (error instanceof ExitTool) throw error;
    const isPlain = error instanceof Thrown && error.javaClass === 'java.lang.IllegalArgumentException';
    if (isPlain || isOptionException(error)) shell.err(messageOf(error));
    else {
      shell.err(`Error while executing config command with args '${shell.args.join(' ')}'`);
      shell.err(textOf(error));
    }
    return 1;
  }
}

type EntityType = 'topics' | 'brokers' | 'groups';

const RESOURCE_TYPES = { topics: 'TOPIC', brokers: 'BROKER', groups: 'GROUP' } as const;

const singular = (type: EntityType): string => type.slice(0, -1);

// ---- alter --------------------------------------------------------------------------------------------------------------

function* alterConfig(command: ConfigCommandOptions, type: EntityType): Run<void> {
  const { shell, options, entityNames } = command;
  const name = entityNames[0]!;
  const configs: Record<string, string | null> = {
    ...Object.fromEntries(options.valuesOf('delete-config').map((text) => [text.trim(), null])),
    ...configsToAdd(command),
  };
  const resourceType = RESOURCE_TYPES[type];
  try {
    yield* incrementalAlterConfigs(shell, { resourceType, resourceName: name }, configs);
  } catch (error) {
    throw executionException(error);
  }
  if (name === '') shell.out(`Completed updating default config for ${type} in the cluster.`);
  else shell.out(`Completed updating config for ${singular(type)} ${name}.`);
}

/** A comma inside brackets does not end a value. */
const OUTSIDE_BRACKETS = '(?=[^\\]]*(?:\\[|$))';

function configsToAdd({ shell, options }: ConfigCommandOptions): Record<string, string> {
  const configs: Record<string, string> = {};
  const file = options.valueOf('add-config-file');
  if (file !== null) {
    for (const line of readFile(shell, file).split('\n')) {
      const [, key, value] = /^\s*([^#!=:\s][^=:\s]*)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
      if (key !== undefined) put(configs, key, value ?? '');
    }
  }
  const text = options.valueOf('add-config');
  if (text !== null) {
    const pairs = text
      .split(new RegExp(`,${OUTSIDE_BRACKETS}`))
      .map((pair) => pair.split(new RegExp(`\\s*=\\s*${OUTSIDE_BRACKETS}`)));
    if (pairs.some(({ length }) => length !== 2)) {
      throw illegalArgument(
        'requirement failed: Invalid entity config: all configs to be added must be in the format "key=val" or  ' +
          '"key=[val1,val2]" to group values which contain commas.',
      );
    }
    for (const [key, value] of pairs) put(configs, key!.trim(), value!.replace(/\[?\]?/g, '').trim());
  }
  const strange = Object.keys(configs).find((key) => !/^[$a-zA-Z0-9._-]*$/.test(key));
  if (strange !== undefined) throw illegalArgument(`Invalid character found for config key: ${strange}`);
  return configs;
}

// ---- describe -----------------------------------------------------------------------------------------------------------

function* describeConfig(command: ConfigCommandOptions, type: EntityType): Run<void> {
  const { shell, options, entityNames } = command;
  const describeAll = options.has('all');
  const [name] = entityNames;
  if (name !== undefined && !describeAll && !(yield* exists(shell, type, name))) {
    shell.out(`The ${singular(type)} '${name}' doesn't exist and doesn't have dynamic config.`);
    return;
  }
  const entities = name === undefined ? yield* allEntities(shell, type) : [name];
  for (const entity of entities) {
    const which = describeAll ? 'All' : 'Dynamic';
    if (entity === '') shell.out(`Default configs for ${type} in the cluster are:`);
    else shell.out(`${which} configs for ${singular(type)} ${entity} are:`);
    for (const config of yield* resourceConfigs(shell, type, entity, describeAll)) shell.out(configLine(config));
  }
}

function* exists(shell: Shell, type: EntityType, name: string): Run<boolean> {
  if (type === 'topics') return (yield* listTopics(shell, true)).some((topic) => topic.name === name);
  if (type === 'groups') {
    if ((yield* listGroups(shell, [], [])).some(({ groupId }) => groupId === name)) return true;
    return (yield* resourceConfigs(shell, type, name, false)).length > 0;
  }
  if (name === '') return true;
  return (yield* describeCluster(shell)).brokers.some(({ brokerId }) => String(brokerId) === name);
}

function* allEntities(shell: Shell, type: EntityType): Run<readonly string[]> {
  if (type === 'topics') return (yield* listTopics(shell, true)).map((topic) => topic.name);
  if (type === 'groups') return (yield* listGroups(shell, [], [])).map(({ groupId }) => groupId);
  const { brokers } = yield* describeCluster(shell);
  const ids = brokers.map(({ brokerId }) => brokerId).sort((a, b) => a - b);
  return [...ids.map(String), ''];
}

function* resourceConfigs(
  shell: Shell,
  type: EntityType,
  resourceName: string,
  describeAll: boolean,
): Run<readonly DescribedConfig[]> {
  const resourceType = RESOURCE_TYPES[type];
  const own =
    type === 'topics'
      ? 'DYNAMIC_TOPIC_CONFIG'
      : type === 'groups'
        ? 'DYNAMIC_GROUP_CONFIG'
        : resourceName === ''
          ? 'DYNAMIC_DEFAULT_BROKER_CONFIG'
          : 'DYNAMIC_BROKER_CONFIG';
  try {
    const [found] = yield* describeConfigs(shell, [{ resourceType, resourceName }], true);
    return found!.configs
      .filter(({ configSource }) => describeAll || configSource === own)
      .sort((a, b) => compareText(a.name, b.name));
  } catch (error) {
    throw error instanceof ApiException ? executionException(error) : error;
  }
}

function configLine({ name, value, isSensitive, synonyms }: DescribedConfig): string {
  const texts = synonyms.map((synonym) => `${synonym.source}:${synonym.name}=${synonym.value}`);
  return `  ${name}=${value} sensitive=${isSensitive} synonyms={${texts.join(', ')}}`;
}
