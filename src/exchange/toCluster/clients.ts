/** Producers and consumers as the console tools of Kafka play them, each in a container of its own. */
import { VIP_PARTITIONER } from '../../kafka/producer/partitioner.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { CANNOT, type CannotList } from './cannot.ts';
import { keyOf, type PartitionCounts } from './placed.ts';
import { shellWord, shellWords, templateWord } from './quote.ts';
import { isFrom, producerDefaults, propertyFlag, type Release } from './release.ts';

const BIN = '/opt/kafka/bin';
/** When a client begins that says nothing of it, in microseconds. */
export const CLIENT_START = 3_000_000;
/** Where `docker compose logs` finds it. */
const TO_LOGS = '>/proc/1/fd/1 2>/proc/1/fd/2';

type ProducerSection = NonNullable<Scenario['producers']>[number];
type ConsumerSection = NonNullable<Scenario['consumers']>[number];
type Send = NonNullable<ProducerSection['send']>[number];
type Config = ProducerSection['config'];

export interface ClientStep {
  /** Micros. */
  readonly at: number;
  readonly node: string;
  /** A program of bash, run in the container. */
  readonly program: string;
}

/** What every client is told. */
export interface Brokers {
  readonly bootstrap: string;
  readonly release: Release;
  readonly partitions: PartitionCounts;
}

export function producerSteps(producer: ProducerSection, brokers: Brokers, cannot: CannotList): ClientStep[] {
  const { name } = producer;
  if (producer.bootstrap !== undefined || producer.names !== undefined) cannot.add(name, CANNOT.names);
  if ((producer.send?.length ?? 0) > 1) cannot.add(name, CANNOT.severalSends);
  const sends = (producer.send ?? []).filter((send) => isWritable(send, brokers.release));
  if (sends.length < (producer.send?.length ?? 0)) cannot.add(name, CANNOT.tombstones);
  return sends.map((send) => ({
    at: send.start ?? producer.start ?? CLIENT_START,
    node: name,
    program: sendProgram(producer, send, brokers, cannot),
  }));
}

/** The tool knows a word that stands for null since KIP-810, in 3.2. */
export function isWritable({ value }: RecordText, { used }: Release): boolean {
  return value !== null || isFrom(used, 3, 2);
}

/** What stands for null: no text of the record. */
function nullMarker({ key, headers = {} }: RecordText): string {
  const texts = [key, ...Object.keys(headers), ...Object.values(headers)];
  let marker = 'NULL';
  while (texts.includes(marker)) marker += '_';
  return marker;
}

function sendProgram(producer: ProducerSection, send: Send, brokers: Brokers, cannot: CannotList): string {
  const { topic, every, count, mode } = send;
  const { headers, ...plain } = send;
  // KIP-798, in 3.2: before it they would be read as a part of the value.
  const takesHeaders = headers === undefined || isFrom(brokers.release.used, 3, 2);
  if (!takesHeaders) cannot.add(producer.name, CANNOT.headers);
  const key = keyOf(send, producer.name, brokers.partitions, cannot);
  const record = { ...(takesHeaders ? send : plain), key };
  if (mode === 'fire-and-forget' || send['on-failure'] !== undefined) cannot.add(producer.name, CANNOT.resend);
  if (mode === 'sync') cannot.add(producer.name, CANNOT.sync);
  const line = `printf '%s\\n' ${recordWord(record, producer.name, cannot)}`;
  const limit = count === undefined ? ':' : `[ "$n" -lt ${count} ]`;
  const loop = `n=0; while ${limit}; do ${line}; n=$((n + 1)); pace ${every}; done`;
  return `${loop} | ${producerTool(plainOf(producer, cannot), topic, brokers, record, mode === 'sync')} ${TO_LOGS}`;
}

interface PlainProducer {
  readonly name: string;
  readonly config?: Config;
}

