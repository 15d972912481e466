/**
 * Everything Kafka asks of ZooKeeper, under the names it has there (kafka.zk.KafkaZkClient): each is a part of a run
 * (`yield* zk.getTopicPartitionStates(partitions)`), and throws what Kafka's throws. Where a change names the version of
 * /controller_epoch it is made under, a controller that has been followed gets a ControllerMovedException.
 */
export * from './exceptions.ts';
export * from './kafkaZkBrokers.ts';
export * from './kafkaZkConfigs.ts';
export * from './kafkaZkController.ts';
export * from './kafkaZkHandlers.ts';
export * from './kafkaZkMigration.ts';
export * from './kafkaZkPartitions.ts';
export * from './kafkaZkRequests.ts';
export * from './kafkaZkTopics.ts';
