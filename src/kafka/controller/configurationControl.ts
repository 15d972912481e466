/**
 * Dynamic configs of topics and brokers (org.apache.kafka.controller.ConfigurationControlManager; for the checks
 * kafka.server.ControllerConfigurationValidator and org.apache.kafka.storage.internals.log.LogConfig).
 * *Simplified:* set and delete only; values of broker configs are not checked, which in Kafka the forwarding broker does.
 */
import { entries, get } from '../../base/table.ts';
import { configValue, definitionOf, formatConfigValue, listElements, parseConfigValue } from '../config/config.ts';
import type { ConfigDefinition, ConfigValue } from '../config/definitions.ts';
import type { IncrementalAlterConfigsRequest } from '../messages.ts';
import { type ConfigRecord, resourceConfig } from '../metadata/configurationsImage.ts';
import { brokerOf, isElrEnabled, topicByName } from '../metadata/image.ts';
import type { MetadataRecord } from '../records.ts';
import { type ApiError, apiError, isFailure, NO_ERROR } from './apiError.ts';
import type { Operation } from './controllerResult.ts';
import type { ControllerState } from './state.ts';
import { invalidTopicName } from './topicName.ts';

type ResourceType = ConfigRecord['resourceType'];
type ConfigChanges = Readonly<Record<string, string | null>>;

export type ConfigRecords =
  | { readonly ok: true; readonly records: readonly MetadataRecord[] }
  | { readonly ok: false; readonly error: ApiError };

export function incrementalAlterConfigs(state: ControllerState, request: IncrementalAlterConfigsRequest): Operation {
  const { correlationId, resourceType, resourceName, configs } = request;
  const result = alterConfigs(state, resourceType, resourceName, configs, false);
  const { error, message } = result.ok ? NO_ERROR : result.error;
  const response = {
    type: 'IncrementalAlterConfigsResponse',
    correlationId,
    errorCode: error,
    errorMessage: message,
  } as const;
  return { state, records: result.ok ? result.records : [], response };
}

export function alterConfigs(
  state: ControllerState,
  resourceType: ResourceType,
  resourceName: string,
  changes: ConfigChanges,
  isNewTopic: boolean,
): ConfigRecords {
  const existing = resourceConfig(state.image.configs, resourceType, resourceName);
  const records: ConfigRecord[] = [];
  for (const [name, value] of Object.entries(changes)) {
    // A broker gets the record even without a change: it makes it load the files the config points to.
    if (resourceType === 'TOPIC' && isSame(name, get(existing, name), value)) continue;
    records.push({ type: 'ConfigRecord', resourceType, resourceName, name, value });
  }
  const all = new Map<string, string>(entries(existing).map(([name, value]) => [name, textOf(name, value)]));
  for (const record of records) {
    const error = disallowed(state, record);
    if (isFailure(error)) return { ok: false, error };
    if (record.value === null) all.delete(record.name);
    else all.set(record.name, record.value);
  }
  const error = validate(state, resourceType, resourceName, all, isNewTopic);
  if (isFailure(error)) return { ok: false, error };
  return { ok: true, records: [...records, ...clearElrRecords(state, records)] };
}

function isSame(name: string, current: ConfigValue | undefined, value: string | null): boolean {
  return current === undefined ? value === null : textOf(name, current) === value;
}

function textOf(name: string, value: ConfigValue): string {
  const definition = definitionOf('topic', name);
  return definition === undefined ? String(value) : formatConfigValue(definition.type, value);
}

/** KIP-966: with another min ISR, what the ELR promised does not hold any more. */
function clearElrRecords({ image }: ControllerState, records: readonly ConfigRecord[]): MetadataRecord[] {
  if (!isElrEnabled(image)) return [];
  return records
    .filter(({ name }) => name === 'min.insync.replicas')
    .map(({ resourceType, resourceName }) => ({
      type: 'ClearElrRecord',
      topicName: resourceType === 'TOPIC' ? resourceName : '',
    }));
}

/** With ELR on, min.insync.replicas must be one number for all controllers: the cluster's, never a broker's own. */
function disallowed({ image }: ControllerState, { resourceType, resourceName, name, value }: ConfigRecord): ApiError {
  if (resourceType !== 'BROKER' || name !== 'min.insync.replicas' || !isElrEnabled(image)) return NO_ERROR;
  if (resourceName !== '') {
    return apiError('INVALID_CONFIG', `Broker-level ${name} cannot be altered while ELR is enabled.`);
  }
  if (value !== null) return NO_ERROR;
  return apiError('INVALID_CONFIG', `Cluster-level ${name} cannot be removed while ELR is enabled.`);
}

