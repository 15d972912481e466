/** The flags of kafka-console-consumer (org.apache.kafka.tools.consumer.ConsoleConsumerOptions). */
import {
  type Command,
  checkOneOfArgs,
  checkRequiredArgs,
  maybePrintHelpOrVersion,
  parseKeyValueArgs,
  printUsageAndExit,
} from '../options/commandLineUtils.ts';
import { type OptionSet, parseOptions } from '../options/optionParser.ts';
import { RECORDED_OPTIONS } from '../options/recordedOptions.ts';
import { ExitTool, messageOf } from '../options/thrown.ts';
import type { Shell } from '../program.ts';
import { type ClientOptions, propertiesOf } from './clientOptions.ts';
import { type RecordFormatter, recordFormatter } from './recordFormatter.ts';

export interface ConsoleConsumerOptions extends ClientOptions {
  readonly topic: string | null;
  /** A pattern in place of the topic. */
  readonly include: string | null;
  /** Null: whatever the group gives. */
  readonly partition: number | null;
  readonly offset: number | 'beginning' | 'end';
  /** -1: without end. */
  readonly maxMessages: number;
  /** null: it waits for ever. */
  readonly timeoutMs: number | null;
  readonly formatter: RecordFormatter;
}

export function consoleConsumerOptions(shell: Shell): ConsoleConsumerOptions {
  const { help, options: specs } = RECORDED_OPTIONS['kafka-console-consumer'];
  const command: Command = { shell, specs, options: parsed({ shell, specs }) };
  const { options } = command;
  maybePrintHelpOrVersion(command, help);
  checkRequired(command);
  for (const [old, now] of [
    ['consumer-property', 'command-property'],
    ['consumer.config', 'command-config'],
  ] as const) {
    if (options.has(old) && options.has(now)) {
      printUsageAndExit(command, `Options --${old} and --${now} cannot be specified together.`);
    }
    if (!options.has(old)) continue;
    shell.out(`Option --${old} is deprecated and will be removed in a future version. Use --${now} instead.`);
  }
  const config = consumerConfig(command);
  const offset = offsetOf(command);
  const timeout = options.intOf('timeout-ms') ?? -1;
  return {
    topic: options.valueOf('topic'),
    include: options.valueOf('include'),
    partition: options.intOf('partition'),
    offset,
    maxMessages: options.intOf('max-messages') ?? -1,
    timeoutMs: timeout >= 0 ? timeout : null,
    formatter: formatterOf(command),
    bootstrap: options.valueOf('bootstrap-server')!,
    config,
  };
}

function parsed(command: Pick<Command, 'shell' | 'specs'>): OptionSet {
  try {
    return parseOptions(command.specs, command.shell.args);
  } catch (error) {
    return printUsageAndExit(command, messageOf(error));
  }
}

function checkRequired(command: Command): void {
  const { options } = command;
  checkOneOfArgs(command, 'topic', 'include');
  if (options.has('partition')) {
    if (!options.has('topic')) printUsageAndExit(command, 'The topic is required when partition is specified.');
    if (options.has('from-beginning') && options.has('offset')) {
      printUsageAndExit(command, 'Options from-beginning and offset cannot be specified together.');
    }
  } else if (options.has('offset')) {
    printUsageAndExit(command, 'The partition is required when offset is specified.');
  }
  checkRequiredArgs(command, 'bootstrap-server');
}

function consumerConfig(command: Command): Readonly<Record<string, string>> {
  const { shell, options } = command;
  const file = propertiesOf(shell, options.valueOf('command-config') ?? options.valueOf('consumer.config'));
  const extra = parseKeyValueArgs([...options.valuesOf('consumer-property'), ...options.valuesOf('command-property')]);
  const config: Record<string, string> = { ...file, ...extra };
  const groups = new Set([options.valueOf('group'), file['group.id'], extra['group.id']].filter((id) => id != null));
  if (groups.size > 1) {
    const ids = [...groups].map((id) => `'${id}'`).join(', ');
    printUsageAndExit(
      command,
      "The group ids provided in different places (directly using '--group', via '--consumer-property', or via " +
        `'--consumer.config') do not match. Detected group ids: ${ids}`,
    );
  }
  const [group] = groups;
  if (group !== undefined && options.has('partition')) {
    printUsageAndExit(command, 'Options group and partition cannot be specified together.');
  }
  const reset = config['auto.offset.reset'];
  if (reset === undefined) config['auto.offset.reset'] = options.has('from-beginning') ? 'earliest' : 'latest';
  else if (options.has('from-beginning') && reset !== 'earliest') {
    shell.err(
      `Can't simultaneously specify --from-beginning and 'auto.offset.reset=${reset}', please remove one option`,
    );
    throw new ExitTool(1);
  }
  config['client.id'] ??= 'console-consumer';
  if (options.has('isolation-level') || config['isolation.level'] === undefined) {
    config['isolation.level'] = options.valueOf('isolation-level')!;
  }
  if (group === undefined) config['enable.auto.commit'] ??= 'false';
  config['group.id'] = group ?? `console-consumer-${shell.draw('console consumer group', 100_000)}`;
  return config;
}

function offsetOf(command: Command): ConsoleConsumerOptions['offset'] {
  const { options } = command;
  const text = options.valueOf('offset');
  if (!options.has('offset') || text === null) return options.has('from-beginning') ? 'beginning' : 'end';
  if (text.toLowerCase() === 'earliest') return 'beginning';
  if (text.toLowerCase() === 'latest') return 'end';
  if (/^\+?\d{1,15}$/.test(text)) return Number(text);
  return printUsageAndExit(
    command,
    `The provided offset value '${text}' is incorrect. Valid values are 'earliest', 'latest', or a non-negative long.`,
  );
}

function formatterOf(command: Command): RecordFormatter {
  const { shell, options } = command;
  if (options.has('formatter-property') && options.has('property')) {
    printUsageAndExit(command, 'Options --property and --formatter-property cannot be specified together.');
  }
  if (options.has('property')) {
    shell.out(
      'Option --property is deprecated and will be removed in a future version. Use --formatter-property instead.',
    );
  }
  return recordFormatter(options.valueOf('formatter')!, {
    ...propertiesOf(shell, options.valueOf('formatter-config')),
    ...parseKeyValueArgs([...options.valuesOf('property'), ...options.valuesOf('formatter-property')]),
  });
}
