/** Producers and consumers: the topics and partitions they name, their settings. */
import { partitionOf, topicOf } from '../../kafka/topicPartition.ts';
import { CLIENTS_SAY } from '../says/clients.ts';
import { NAMES_SAY } from '../says/names.ts';
import { guessed, perhaps } from '../says/words.ts';
import type { Scenario } from '../scenario.ts';
import type { Path } from '../shape.ts';
import { checkConfig, checkContradictions } from './checkConfig.ts';
import { checkConsumer } from './checkConsumers.ts';
import type { Names, Report } from './report.ts';

export function checkClients(scenario: Scenario, names: Names, report: Report): void {
  (scenario.producers ?? []).forEach((producer, place) => {
    const path = ['producers', place];
    checkConfig('producer', producer.config, [...path, 'config'], report);
    checkContradictions('producer', producer.config, [...path, 'config'], report);
    checkStart(producer.start, path, scenario, report);
    (producer.send ?? []).forEach((send, line) => {
      const { topic, partition, start, mode, 'on-failure': onFailure } = send;
      const here = [...path, 'send', line];
      checkTombstone(send, here, report);
      if (mode === 'fire-and-forget' && onFailure === 'resend') {
        report.error([...here, 'on-failure'], CLIENTS_SAY.firesAndForgets());
      }
      checkTopicName(topic, [...here, 'topic'], names, report);
      if (partition !== undefined) checkPartitionNumber(topic, partition, [...here, 'partition'], names, report);
      checkStart(start, here, scenario, report);
    });
  });
  (scenario.consumers ?? []).forEach((consumer, place) => {
    const path = ['consumers', place];
    const scope = consumer.connector === 'zookeeper' ? 'zookeeper-consumer' : 'consumer';
    checkConfig(scope, consumer.config, [...path, 'config'], report);
    checkStart(consumer.start, path, scenario, report);
    checkConsumer(consumer, path, scenario, names, report);
  });
}

/** Compaction goes by keys. A line of the timeline can write one too. */
export function checkTombstone({ key, value }: Written, path: Path, report: Report): void {
  if (value === null && key === undefined) report.warn([...path, 'value'], CLIENTS_SAY.keylessTombstone(), 'key');
}

interface Written {
  readonly key?: string | undefined;
  readonly value?: string | null | undefined;
}

function checkStart(start: number | undefined, path: Path, { until }: Scenario, report: Report): void {
  if (start !== undefined && start > until) report.error([...path, 'start'], NAMES_SAY.afterTheEnd());
}

export function checkTopicName(topic: string, path: Path, { topics }: Names, report: Report): boolean {
  if (topics.has(topic)) return true;
  report.error(path, NAMES_SAY.noTopic(topic, topics.keys()));
  return false;
}

export function checkPartitionNumber(topic: string, partition: number, path: Path, names: Names, report: Report): void {
  const count = names.topics.get(topic);
  if (count === undefined || partition < count) return;
  report.error(path, NAMES_SAY.noPartition(topic, partition, count));
}

/** `orders-0` */
export function checkPartition(written: string, path: Path, names: Names, report: Report): void {
  const topic = topicOf(written);
  if (!/^.+-\d{1,9}$/.test(written)) {
    const likely = names.topics.has(written) ? perhaps(`${written}-0`) : undefined;
    report.error(path, NAMES_SAY.notPartition(written, likely ?? guessed(written, partitionNames(names))));
  } else if (!names.topics.has(topic)) {
    report.error(path, NAMES_SAY.noTopic(topic, names.topics.keys()));
  } else checkPartitionNumber(topic, partitionOf(written), path, names, report);
}

function partitionNames({ topics }: Names): string[] {
  return [...topics.keys()].slice(0, 500).map((topic) => `${topic}-0`);
}
