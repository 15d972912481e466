/** What the Admin says about brokers and settings (KafkaAdminClient: describeCluster, describeConfigs, alter…). */

import type { DescribeClusterResponse, DescribeConfigsResponse, DescribedConfig } from '../../messages.ts';
import type { ConfigResourceType } from '../../records.ts';
import type { CallTarget, Run, Shell } from '../program.ts';
import { call, callAll } from './call.ts';
import { ApiException } from './exceptions.ts';

const ANY = { type: 'least-loaded' } as const;

export interface ConfigResource {
  readonly resourceType: ConfigResourceType;
  readonly resourceName: string;
}

export interface ResourceConfigs extends ConfigResource {
  readonly configs: readonly DescribedConfig[];
}

export function* describeCluster(shell: Shell): Run<DescribeClusterResponse> {
  const request = { type: 'DescribeClusterRequest' } as const;
  const response = yield* call(shell, { name: 'listNodes', target: ANY, request });
  if (response.errorCode !== 'NONE') throw new ApiException(response.errorCode);
  return response;
}

/** What is about one broker is asked of that one. */
function nodeFor({ resourceType, resourceName }: ConfigResource): CallTarget {
  const isOne = resourceType === 'BROKER' && /^\d+$/.test(resourceName);
  return isOne ? { type: 'broker', id: Number(resourceName) } : ANY;
}

export function* describeConfigs(
  shell: Shell,
  resources: readonly ConfigResource[],
  includeSynonyms = false,
): Run<readonly ResourceConfigs[]> {
  const shared = resources.filter((resource) => nodeFor(resource).type !== 'broker');
  const single = resources.filter((resource) => nodeFor(resource).type === 'broker');
  const batches = [...(shared.length > 0 ? [shared] : []), ...single.map((resource) => [resource])];
  const responses: readonly DescribeConfigsResponse[] = yield* callAll(
    shell,
    batches.map((batch) => ({
      name: 'describeConfigs',
      target: nodeFor(batch[0]!),
      request: { type: 'DescribeConfigsRequest' as const, resources: batch, includeSynonyms },
    })),
  );
  return responses.flatMap(({ results }) =>
    results.map(({ errorCode, errorMessage, ...result }) => {
      if (errorCode !== 'NONE') throw new ApiException(errorCode, errorMessage);
      return result;
    }),
  );
}

/** Throws what the controller says against it. */
export function* incrementalAlterConfigs(
  shell: Shell,
  resource: ConfigResource,
  configs: Readonly<Record<string, string | null>>,
): Run<void> {
  const node = nodeFor(resource);
  const request = { type: 'IncrementalAlterConfigsRequest', ...resource, configs } as const;
  const response = yield* call(shell, {
    name: 'incrementalAlterConfigs',
    target: node,
    request,
    isRetriable: ({ errorCode }) => errorCode === 'NOT_CONTROLLER' || errorCode === 'REQUEST_TIMED_OUT',
  });
  if (response.errorCode !== 'NONE') throw new ApiException(response.errorCode, response.errorMessage);
}
