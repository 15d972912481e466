/**
 * The arguments of kafka-metadata-quorum, which are not joptsimple's but argparse4j's: sub-commands, usage and errors of
 * another form (net.sourceforge.argparse4j; the usage texts are recorded from Kafka 4.3.1).
 * *Simplified:* words of a long error line stand one space apart.
 */

import { ExitTool } from '../options/thrown.ts';
import type { Shell } from '../program.ts';
import recorded from '../recorded/quorum.json' with { type: 'json' };

export interface QuorumArguments {
  readonly command: 'describe' | 'add-controller' | 'remove-controller';
  readonly commandConfig: string | null;
  /** Flags of the sub-command: `--status`. */
  readonly flags: ReadonlySet<string>;
  readonly controllerId: number;
  readonly controllerDirectoryId: string;
}

const COMMANDS = ['describe', 'add-controller', 'remove-controller'] as const;
type Level = keyof typeof recorded.usage;

const VALUES: Readonly<Record<string, string>> = {
  '--controller-id': '--controller-id/-i',
  '-i': '--controller-id/-i',
  '--controller-directory-id': '--controller-directory-id/-d',
  '-d': '--controller-directory-id/-d',
};
const FLAGS: Readonly<Record<(typeof COMMANDS)[number], readonly string[]>> = {
  describe: ['--status', '--replication', '--human-readable'],
  'add-controller': ['--dry-run'],
  'remove-controller': ['--dry-run'],
};

export function quorumArguments(shell: Shell): QuorumArguments {
  const { args } = shell;
  let level: Level = 'main';
  let connection: string | undefined;
  let commandConfig: string | null = null;
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const fail = (message: string): never => failed(shell, level, message);
  for (let place = 0; place < args.length; place++) {
    const [name = '', inline] = splitAt(args[place]!);
    const take = (shown: string): string => {
      const value = inline ?? args[++place];
      return value === undefined || (inline === undefined && value.startsWith('-'))
        ? fail(`argument ${shown}: expected one argument`)
        : value;
    };
    if (name === '-h' || name === '--help') {
      shell.outRaw(recorded.help[level]);
      throw new ExitTool(0);
    }
    if (level === 'main') {
      if (name === '--bootstrap-server' || name === '--bootstrap-controller') {
        if (connection !== undefined && connection !== name) {
          fail(`argument ${name}: not allowed with argument ${connection}`);
        }
        take(name);
        connection = name;
      } else if (name === '--command-config') commandConfig = take(name);
      else if (name.startsWith('-')) fail(`unrecognized arguments: '${args[place]}'`);
      else {
        const command = COMMANDS.find((each) => each === name);
        const choices = COMMANDS.map((each) => `'${each}'`).join(', ');
        level = command ?? fail(`invalid choice: '${name}' (choose from ${choices})`);
      }
      continue;
    }
    const shown = Object.hasOwn(VALUES, name) ? VALUES[name] : undefined;
    if (level === 'remove-controller' && shown !== undefined) {
      const value = take(shown);
      if (shown.endsWith('-i') && !/^[+-]?\d{1,10}$/.test(value)) {
        fail(`argument ${shown}: could not convert '${value}' to Integer (For input string: "${value}")`);
      }
      values.set(shown, value);
    } else if (FLAGS[level].includes(name)) flags.add(name);
    else fail(`unrecognized arguments: '${args[place]}'`);
  }
  if (level === 'main') return fail('too few arguments');
  if (level === 'remove-controller') {
    for (const shown of ['--controller-directory-id/-d', '--controller-id/-i']) {
      if (!values.has(shown)) fail(`argument ${shown} is required`);
    }
  }
  if (connection === undefined) {
    level = 'main';
    fail('one of the arguments --bootstrap-server --bootstrap-controller is required');
  }
  return {
    command: level as QuorumArguments['command'],
    commandConfig,
    flags,
    controllerId: Number(values.get('--controller-id/-i') ?? -1),
    controllerDirectoryId: values.get('--controller-directory-id/-d') ?? '',
  };
}

function splitAt(arg: string): readonly [string, string | undefined] {
  const equals = arg.startsWith('--') ? arg.indexOf('=') : -1;
  return equals < 0 ? [arg, undefined] : [arg.slice(0, equals), arg.slice(equals + 1)];
}

function failed(shell: Shell, level: Level, message: string): never {
  shell.errRaw(recorded.usage[level]);
  shell.err(`kafka-metadata-quorum: error: ${message}`);
  throw new ExitTool(1);
}
