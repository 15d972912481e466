/**
 * kafka-console-consumer (org.apache.kafka.tools.consumer.ConsoleConsumer): the consumer, and what it is handed as lines,
 * until it is interrupted, has printed `--max-messages`, or got nothing for `--timeout-ms`.
 */
import { millis } from '../../../base/time.ts';
import { slice } from '../../../base/vector.ts';
import { handleConsumer } from '../../consumer/consumer.ts';
import type { ConsumedRecord, ConsumerState } from '../../consumer/state.ts';
import type { ConsumerSetup, ConsumerSubscription, KafkaEnv, KafkaEvent, KafkaOut, ToolSetup } from '../../kinds.ts';
import { partitionOf, topicPartition } from '../../topicPartition.ts';
import { addressesOf } from '../bootstrap.ts';
import { dateTimeText } from '../dateTime.ts';
import { Printer, tell } from '../printing.ts';
import type { ConsumerTool, EndedTool, ToolTimer } from '../state.ts';
import { aroundClient } from './around.ts';
import { clientConfig } from './clientOptions.ts';
import type { ConsoleConsumerOptions } from './consumerOptions.ts';
import { formatRecord } from './recordFormatter.ts';

const POLL_EVERY = 1000;

export function bootConsumerTool(
  setup: ToolSetup,
  options: ConsoleConsumerOptions,
  env: KafkaEnv,
  out: KafkaOut,
): ConsumerTool {
  const { version } = setup;
  const consumerSetup: ConsumerSetup = {
    kind: 'consumer',
    clientId: options.config['client.id'] ?? env.self,
    bootstrap: addressesOf(options.bootstrap, setup.hosts).hosts,
    ...(setup.names === undefined ? {} : { names: setup.names }),
    config: clientConfig('consumer', options.config, version),
    version,
    subscription: subscriptionOf(options),
    application: { pollEvery: POLL_EVERY, processEach: 0, commit: 'none', workers: 0 },
    startAt: env.now,
    stopAt: null,
  };
  if (options.partition === null && options.config['group.protocol']?.toLowerCase() !== 'consumer') {
    const text =
      'The consumer rebalance protocol (KIP-848) is production-ready! Set group.protocol=consumer to try it out. See ' +
      'https://kafka.apache.org/documentation/#consumer_rebalance_protocol';
    out.fact({ type: 'ToolPrinted', tool: env.self, stream: 'err', text, unfinished: false });
  }
  const inner = aroundClient(out).out;
  let consumer = handleConsumer(undefined, { type: 'booted', setup: consumerSetup, files: {} }, env, inner);
  if (options.partition !== null) {
    const partition = topicPartition(options.topic!, options.partition);
    const order = { type: 'seek', partition, to: options.offset } as const;
    consumer = handleConsumer(consumer, { type: 'told', order }, env, inner);
  }
  armIdle(options, out);
  return {
    kind: 'tool',
    type: 'consumer',
    setup,
    options,
    consumer,
    processed: 0,
    lastRecordAt: env.now,
    closing: false,
  };
}

function subscriptionOf({ topic, include, partition }: ConsoleConsumerOptions): ConsumerSubscription {
  if (topic === null) return { type: 'pattern', pattern: include! };
  if (partition === null) return { type: 'topics', topics: [topic] };
  return { type: 'assign', partitions: [topicPartition(topic, partition)] };
}

function armIdle({ timeoutMs }: ConsoleConsumerOptions, out: KafkaOut): void {
  if (timeoutMs !== null) out.setTimer('idle', millis(timeoutMs), { part: 'tool', type: 'idle' });
}

