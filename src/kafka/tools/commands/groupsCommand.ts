/** kafka-groups (org.apache.kafka.tools.GroupsCommand). *Simplified:* the 30 seconds it waits at most are the Admin's 60. */
import { type GroupListing, listGroups } from '../admin/groups.ts';
import {
  type Command,
  checkOneOfArgs,
  maybePrintHelpOrVersion,
  printUsageAndExit,
} from '../options/commandLineUtils.ts';
import { parseOptions } from '../options/optionParser.ts';
import { RECORDED_OPTIONS } from '../options/recordedOptions.ts';
import { ExitTool, illegalArgument, messageOf } from '../options/thrown.ts';
import type { Run, Shell } from '../program.ts';
import { cells, widest } from './javaFormat.ts';

const FILTERS = ['group-type', 'protocol', 'consumer', 'share', 'streams'];
const TYPES = ['classic', 'consumer', 'share', 'streams'];

export function* groupsCommand(shell: Shell): Run<number> {
  const command = groupsOptions(shell);
  try {
    const groups = yield* listGroups(shell, [], []);
    printGroups(
      shell,
      groups.filter((group) => isWanted(command, group)),
    );
    return 0;
  } catch (error) {
    if (error instanceof ExitTool) throw error;
    shell.out(`Error while executing groups command : ${messageOf(error)}`);
    return 1;
  }
}

function groupsOptions(shell: Shell): Command {
  const { help, options: specs } = RECORDED_OPTIONS['kafka-groups'];
  const command: Command = { shell, specs, options: parsed({ shell, specs }) };
  const { options } = command;
  maybePrintHelpOrVersion(command, help);
  if (!options.has('list')) printUsageAndExit(command, 'Command must include exactly one action: --list.');
  const type = options.valueOf('group-type');
  if (type !== null && !TYPES.includes(type.toLowerCase())) {
    throw illegalArgument(`Invalid group type: ${type}. Valid types are: ${TYPES.join(', ')}`);
  }
  const [given = '', ...more] = FILTERS.filter((name) => options.has(name));
  if (more.length > 0 && !(given === 'group-type' && more.length === 1 && more[0] === 'protocol')) {
    checkOneOfArgs(command, ...FILTERS);
  }
  return command;
}

function parsed(command: Pick<Command, 'shell' | 'specs'>): Command['options'] {
  try {
    return parseOptions(command.specs, command.shell.args);
  } catch (error) {
    return printUsageAndExit(command, messageOf(error));
  }
}

function isWanted({ options }: Command, { groupType, protocolType }: GroupListing): boolean {
  const type = groupType.toLowerCase();
  const protocol = options.valueOf('protocol');
  const wantedType = options.valueOf('group-type')?.toLowerCase();
  if (wantedType !== undefined) return type === wantedType && (protocol === null || protocolType === protocol);
  if (protocol !== null) return protocolType === protocol;
  if (options.has('consumer')) return protocolType === 'consumer' || protocolType === '' || type === 'consumer';
  if (options.has('share')) return type === 'share';
  return options.has('streams') ? type === 'streams' : true;
}

function printGroups(shell: Shell, groups: readonly GroupListing[]): void {
  const rows = groups.map(({ groupId, groupType, protocolType }) => {
    const type = groupType === '' ? '' : groupType[0]!.toUpperCase() + groupType.slice(1).toLowerCase();
    return [groupId, type, protocolType];
  });
  const width = widest(20, rows.flat());
  const widths = [width, width, width];
  shell.out(cells(widths, ['GROUP', 'TYPE', 'PROTOCOL']));
  for (const row of rows) shell.out(`${cells(widths, row)} `);
}
