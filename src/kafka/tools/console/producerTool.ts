/**
 * kafka-console-producer (org.apache.kafka.tools.ConsoleProducer): the producer, and in front of it standard input, of which
 * each line is a record; at its end the producer is closed.
 * *Simplified:* `--sync` sends as without it.
 */
import type { KafkaEnv, KafkaEvent, KafkaOut, ToolSetup } from '../../kinds.ts';
import { handleProducer } from '../../producer/producer.ts';
import { addressesOf } from '../bootstrap.ts';
import { dateTimeText } from '../dateTime.ts';
import { textOf } from '../options/thrown.ts';
import type { EndedTool, ProducerTool } from '../state.ts';
import { type Around, aroundClient } from './around.ts';
import { clientConfig } from './clientOptions.ts';
import { readRecord } from './lineReader.ts';
import type { ConsoleProducerOptions } from './producerOptions.ts';

export function bootProducerTool(
  setup: ToolSetup,
  options: ConsoleProducerOptions,
  env: KafkaEnv,
  out: KafkaOut,
): ProducerTool {
  const { version } = setup;
  const config = clientConfig('producer', options.config, version);
  const bootstrap = addressesOf(options.bootstrap, setup.hosts).hosts;
  const clientId = env.self;
  const names = setup.names === undefined ? {} : { names: setup.names };
  const producerSetup = { kind: 'producer', clientId, bootstrap, ...names, config, version, workload: [] } as const;
  const event = { type: 'booted', setup: producerSetup, files: {} } as const;
  const producer = handleProducer(undefined, event, env, aroundProducer(env, out).out);
  return { kind: 'tool', type: 'producer', setup, options, producer, linesRead: 0, inputEnded: false, closing: false };
}

/** What its callback logs of records that fail (org.apache.kafka.clients.producer.internals.ErrorLoggingCallback). */
function aroundProducer(env: KafkaEnv, out: KafkaOut): Around {
  return aroundClient(out, (fact) => {
    if (fact.type !== 'RecordFailed' && fact.type !== 'RecordUnknown') return;
    const logger = 'org.apache.kafka.clients.producer.internals.ErrorLoggingCallback';
    const topic = fact.partition?.replace(/-\d+$/, '') ?? 'unknown';
    const said = `Error when sending message to topic ${topic} with error: ${fact.error}: ${fact.message}`;
    const text = `[${dateTimeText(env.now)}] ERROR ${said} (${logger})`;
    out.fact({ type: 'ToolPrinted', tool: env.self, stream: 'err', text, unfinished: false });
  });
}

export function handleProducerTool(
  state: ProducerTool,
  event: KafkaEvent,
  env: KafkaEnv,
  out: KafkaOut,
): ProducerTool | EndedTool {
  if (event.type === 'booted') return state;
  const around = aroundProducer(env, out);
  let next = state;
  if (event.type !== 'told') next = { ...state, producer: handleProducer(state.producer, event, env, around.out) };
  else if (state.inputEnded) return state;
  else if (event.order.type === 'input') {
    const read = readLine(state, event.order.text, env, around.out);
    if (typeof read === 'string') {
      out.fact({ type: 'ToolPrinted', tool: env.self, stream: 'err', text: read, unfinished: false });
      return ended(state, 1, env, out);
    }
    next = read;
  } else if (event.order.type === 'end-of-input' || event.order.type === 'interrupt') {
    next = { ...state, inputEnded: true };
  }
  // The thread that reads is the one that sends: it sees the end when no send() is left to wait in.
  const { orders, blockedOrder } = next.producer.application;
  if (next.inputEnded && !next.closing && around.ended === 'no' && orders.length === 0 && blockedOrder === null) {
    const close = { type: 'told', order: { type: 'close' } } as const;
    next = { ...next, closing: true, producer: handleProducer(next.producer, close, env, around.out) };
  }
  if (around.ended === 'no') return next;
  return ended(next, around.ended === 'clean' ? 0 : 1, env, out);
}

/** A text says what is wrong with the line: it ends the tool. */
function readLine(state: ProducerTool, line: string, env: KafkaEnv, out: KafkaOut): ProducerTool | string {
  const { options, producer } = state;
  const linesRead = state.linesRead + 1;
  try {
    const { key, value, headers } = readRecord(options.reader, line, linesRead);
    const order = {
      type: 'produce',
      topic: options.topic,
      partition: null,
      key,
      value,
      count: 1,
      ...(headers.length === 0 ? {} : { headers }),
    } as const;
    return { ...state, linesRead, producer: handleProducer(producer, { type: 'told', order }, env, out) };
  } catch (error) {
    return textOf(error);
  }
}

function ended({ setup }: ProducerTool, status: number, env: KafkaEnv, out: KafkaOut): EndedTool {
  out.fact({ type: 'ToolExited', tool: env.self, status });
  out.exit(true);
  return { kind: 'tool', type: 'ended', setup, status };
}
