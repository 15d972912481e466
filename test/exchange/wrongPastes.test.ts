/** What was pasted is no description of topics: it is said what it looks like, and what to paste instead. */
import { expect, test } from 'vitest';
import { clusterFromDescription } from '../../src/exchange/fromCluster/index.ts';

const PASTES: readonly (readonly [string, string, RegExp])[] = [
  ['nothing', ' \n\n', /nothing in it/],
  [
    'a log',
    '[2024-05-02 10:11:12,345] INFO [KafkaServer id=1] started (kafka.server.KafkaServer)\njava.io.IOException: Connection to 1 was disconnected\n\tat org.apache.kafka.clients.NetworkClientUtils.send(NetworkClientUtils.java:99)\n',
    /log of a server/,
  ],
  [
    'topics alone',
    'Topic: orders\tTopicId: VYzPP2-vTIigmHN3mnLjoQ\tPartitionCount: 2\tReplicationFactor: 3\tConfigs: retention.ms=1\n',
    /topics-with-overrides/,
  ],
  [
    'a mistyped partition',
    'Topic: orders\tPartitionCount: 1\tReplicationFactor: 1\n\tTopic: orders\tPartition: 0\tLeder: 1\tReplicas: 1\tIsr: 1\n',
    /no line of a partition is whole/,
  ],
  ['JSON', '{"topics":[{"name":"orders","partitions":[{"id":0,"leader":1,"replicas":[1,2,3]}]}]}', /JSON/],
  ['JSON over lines', '[\n  {\n    "topic": "orders"\n  }\n]', /JSON/],
  ['a page', '<!doctype html><html><body><table><tr><td>orders</td></tr></table></body></html>', /HTML/],
  [
    'kcat -L',
    'Metadata for all topics (from broker 1: localhost:9092/1):\n 3 brokers:\n  broker 1 at localhost:9092 (controller)\n 1 topics:\n  topic "orders" with 1 partitions:\n    partition 0, leader 1, replicas: 1,2,3, isrs: 1,2,3',
    /kcat -L/,
  ],
  ['a scenario', '# mine\ntidemark: 1\ntitle: Mine\ncluster:\n  brokers: 3\n', /scenario of Tidemark/],
  ['a resource', 'apiVersion: kafka.strimzi.io/v1beta2\nkind: KafkaTopic\nmetadata:\n  name: orders\n', /Kubernetes/],
  ['names', 'orders\npayments.v1\n__consumer_offsets\n', /--list/],
  [
    'help',
    'This tool helps to create, delete, describe, or change a topic.\nOption      Description\n------      -----------',
    /help/,
  ],
  [
    'no connection',
    'Error while executing topic command : Timed out waiting for a node assignment. Call: listTopics\n[2024-05-02 10:11:12,345] ERROR org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment.',
    /did not reach the cluster/,
  ],
  ['no tool', 'bash: kafka-topics.sh: command not found', /did not find the tool/],
  ['the command', '$ bin/kafka-topics.sh --bootstrap-server localhost:9092 --describe', /command alone/],
  ['settings', 'broker.id=1\nlog.dirs=/var/kafka\nnum.partitions=3\n', /file of settings/],
  ['a spreadsheet', 'topic,partition,leader,isr\norders,0,1,"1,2"\n', /spreadsheet/],
  [
    'groups alone',
    'GROUP   TOPIC   PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG  CONSUMER-ID  HOST  CLIENT-ID\nbilling orders  0          3               5               2    -            -     -\n',
    /no topic: where its replicas are/,
  ],
  ['prose', 'Could you please have a look at our cluster?', /no topic in it/],
];

test.each(PASTES)('%s', (_, text, hint) => {
  const { problems, scenario } = clusterFromDescription(text);
  expect(scenario).toBe('');
  expect(problems.map(({ en }) => en)).toEqual([expect.stringMatching(hint)]);
  // What to do instead is told, in Korean too.
  expect(problems[0]!.en).toMatch(/paste|open|in it/i);
  expect(problems[0]!.ko).toMatch(/[가-힣].*(?:세요|돼요)\.$/);
});
