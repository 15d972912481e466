/**
 * DescribeCluster: the brokers that are alive, as far as this one has heard.
 *
 * Kafka: kafka.server.KafkaApis.handleDescribeCluster. `controllerId` as in Metadata.
 */
import type { DescribeClusterRequest } from '../messages.ts';
import { clientListener } from '../metadata/image.ts';
import { controllerIdFor } from './handleMetadata.ts';
import type { Work } from './work.ts';

export function handleDescribeCluster(work: Work, connection: number, request: DescribeClusterRequest): void {
  const { image, setup } = work.state;
  const { correlationId } = request;
  const brokers = image.brokers.values
    .filter(({ fenced, listeners }) => !fenced && listeners.length > 0)
    .map((broker) => {
      const { host, port } = clientListener(broker)!;
      return { brokerId: broker.id, host, port, rack: broker.rack };
    });
  const name = `controllerId of a description ${work.env.self} ${work.env.now} ${connection} ${correlationId}`;
  const controllerId = controllerIdFor(work, name);
  work.out.reply(connection, {
    type: 'DescribeClusterResponse',
    correlationId,
    errorCode: 'NONE',
    clusterId: setup.clusterId,
    controllerId,
    brokers,
  });
}
