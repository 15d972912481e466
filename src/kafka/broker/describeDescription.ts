/** The one text form of what administrators ask of a broker about the cluster. */
import { unreachable } from '../../base/assert.ts';
import type { DescriptionRequest, DescriptionResponse, KafkaMessage } from '../messages.ts';

type Description = DescriptionRequest | DescriptionResponse;

export function isDescription(message: KafkaMessage): message is Description {
  return /^Describe(Cluster|TopicPartitions|Configs|LogDirs)Re/.test(message.type);
}

const resource = (of: { readonly resourceType: string; readonly resourceName: string }): string =>
  `${of.resourceType} ${of.resourceName === '' ? 'default' : of.resourceName}`;

export function describeDescription(message: Description): string {
  switch (message.type) {
    case 'DescribeClusterRequest':
      return 'DescribeCluster';
    case 'DescribeClusterResponse':
      return `DescribeCluster [${message.brokers.map(({ brokerId }) => brokerId).join(',')}]`;
    case 'DescribeTopicPartitionsRequest':
      return `DescribeTopicPartitions ${message.topics.join(' ')}`;
    case 'DescribeTopicPartitionsResponse':
      return `DescribeTopicPartitions ${message.topics.map(({ name, partitions }) => `${name} ${partitions.length}`).join('; ')}`;
    case 'DescribeConfigsRequest':
      return `DescribeConfigs ${message.resources.map(resource).join('; ')}`;
    case 'DescribeConfigsResponse':
      return `DescribeConfigs ${message.results.map((result) => `${resource(result)} ${result.errorCode}`).join('; ')}`;
    case 'DescribeLogDirsRequest':
      return `DescribeLogDirs ${message.topics?.join(' ') ?? 'all'}`;
    case 'DescribeLogDirsResponse':
      return `DescribeLogDirs ${message.results.map(({ logDir, partitions }) => `${logDir} ${partitions.length}`).join('; ')}`;
    default:
      return unreachable(message);
  }
}
