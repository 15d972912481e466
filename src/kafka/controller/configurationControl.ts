/**
 * Dynamic configs of topics, groups and brokers (org.apache.kafka.controller.ConfigurationControlManager; for the checks
 * kafka.server.ControllerConfigurationValidator, LogConfig, GroupConfig). What is about a broker the broker itself has
 * looked at before (broker/configAdminManager.ts). *Simplified:* set and delete only.
 */
import { entries, get } from '../../base/table.ts';
import { definitionOf, formatConfigValue } from '../config/config.ts';
import type { ConfigValue } from '../config/definitions.ts';
import { groupConfigProblem } from '../config/groupProblems.ts';
import { topicConfigProblem } from '../config/topicProblems.ts';
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
    if (resourceType !== 'BROKER' && isSame(resourceType, name, get(existing, name), value)) continue;
    records.push({ type: 'ConfigRecord', resourceType, resourceName, name, value });
  }
  const all = new Map<string, string>(
    entries(existing).map(([name, value]) => [name, textOf(resourceType, name, value)]),
  );
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

function isSame(type: ResourceType, name: string, current: ConfigValue | undefined, value: string | null): boolean {
  return current === undefined ? value === null : textOf(type, name, current) === value;
}

const SCOPE_OF = { TOPIC: 'topic', BROKER: 'server', GROUP: 'group' } as const;

function textOf(type: ResourceType, name: string, value: ConfigValue): string {
  const definition = definitionOf(SCOPE_OF[type], name);
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
  if (resourceType === 'GROUP') return validateGroup(state, resourceName, configs);
  if (resourceName === '') return apiError('INVALID_REQUEST', 'Default topic resources are not allowed.');
  const badName = invalidTopicName(resourceName);
  if (badName !== undefined) return apiError('INVALID_TOPIC_EXCEPTION', badName);
  const badConfig = topicConfigProblem(state.setup.config, configs);
  if (badConfig !== undefined) return apiError('INVALID_CONFIG', badConfig);
  if (isNewTopic || topicByName(state.image, resourceName) !== undefined) return NO_ERROR;
  return apiError('UNKNOWN_TOPIC_OR_PARTITION', `The topic '${resourceName}' does not exist.`);
}

function validateGroup({ setup }: ControllerState, name: string, configs: ReadonlyMap<string, string>): ApiError {
  if (name === '') return apiError('INVALID_REQUEST', 'Default group resources are not allowed.');
  const problem = groupConfigProblem(setup.config, configs);
  return problem === undefined ? NO_ERROR : apiError('INVALID_CONFIG', problem);
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

/** What a new cluster gets as its own dynamic default, so that ELR has one number to go by. */
export function staticMinInsyncReplicas({ setup }: ControllerState): number {
  return setup.config['min.insync.replicas'] as number;
}