function validate(
  state: ControllerState,
  resourceType: ResourceType,
  resourceName: string,
  configs: ReadonlyMap<string, string>,
  isNewTopic: boolean,
): ApiError {
  if (resourceType === 'BROKER') return validateBroker(state, resourceName);
  if (resourceName === '') return apiError('INVALID_REQUEST', 'Default topic resources are not allowed.');
  const badName = invalidTopicName(resourceName);
  if (badName !== undefined) return apiError('INVALID_TOPIC_EXCEPTION', badName);
  const badConfig = invalidTopicConfig(state, configs);
  if (badConfig !== undefined) return apiError('INVALID_CONFIG', badConfig);
  if (isNewTopic || topicByName(state.image, resourceName) !== undefined) return NO_ERROR;
  return apiError('UNKNOWN_TOPIC_OR_PARTITION', `The topic '${resourceName}' does not exist.`);
}

function validateBroker({ image, setup }: ControllerState, name: string): ApiError {
  if (name === '') return NO_ERROR;
  if (!/^[+-]?\d+$/.test(name)) {
    return apiError('INVALID_REQUEST', 'Unable to parse broker name as a base 10 number.');
  }
  const id = Number(name);
  if (id < 0) return apiError('INVALID_REQUEST', 'Invalid negative broker ID.');
  if (brokerOf(image, id) !== undefined || setup.voters.some((voter) => voter.id === id)) return NO_ERROR;
  return apiError('BROKER_ID_NOT_REGISTERED', `No node with id ${id} found.`);
}

/** All names first, then each value, then what two values say together. */
function invalidTopicConfig({ setup }: ControllerState, configs: ReadonlyMap<string, string>): string | undefined {
  for (const name of configs.keys()) {
    if (definitionOf('topic', name) === undefined) return `Unknown topic config name: ${name}`;
  }
  for (const [name, value] of configs) {
    const problem = invalidValue(definitionOf('topic', name) as ConfigDefinition, value);
    if (problem !== undefined) return problem;
  }
  const lag = (name: string): number => {
    const own = configs.get(name);
    return own === undefined ? configuredLag(setup.config, name) : Number(own);
  };
  const [shortest, longest] = [lag('min.compaction.lag.ms'), lag('max.compaction.lag.ms')];
  if (shortest <= longest) return undefined;
  return `conflict topic config setting min.compaction.lag.ms (${shortest}) > max.compaction.lag.ms (${longest})`;
}

function configuredLag(config: ControllerState['setup']['config'], name: string): number {
  const synonym = definitionOf('topic', name)?.serverDefault;
  const value = synonym === undefined ? undefined : config[synonym];
  return typeof value === 'number' ? value : configValue<number>('topic', {}, name);
}

/** The words of Kafka's ConfigException (ConfigDef.parseType, Range, ValidString, ValidList). */
function invalidValue(definition: ConfigDefinition, value: string): string | undefined {
  const { name, type, min, max, oneOf } = definition;
  if (parseConfigValue('topic', name, value).ok) return undefined;
  const invalid = (shown: string, reason: string): string =>
    `Invalid value ${shown} for configuration ${name}: ${reason}`;
  const text = value.trim();
  if (type === 'boolean') return invalid(value, 'Expected value to be either true or false');
  if (type === 'int' || type === 'long' || type === 'short' || type === 'double') {
    const pattern = type === 'double' ? /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/ : /^[+-]?\d+$/;
    if (pattern.test(text)) {
      if (min !== undefined && Number(text) < min) return invalid(text, `Value must be at least ${min}`);
      if (max !== undefined && Number(text) > max) return invalid(text, `Value must be no more than ${max}`);
    }
    return invalid(value, `Not a number of type ${type.toUpperCase()}`);
  }
  if (oneOf === undefined) return invalid(value, 'not allowed');
  const wrong =
    type === 'list' ? (listElements(text).find((element) => !oneOf.includes(element.trim())) ?? text) : text;
  return invalid(wrong, `String must be one of: ${oneOf.join(', ')}`);
}

/** What a new cluster gets as its own dynamic default, so that ELR has one number to go by. */
export function staticMinInsyncReplicas({ setup }: ControllerState): number {
  return setup.config['min.insync.replicas'] as number;
}
