/** The flags of kafka-console-producer (org.apache.kafka.tools.ConsoleProducer.ConsoleProducerOptions). */
import {
  type Command,
  checkRequiredArgs,
  maybePrintHelpOrVersion,
  parseKeyValueArgs,
  printUsageAndExit,
} from '../options/commandLineUtils.ts';
import { type OptionSet, parseOptions } from '../options/optionParser.ts';
import { RECORDED_OPTIONS } from '../options/recordedOptions.ts';
import { messageOf } from '../options/thrown.ts';
import type { Shell } from '../program.ts';
import { type ClientOptions, checkBootstrap, propertiesOf } from './clientOptions.ts';
import { type LineReader, lineReader } from './lineReader.ts';

export interface ConsoleProducerOptions extends ClientOptions {
  readonly topic: string;
  readonly reader: LineReader;
}

/** What the flag is named in the settings of the producer. */
const MERGED: readonly (readonly [config: string, flag: string])[] = [
  ['linger.ms', 'timeout'],
  ['acks', 'request-required-acks'],
  ['request.timeout.ms', 'request-timeout-ms'],
  ['retries', 'message-send-max-retries'],
  ['retry.backoff.ms', 'retry-backoff-ms'],
  ['send.buffer.bytes', 'socket-buffer-size'],
  ['buffer.memory', 'max-memory-bytes'],
  ['batch.size', 'batch-size'],
  ['batch.size', 'max-partition-memory-bytes'],
  ['metadata.max.age.ms', 'metadata-expiry-ms'],
  ['max.block.ms', 'max-block-ms'],
];

export function consoleProducerOptions(shell: Shell): ConsoleProducerOptions {
  const { help, options: specs } = RECORDED_OPTIONS['kafka-console-producer'];
  const command: Command = { shell, specs, options: parsed({ shell, specs }) };
  const { options } = command;
  maybePrintHelpOrVersion(command, help);
  checkRequiredArgs(command, 'topic');
  for (const [one, other] of [
    ['command-config', 'producer.config'],
    ['command-property', 'producer-property'],
    ['reader-property', 'property'],
  ] as const) {
    if (options.has(one) && options.has(other)) {
      printUsageAndExit(command, `Options --${one} and --${other} cannot be specified together.`);
    }
  }
  for (const [old, now] of [
    ['producer-property', 'command-property'],
    ['producer.config', 'command-config'],
    ['property', 'reader-property'],
  ] as const) {
    if (!options.has(old)) continue;
    shell.out(`Warning: --${old} is deprecated and will be removed in a future version. Use --${now} instead.`);
  }
  if (options.has('max-partition-memory-bytes')) {
    shell.out(
      'Warning: --max-partition-memory-bytes is deprecated and will be removed in Apache Kafka 5.0. Use --batch-size ' +
        'instead.',
    );
  }
  const bootstrap = checkBootstrap(command);
  const config = producerConfig(shell, options);
  const reader = lineReader({
    ...propertiesOf(shell, options.valueOf('reader-config')),
    ...parseKeyValueArgs([...options.valuesOf('property'), ...options.valuesOf('reader-property')]),
  });
  return { topic: options.valueOf('topic')!, reader, bootstrap, config };
}

function parsed(command: Pick<Command, 'shell' | 'specs'>): OptionSet {
  try {
    return parseOptions(command.specs, command.shell.args);
  } catch (error) {
    return printUsageAndExit(command, messageOf(error));
  }
}

function producerConfig(shell: Shell, options: OptionSet): Readonly<Record<string, string>> {
  const config: Record<string, string> = {
    ...propertiesOf(shell, options.valueOf('command-config') ?? options.valueOf('producer.config')),
    ...parseKeyValueArgs([...options.valuesOf('producer-property'), ...options.valuesOf('command-property')]),
  };
  const codec = options.has('compression-codec') ? options.valueOf('compression-codec') || 'gzip' : 'none';
  config['compression.type'] = codec;
  config['client.id'] ??= 'console-producer';
  for (const [name, flag] of MERGED) {
    if (!options.has(flag) && Object.hasOwn(config, name)) continue;
    const value = options.valueOf(flag);
    if (value === null) delete config[name];
    else config[name] = value;
  }
  return config;
}
