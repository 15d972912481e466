/** The flags of kafka-consumer-groups and what is checked of them (ConsumerGroupCommandOptions). */
import {
  type Command,
  checkInvalidArgs,
  checkRequiredArgs,
  maybePrintHelpOrVersion,
  printUsageAndExit,
} from '../options/commandLineUtils.ts';
import { parseOptions } from '../options/optionParser.ts';
import { RECORDED_OPTIONS } from '../options/recordedOptions.ts';
import type { Shell } from '../program.ts';

export const RESET_SCENARIOS = [
  'to-offset',
  'shift-by',
  'to-datetime',
  'by-duration',
  'to-earliest',
  'to-latest',
  'to-current',
  'from-file',
];

const SCOPES = '[group], [all-groups]';
const LEVELS = ['list', 'describe', 'delete', 'reset-offsets'];

export function consumerGroupOptions(shell: Shell): Command {
  const { help, options: specs } = RECORDED_OPTIONS['kafka-consumer-groups'];
  const command: Command = { shell, specs, options: parseOptions(specs, shell.args) };
  const { options } = command;
  const hasGroups = options.has('group') || options.has('all-groups');
  maybePrintHelpOrVersion(command, help);
  if (!options.has('validate-regex')) checkRequiredArgs(command, 'bootstrap-server');
  if (options.has('describe')) {
    if (!hasGroups) printUsageAndExit(command, `Option [describe] takes one of these options: ${SCOPES}`);
    if (['members', 'offsets', 'state'].filter((name) => options.has(name)).length > 1) {
      const message = 'Option [describe] takes at most one of these options: [members], [offsets], [state]';
      printUsageAndExit(command, message);
    }
    if (options.has('state') && options.valueOf('state') !== null) {
      printUsageAndExit(command, 'Option [describe] does not take a value for [state]');
    }
  }
  if (options.has('delete')) {
    if (!hasGroups) printUsageAndExit(command, `Option [delete] takes one of these options: ${SCOPES}`);
    if (options.has('topic')) {
      const message = 'The consumer does not support topic-specific offset deletion from a consumer group.';
      printUsageAndExit(command, message);
    }
  }
  if (options.has('delete-offsets') && !(options.has('group') && options.has('topic'))) {
    printUsageAndExit(command, 'Option [delete-offsets] takes the following options: [group], [topic]');
  }
  if (options.has('reset-offsets')) checkReset(command, hasGroups);
  checkInvalidArgs(command, 'group', ['all-groups']);
  checkInvalidArgs(command, 'group', ['list']);
  checkInvalidArgs(
    command,
    'topic',
    LEVELS.filter((name) => name !== 'delete' && name !== 'reset-offsets'),
  );
  return command;
}

function checkReset(command: Command, hasGroups: boolean): void {
  const { options, shell } = command;
  if (options.has('dry-run') && options.has('execute')) {
    printUsageAndExit(command, 'Option [reset-offsets] only accepts one of [execute] and [dry-run]');
  }
  if (!options.has('dry-run') && !options.has('execute')) {
    shell.err(
      'WARN: No action will be performed as the --execute option is missing. In version 5.0, this command will ' +
        'require either --dry-run or --execute to be specified. You should add the --dry-run option explicitly if you ' +
        'are scripting this command and want to keep the current default behavior without prompting.',
    );
  }
  if (!hasGroups) printUsageAndExit(command, `Option [reset-offsets] takes one of these options: ${SCOPES}`);
  for (const scenario of RESET_SCENARIOS) {
    checkInvalidArgs(
      command,
      scenario,
      RESET_SCENARIOS.filter((other) => other !== scenario),
    );
  }
}