export function handleConsumerTool(
  state: ConsumerTool,
  event: KafkaEvent,
  env: KafkaEnv,
  out: KafkaOut,
): ConsumerTool | EndedTool {
  if (event.type === 'booted') return state;
  const isIdle = event.type === 'timer' && (event.timer as ToolTimer).part === 'tool';
  if (isIdle || event.type === 'told') {
    const isEnd = isIdle || (event.type === 'told' && event.order.type === 'interrupt');
    if (!isEnd || state.closing) return state;
    if (isIdle) {
      const said = 'Error processing message, terminating consumer process: ';
      log(`ERROR ${said} (org.apache.kafka.tools.consumer.ConsoleConsumer)`, env, out);
      print('err', 'org.apache.kafka.common.errors.TimeoutException', env, out);
    }
    return close(state, [], env, out);
  }
  const around = aroundClient(out);
  const consumer = handleConsumer(state.consumer, event, env, around.out);
  const handed = newRecords(state.consumer, consumer);
  const next = printRecords({ ...state, consumer }, handed, env, out);
  if (around.ended !== 'no') return ended(next, around.ended === 'clean' ? 0 : 1, around.reason, env, out);
  const { maxMessages } = state.options;
  if (next.closing || maxMessages < 0 || next.processed < maxMessages) return next;
  return close(next, handed.slice(next.processed - state.processed), env, out);
}

function newRecords(before: ConsumerState, after: ConsumerState): readonly ConsumedRecord[] {
  const count = after.consumedCount - before.consumedCount;
  return count <= 0 ? [] : slice(after.consumed, Math.max(0, after.consumed.length - count));
}

function printRecords(
  state: ConsumerTool,
  records: readonly ConsumedRecord[],
  env: KafkaEnv,
  out: KafkaOut,
): ConsumerTool {
  if (records.length === 0 || state.closing) return state;
  const { options } = state;
  const left = options.maxMessages < 0 ? records.length : options.maxMessages - state.processed;
  const shown = records.slice(0, left);
  const printer = new Printer();
  for (const { partition, offset, timestamp, key, value, headers = [] } of shown) {
    const record = {
      partition: partitionOf(partition),
      offset,
      timestamp: Math.floor(timestamp / 1000),
      key,
      value,
      headers,
    };
    printer.write('out', formatRecord(options.formatter, record));
  }
  printer.flush();
  tell(env.self, printer, 0, out);
  armIdle(options, out);
  return { ...state, processed: state.processed + shown.length, lastRecordAt: env.now };
}

/** Records that were handed out and not printed are not committed: the positions go back before them. */
function close(
  state: ConsumerTool,
  unprinted: readonly ConsumedRecord[],
  env: KafkaEnv,
  out: KafkaOut,
): ConsumerTool | EndedTool {
  out.cancelTimer('idle');
  const around = aroundClient(out);
  let { consumer } = state;
  const seen = new Set<string>();
  for (const { partition, offset } of unprinted) {
    if (seen.has(partition)) continue;
    seen.add(partition);
    const order = { type: 'seek', partition, to: offset } as const;
    consumer = handleConsumer(consumer, { type: 'told', order }, env, around.out);
  }
  consumer = handleConsumer(consumer, { type: 'told', order: { type: 'close' } }, env, around.out);
  const next: ConsumerTool = { ...state, consumer, closing: true };
  return around.ended === 'no' ? next : ended(next, 0, around.reason, env, out);
}

function ended(state: ConsumerTool, status: number, reason: string, env: KafkaEnv, out: KafkaOut): EndedTool {
  if (status !== 0)
    log(
      `ERROR Error processing message, terminating consumer process: ${reason} (org.apache.kafka.tools.consumer.ConsoleConsumer)`,
      env,
      out,
    );
  print('err', `Processed a total of ${state.processed} messages`, env, out);
  out.fact({ type: 'ToolExited', tool: env.self, status: 0 });
  out.exit(true);
  return { kind: 'tool', type: 'ended', setup: state.setup, status: 0 };
}

function log(text: string, env: KafkaEnv, out: KafkaOut): void {
  print('err', `[${dateTimeText(env.now)}] ${text}`, env, out);
}

function print(stream: 'out' | 'err', text: string, env: KafkaEnv, out: KafkaOut): void {
  out.fact({ type: 'ToolPrinted', tool: env.self, stream, text, unfinished: false });
}
