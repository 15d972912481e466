/**
 * A change of settings comes to a broker first: what is about a broker it looks at itself, since it alone knows what it
 * was started with; then the controller writes it down.
 *
 * Kafka: kafka.server.ConfigAdminManager.preprocess. *Simplified:* one resource in a request; no loggers.
 */
import { entries } from '../../base/table.ts';
import { formatConfigValue } from '../config/config.ts';
import { dynamicConfigProblem, dynamicDefinitionOf } from '../config/dynamicBrokerConfigs.ts';
import type { IncrementalAlterConfigsRequest } from '../messages.ts';
import { resourceConfig } from '../metadata/configurationsImage.ts';
import { ownValues, sharedValues } from './dynamicConfig.ts';
import { forwardToController } from './forwarding.ts';
import { brokerId, type Work } from './work.ts';

export function handleIncrementalAlterConfigs(
  work: Work,
  connection: number,
  request: IncrementalAlterConfigsRequest,
): void {
  const errorMessage = request.resourceType === 'BROKER' ? brokerConfigProblem(work, request) : undefined;
  if (errorMessage === undefined) {
    forwardToController(work, connection, request);
    return;
  }
  const { correlationId } = request;
  const response = { type: 'IncrementalAlterConfigsResponse', correlationId } as const;
  work.out.reply(connection, { ...response, errorCode: 'INVALID_REQUEST', errorMessage });
}

/** What the broker itself has against it. */
export function brokerConfigProblem(
  work: Work,
  { resourceName, configs }: IncrementalAlterConfigsRequest,
): string | undefined {
  const isPerBroker = resourceName !== '';
  if (isPerBroker) {
    if (!/^[+-]?\d+$/.test(resourceName)) return `Node id must be an integer, but it is: ${resourceName}`;
    if (Number(resourceName) !== brokerId(work)) {
      return `Unexpected broker id, expected ${brokerId(work)}, but received ${resourceName}`;
    }
  }
  const { image, setup, config } = work.state;
  const own = new Map<string, string>();
  for (const [name, value] of entries(resourceConfig(image.configs, 'BROKER', resourceName))) {
    own.set(name, formatConfigValue(dynamicDefinitionOf(name)?.type ?? 'string', value));
  }
  for (const [name, value] of Object.entries(configs)) {
    if (value === null) own.delete(name);
    else own.set(name, value);
  }
  const others = isPerBroker ? sharedValues(work) : ownValues(work);
  return dynamicConfigProblem({ standing: setup.config, current: config, others, own, isPerBroker });
}
