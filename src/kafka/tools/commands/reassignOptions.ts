/** The flags of kafka-reassign-partitions and which of them go together (ReassignPartitionsCommand.validateAndParseArgs). */
import {
  type Command,
  checkRequiredArgs,
  maybePrintHelpOrVersion,
  printUsageAndExit,
} from '../options/commandLineUtils.ts';
import { parseOptions } from '../options/optionParser.ts';
import { RECORDED_OPTIONS } from '../options/recordedOptions.ts';
import type { Shell } from '../program.ts';

export const ACTIONS = ['generate', 'execute', 'verify', 'cancel', 'list'] as const;
export type Action = (typeof ACTIONS)[number];

const REQUIRED: Readonly<Record<Action, readonly string[]>> = {
  verify: ['reassignment-json-file'],
  generate: ['topics-to-move-json-file', 'broker-list'],
  execute: ['reassignment-json-file'],
  cancel: ['reassignment-json-file'],
  list: [],
};

const PERMITTED: Readonly<Record<Action, readonly string[]>> = {
  verify: ['bootstrap-server', 'command-config', 'preserve-throttles'],
  generate: ['bootstrap-server', 'broker-list', 'command-config', 'disable-rack-aware'],
  execute: [
    'additional',
    'bootstrap-server',
    'command-config',
    'throttle',
    'replica-alter-log-dirs-throttle',
    'timeout',
    'disallow-replication-factor-change',
  ],
  cancel: ['bootstrap-server', 'bootstrap-controller', 'command-config', 'preserve-throttles', 'timeout'],
  list: ['bootstrap-server', 'bootstrap-controller', 'command-config'],
};

export function reassignOptions(shell: Shell): Command & { readonly action: Action } {
  const { help, options: specs } = RECORDED_OPTIONS['kafka-reassign-partitions'];
  const command: Command = { shell, specs, options: parseOptions(specs, shell.args) };
  const { options } = command;
  maybePrintHelpOrVersion(command, help);
  const given = ACTIONS.filter((name) => options.has(name));
  const [action] = given;
  if (given.length !== 1 || action === undefined) {
    const names = ACTIONS.map((name) => `--${name}`).join(', ');
    return printUsageAndExit(command, `Command must include exactly one action: ${names}`);
  }
  if (options.has('bootstrap-server') && options.has('bootstrap-controller')) {
    printUsageAndExit(command, "Please don't specify both --bootstrap-server and --bootstrap-controller");
  } else if (!options.has('bootstrap-server') && !options.has('bootstrap-controller')) {
    printUsageAndExit(command, 'Please specify either --bootstrap-server or --bootstrap-controller');
  }
  checkRequiredArgs(command, ...REQUIRED[action]);
  for (const { name } of specs) {
    if (name === action || !options.has(name)) continue;
    if (REQUIRED[action].includes(name) || PERMITTED[action].includes(name)) continue;
    printUsageAndExit(command, `Option "[${name}]" can't be used with action "[${action}]"`);
  }
  return { ...command, action };
}
