/**
 * The shell's own part: its flags, the commands it carries out itself, its history (org.apache.zookeeper.ZooKeeperMain,
 * ZooKeeperMainWithTlsSupportForKafka, which bin/zookeeper-shell.sh of 3.9 runs).
 */
import { close as closeZooKeeper } from '../../zk/kafkaZkClient.ts';
import type { ZkRun } from '../../zk/run.ts';
import { CliException, COMMAND_NOT_FOUND } from './cliException.ts';
import { wordsOfLine } from './commandLine.ts';
import { CLI_COMMANDS, NumberFormatException, runCliCommand, type ShellOut } from './zooKeeperCommands.ts';

export interface MainOptions {
  readonly server: string;
  readonly timeoutMs: number;
  /** Empty: it reads lines. */
  readonly command: readonly string[];
  /** What it says of its flags. */
  readonly problem: string | undefined;
}

/** MyCommandOptions.parseOptions: flags up to the first word; unknown ones are passed over. */
export function parseMainOptions(args: readonly string[]): MainOptions {
  let server = 'localhost:2181';
  let timeoutMs = 30_000;
  for (let place = 0; place < args.length; place++) {
    const arg = args[place]!;
    if (!arg.startsWith('-')) return { server, timeoutMs, command: args.slice(place), problem: undefined };
    if (arg !== '-server' && arg !== '-timeout' && arg !== '-client-configuration') continue;
    const value = args[++place];
    if (value === undefined) {
      return { server, timeoutMs, command: [], problem: `Error: no argument found for option ${arg}` };
    }
    if (arg === '-server') server = value;
    if (arg === '-timeout') timeoutMs = Math.trunc(Number(value)) || 0;
  }
  return { server, timeoutMs, command: [], problem: undefined };
}

const LEFT_OUT: Readonly<Record<string, string>> = {
  addWatch:
    '[-m mode] path # optional mode is one of [PERSISTENT, PERSISTENT_RECURSIVE] - default is PERSISTENT_RECURSIVE',
  addauth: 'scheme auth',
  config: '[-c] [-w] [-s]',
  delquota: '[-n|-b|-N|-B] path',
  listquota: 'path',
  reconfig:
    '[-s] [-v version] [[-file path] | [-members serverID=host:port1:port2;port3[,...]*]] | ' +
    '[-add serverId=host:port1:port2;port3[,...]]* [-remove serverId[,...]*]',
  removewatches: 'path [-c|-d|-a] [-l]',
  setAcl: '[-s] [-v version] [-R] path acl',
  setquota: '-n|-b|-N|-B val path',
};

const OWN_COMMANDS: Readonly<Record<string, string>> = {
  close: '',
  connect: 'host:port',
  history: '',
  printwatches: 'on|off',
  quit: '',
  redo: 'cmdno',
};

function usageOf(name: string): string | undefined {
  for (const usages of [LEFT_OUT, OWN_COMMANDS]) if (Object.hasOwn(usages, name)) return usages[name];
  return Object.hasOwn(CLI_COMMANDS, name) ? CLI_COMMANDS[name]!.usage : undefined;
}

export const SHELL_COMMANDS: readonly string[] = [
  ...Object.keys(CLI_COMMANDS),
  ...Object.keys(LEFT_OUT),
  ...Object.keys(OWN_COMMANDS),
].sort();

function* usage(shell: ShellOut): ZkRun<void> {
  yield* shell.err('ZooKeeper -server host:port [-zk-tls-config-file <file>] cmd args');
  for (const name of SHELL_COMMANDS) yield* shell.err(`\t${name} ${usageOf(name)}`);
}

/** What the shell keeps from one command to the next. */
export interface ShellMemory {
  readonly printWatches: boolean;
  readonly history: readonly string[];
  /** Of lines carried out before this one. */
  readonly commandCount: number;
}

/** A command, and the shell it is carried out in. */
export interface MainShell extends ShellOut {
  memory(): ZkRun<ShellMemory>;
  /** `redo` stands in the history as what it has done again. */
  rewriteHistory(line: string): ZkRun<void>;
  setPrintWatches(on: boolean): ZkRun<void>;
  /** `connect`: another session. */
  connect(server: string | undefined): ZkRun<void>;
  isAlive(): ZkRun<boolean>;
  /** The process ends with the status of the last command. */
  quit(): ZkRun<void>;
}

/** ZooKeeperMain.processCmd: answers the exit status. */
export function* processCmd(shell: MainShell, words: readonly string[]): ZkRun<number> {
  try {
    yield* processZkCmd(shell, words);
    return 0;
  } catch (error) {
    if (!(error instanceof CliException)) throw error;
    yield* shell.err(error.message);
    return error.status;
  }
}

function* processZkCmd(shell: MainShell, words: readonly string[]): ZkRun<void> {
  const name = words[0]!;
  if (usageOf(name) === undefined) {
    yield* usage(shell);
    throw new CliException(`Command not found: Command not found ${name}`, COMMAND_NOT_FOUND);
  }
  switch (name) {
    case 'quit':
      yield* closeZooKeeper();
      yield* shell.quit();
      return;
    case 'redo':
      if (words.length >= 2) yield* redo(shell, words[1]!);
      break;
    case 'history':
      yield* tellHistory(shell);
      break;
    case 'printwatches':
      if (words.length > 1) yield* shell.setPrintWatches(words[1] === 'on');
      else yield* shell.out(`printwatches is ${(yield* shell.memory()).printWatches ? 'on' : 'off'}`);
      break;
    case 'connect':
      yield* shell.connect(words[1]);
      break;
  }
  if (!(yield* shell.isAlive())) yield* shell.out('Not connected');
  else if (name === 'close') yield* closeZooKeeper();
  else if (Object.hasOwn(CLI_COMMANDS, name)) yield* runCliCommand(shell, words);
  else if (Object.hasOwn(LEFT_OUT, name)) throw new CliException(`${name} is left out here`);
}

function* redo(shell: MainShell, text: string): ZkRun<void> {
  const { history, commandCount } = yield* shell.memory();
  if (!/^[+-]?\d+$/.test(text)) throw new NumberFormatException(text);
  const number = Number(text);
  if (number < 0 || number >= commandCount) throw new CliException('Command index out of range');
  const words = wordsOfLine(history[number]!);
  if (words[0] === 'redo') throw new CliException('No redoing redos');
  yield* shell.rewriteHistory(history[number]!);
  yield* processCmd(shell, words);
}

function* tellHistory(shell: MainShell): ZkRun<void> {
  const { history, commandCount } = yield* shell.memory();
  for (let number = Math.max(0, commandCount - 10); number <= commandCount; number++) {
    yield* shell.out(`${number} - ${history[number] ?? 'null'}`);
  }
}