interface RecordText {
  readonly key?: string | undefined;
  /** null: a tombstone. */
  readonly value?: string | null | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The tool begins no transaction, and so cannot send within one; nor does it know a class that only the course has. */
export function plainOf({ name, config }: PlainProducer, cannot: CannotList): PlainProducer {
  const { 'transactional.id': id, ...plain } = config ?? {};
  if (id !== undefined) cannot.add(name, CANNOT.transactions);
  if (plain['partitioner.class'] === VIP_PARTITIONER) {
    cannot.add(`${name}: ${VIP_PARTITIONER}`, CANNOT.partitioner);
    delete plain['partitioner.class'];
  }
  return { name, config: plain };
}

export function producerTool(
  { name, config }: PlainProducer,
  topic: string,
  { bootstrap, release }: Omit<Brokers, 'partitions'>,
  record: RecordText,
  isSync: boolean,
): string {
  const { key, value, headers } = record;
  const properties = [
    ...(headers === undefined ? [] : ['parse.headers=true']),
    ...(key === undefined ? [] : ['parse.key=true']),
    ...(value === null ? [`null.marker=${nullMarker(record)}`] : []),
  ];
  // The tool overwrites this one by its own flag's default.
  const { 'compression.type': compression, ...others } = config ?? {};
  const told = { ...producerDefaults(config, release), ...others, 'client.id': name };
  return shellWords([
    `${BIN}/kafka-console-producer.sh`,
    ...['--bootstrap-server', bootstrap, '--topic', topic],
    ...(isSync ? ['--sync'] : []),
    ...(compression === undefined ? [] : ['--compression-codec', String(compression)]),
    ...properties.flatMap((property) => [propertyFlag(release, 'reader'), property]),
    ...settings(propertyFlag(release, 'producer'), told),
  ]);
}

/** Headers, key and value as the tool reads them: parted by tabs. */
export function recordWord(record: RecordText, name: string, cannot: CannotList): string {
  const { key, value, headers } = record;
  const clean = (text: string): string => {
    const plain = text.replace(/[\t\r\n]/g, ' ');
    if (plain !== text) cannot.add(name, CANNOT.lineBreaks);
    return plain;
  };
  const header = Object.entries(headers ?? {}).map(([key, text]) => `${clean(key)}:${clean(text)}`);
  const parts = [
    ...(headers === undefined ? [] : [shellWord(header.join(','))]),
    ...(key === undefined ? [] : [templateWord(clean(key))]),
    value === null ? shellWord(nullMarker(record)) : templateWord(clean(value ?? '{n}')),
  ];
  return parts.join("$'\\t'");
}

export function consumerSteps(
  consumer: ConsumerSection,
  { bootstrap, release }: Brokers,
  cannot: CannotList,
): ClientStep[] {
  const { name, start, assign, subscribe, connector } = consumer;
  if (connector !== undefined) {
    cannot.add(name, CANNOT.connector);
    return [];
  }
  if (consumer.bootstrap !== undefined || consumer.names !== undefined) cannot.add(name, CANNOT.names);
  if (
    consumer.process !== undefined ||
    (consumer.commit ?? 'none') !== 'none' ||
    consumer.workers !== undefined ||
    consumer['poll-every'] !== undefined
  )
    cannot.add(name, CANNOT.application);
  const at = start ?? CLIENT_START;
  const step = (words: readonly string[]): ClientStep => ({
    at,
    node: name,
    program: `exec ${shellWords([`${BIN}/kafka-console-consumer.sh`, '--bootstrap-server', bootstrap, ...words, ...consumerSettings(consumer, release)])} ${TO_LOGS}`,
  });
  if (assign !== undefined) return assign.map((partition) => step(assigned(partition, consumer)));
  const pattern = consumer['subscribe-pattern'];
  const included = isFrom(release.used, 2, 8) ? '--include' : '--whitelist';
  if (subscribe?.length === 1) return [step(['--topic', subscribe[0]!])];
  if (subscribe !== undefined) return [step([included, subscribe.map(escaped).join('|')])];
  return pattern === undefined ? [] : [step([included, pattern])];
}

/** `orders-0`, or a topic with all its partitions, which only a subscription reads. */
function assigned(partition: string, { config }: ConsumerSection): string[] {
  const match = /^(.+)-(\d{1,6})$/.exec(partition);
  if (match === null) return ['--topic', partition];
  const offset = config?.['auto.offset.reset'] === 'earliest' ? 'earliest' : 'latest';
  return ['--topic', match[1]!, '--partition', match[2]!, '--offset', offset];
}

function isPartition(text: string): boolean {
  return /-\d{1,6}$/.test(text);
}

function escaped(topic: string): string {
  return topic.replaceAll('.', '\\.');
}

function consumerSettings({ name, group, config, assign }: ConsumerSection, release: Release): string[] {
  const rest = { ...config };
  // The tool has flags of its own for these, and refuses both.
  delete rest['group.id'];
  const groupId = group ?? config?.['group.id'];
  // With --partition it is told by --offset.
  if (assign?.some(isPartition)) delete rest['auto.offset.reset'];
  return [
    ...(groupId === undefined || assign !== undefined ? [] : ['--group', String(groupId)]),
    ...settings(propertyFlag(release, 'consumer'), { ...rest, 'client.id': name }),
    ...['partition', 'offset', 'key'].flatMap((what) => [propertyFlag(release, 'formatter'), `print.${what}=true`]),
  ];
}

function settings(flag: string, config: Config): string[] {
  return Object.entries(config ?? {}).flatMap(([key, value]) => [flag, `${key}=${String(value)}`]);
}

export function secondsText(micros: number): string {
  const text = String(Math.round(micros / 1000)).padStart(4, '0');
  return `${text.slice(0, -3)}.${text.slice(-3)}`;
}
