/** The flags of kafka-topics and what is checked of them (org.apache.kafka.tools.TopicCommand.TopicCommandOptions). */
import {
  type Command,
  checkInvalidArgs,
  checkRequiredArgs,
  maybePrintHelpOrVersion,
  printUsageAndExit,
} from '../options/commandLineUtils.ts';
import { parseOptions } from '../options/optionParser.ts';
import { RECORDED_OPTIONS } from '../options/recordedOptions.ts';
import { illegalArgument } from '../options/thrown.ts';
import type { Shell } from '../program.ts';

const ALTERING = ' (To alter topic configurations, the kafka-configs tool can be used.)';

const ACTIONS = ['create', 'list', 'alter', 'describe', 'delete'];
const REPORTS = [
  'under-replicated-partitions',
  'under-min-isr-partitions',
  'at-min-isr-partitions',
  'unavailable-partitions',
];

export function topicOptions(shell: Shell): Command {
  const { help, options: specs } = RECORDED_OPTIONS['kafka-topics'];
  const command: Command = { shell, specs, options: parseOptions(specs, shell.args) };
  const { options } = command;
  if (shell.args.length === 0) printUsageAndExit(command, 'Create, delete, describe, or change a topic.');
  maybePrintHelpOrVersion(command, help);
  if (ACTIONS.filter((action) => options.has(action)).length !== 1) {
    const message = 'Command must include exactly one action: --list, --describe, --create, --alter or --delete';
    printUsageAndExit(command, message);
  }
  if (options.has('delete-config')) {
    shell.err(
      'delete-config option is no longer supported and deprecated since version 4.0. The config will be fully removed ' +
        'in future releases.',
    );
  }
  checkRequired(command);
  checkCombinations(command);
  return command;
}

function checkRequired(command: Command): void {
  const { options, shell } = command;
  if (!options.has('bootstrap-server')) throw illegalArgument('--bootstrap-server must be specified');
  if (options.has('describe') && options.has('if-exists')) {
    if (!options.has('topic') && !options.has('topic-id')) {
      printUsageAndExit(command, '--topic or --topic-id is required to describe a topic');
    }
    if (options.has('topic') && options.has('topic-id')) {
      shell.out(
        'Only topic id will be used when both --topic and --topic-id are specified and topicId is not Uuid.ZERO_UUID',
      );
    }
  }
  if (!options.has('list') && !options.has('describe')) checkRequiredArgs(command, 'topic');
  if (!options.has('alter')) return;
  if (options.has('config')) {
    const message = `Option combination "[[bootstrap-server], [config]]" can't be used with option "[alter]"${ALTERING}`;
    printUsageAndExit(command, message);
  }
  checkRequiredArgs(command, 'partitions');
}

function checkCombinations(command: Command): void {
  const without = (...allowed: string[]) => ACTIONS.filter((action) => !allowed.includes(action));
  checkInvalidArgs(command, 'config', without('alter', 'create'));
  checkInvalidArgs(command, 'partitions', without('alter', 'create'));
  checkInvalidArgs(command, 'replication-factor', without('create'));
  checkInvalidArgs(command, 'replica-assignment', without('alter', 'create'));
  if (command.options.has('create')) {
    checkInvalidArgs(command, 'replica-assignment', ['partitions', 'replication-factor']);
  }
  for (const report of REPORTS) checkInvalidArgs(command, report, [...without('describe'), 'topics-with-overrides']);
  checkInvalidArgs(command, 'topics-with-overrides', [...without('describe'), ...REPORTS]);
  checkInvalidArgs(command, 'if-exists', without('alter', 'delete', 'describe'));
  checkInvalidArgs(command, 'if-not-exists', without('create'));
  checkInvalidArgs(command, 'exclude-internal', without('list', 'describe'));
}
