/**
 * The commands of the shell (org.apache.zookeeper.cli of 3.8): what each reads of its line, asks of ZooKeeper, and prints.
 *
 * *Simplified:* whose ephemeral znodes, and how many znodes there are below one, is found by reading the tree. Without access
 * control, quotas, reconfiguration and persistent watches; containers and TTLs are refused as by a server that has them off.
 */
import { set } from '../../../base/table.ts';
import type { CreateMode, KeeperCode, ZnodeStat, ZooKeeperResult } from '../../messages.ts';
import { onClient, request, type ZkRequest, type ZkRun } from '../../zk/run.ts';
import { CliException, keeperProblem } from './cliException.ts';
import { type CommandLine, type OptionLetters, parseCommandLine } from './commandLine.ts';
import { validatePath } from './paths.ts';
import { statLines } from './statLines.ts';

/** The shell, as a command sees it. */
export interface ShellOut {
  readonly self: string;
  out(line: string): ZkRun<void>;
  err(line: string): ZkRun<void>;
}

interface CliCommand {
  readonly letters: OptionLetters;
  /** Behind its name in the list of commands. */
  readonly usage: string;
  /** Words behind its name that it cannot do without. */
  readonly required: number;
  run(shell: ShellOut, line: CommandLine): ZkRun<void>;
  /** `ls path watch`, as it was once written: the third word is taken for -w. */
  readonly deprecated?: string;
}

/** Who hears of a watch that a command has set. */
export const SHELL_WATCHER = 'zookeeper-shell';

export const CLI_COMMANDS: Readonly<Record<string, CliCommand>> = {
  ls: {
    letters: ['?', 's', 'w', 'R'],
    usage: '[-s] [-w] [-R] path',
    required: 1,
    deprecated: "'ls path [watch]' has been deprecated. Please use 'ls [-w] path' instead.",
    *run(shell, line) {
      const path = pathOf(line);
      const watch = line.has('w');
      if (line.has('R')) {
        yield* asked({ op: 'getData', path }, watch);
        yield* shell.out(path);
        yield* visitBelow(shell, path, watch);
        return;
      }
      const { children = [], stat } = yield* asked({ op: 'getChildren', path }, watch);
      yield* shell.out(`[${[...children].sort().join(', ')}]`);
      if (line.has('s')) yield* printStat(shell, stat!);
    },
  },
  get: {
    letters: ['s', 'w'],
    usage: '[-s] [-w] path',
    required: 1,
    deprecated: "'get path [watch]' has been deprecated. Please use 'get [-s] [-w] path' instead.",
    *run(shell, line) {
      const { data, stat } = yield* asked({ op: 'getData', path: pathOf(line) }, line.has('w'));
      yield* shell.out(data ?? 'null');
      if (line.has('s')) yield* printStat(shell, stat!);
    },
  },
  stat: {
    letters: ['w'],
    usage: '[-w] path',
    required: 1,
    deprecated: "'stat path [watch]' has been deprecated. Please use 'stat [-w] path' instead.",
    *run(shell, line) {
      const { stat } = yield* asked({ op: 'exists', path: pathOf(line) }, line.has('w'));
      yield* printStat(shell, stat!);
    },
  },
  create: {
    letters: ['e', 's', 'c', 't:'],
    usage: '[-s] [-e] [-c] [-t ttl] path [data] [acl]',
    required: 1,
    *run(shell, line) {
      const mode = createMode(line);
      const [, , data = null, acl] = line.args;
      if (acl !== undefined) yield* parseAcl(shell, acl);
      const path = pathOf(line);
      if (line.has('c') || line.has('t')) throw keeperProblem('UNIMPLEMENTED', path);
      const made = yield* asked({ op: 'create', path, data, mode });
      yield* shell.err(`Created ${made.path}`);
    },
  },
  set: {
    letters: ['s', 'v:'],
    usage: '[-s] [-v version] path data',
    required: 2,
    *run(shell, line) {
      const version = versionOf(line);
      const { stat } = yield* asked({ op: 'setData', path: pathOf(line), data: line.args[2]!, version });
      if (line.has('s')) yield* printStat(shell, stat!);
    },
  },
  delete: {
    letters: ['v:'],
    usage: '[-v version] path',
    required: 1,
    deprecated: "'delete path [version]' has been deprecated. Please use 'delete [-v version] path' instead.",
    *run(_shell, line) {
      const version = versionOf(line);
      yield* asked({ op: 'delete', path: pathOf(line), version });
    },
  },
  deleteall: {
    letters: ['b:'],
    usage: 'path [-b batch size]',
    required: 1,
    run: deleteAll,
  },
  sync: {
    letters: [],
    usage: 'path',
    required: 1,
    *run(shell, line) {
      const { code } = yield* request({ op: 'sync', path: pathOf(line) });
      yield* shell.out(code === 'OK' ? 'Sync is OK' : `Sync has failed. rc=${RETURN_CODES[code] ?? -1}`);
    },
  },
  getAllChildrenNumber: {
    letters: [],
    usage: 'path',
    required: 1,
    *run(shell, line) {
      yield* shell.out(String((yield* listSubTree(pathOf(line))).length - 1));
    },
  },
  getEphemerals: {
    letters: [],
    usage: 'path',
    required: 0,
    *run(shell, line) {
      const prefix = line.args[1] ?? '/';
      validatePath(prefix);
      const tree = yield* listSubTree('/');
      const own = yield* onClient(({ sessionId }) => sessionId);
      const found: string[] = [];
      for (const path of tree) {
        if (!path.startsWith(prefix)) continue;
        const { stat } = yield* request({ op: 'exists', path, registerWatch: false });
        if (stat?.ephemeralOwner === own) found.push(path);
      }
      yield* shell.out(`[${found.sort().join(', ')}]`);
    },
  },
  getAcl: {
    letters: ['s'],
    usage: '[-s] path',
    required: 1,
    *run(shell, line) {
      const { stat } = yield* asked({ op: 'exists', path: pathOf(line) }, false);
      yield* shell.out("'world,'anyone\n: cdrwa");
      if (line.has('s')) yield* printStat(shell, stat!);
    },
  },
  whoami: {
    letters: [],
    usage: '',
    required: 0,
    *run(shell) {
      yield* shell.out(`Auth scheme: User\nip: ${shell.self}`);
    },
  },
  version: {
    letters: [],
    usage: '',
    required: 0,
    *run(shell, line) {
      if (line.args.length > 1) throw new CliException('version ');
      const built = '9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC';
      yield* shell.out(`ZooKeeper CLI version: 3.8.4-${built}`);
    },
  },
};

/** CliCommand.parse and exec. */
export function* runCliCommand(shell: ShellOut, words: readonly string[]): ZkRun<void> {
  const name = words[0]!;
  const command = CLI_COMMANDS[name]!;
  let line = parseCommandLine(command.letters, words);
  if (line.args.length <= command.required) throw new CliException(`${name} ${command.usage}`);
  if (command.deprecated !== undefined && line.args.length > 2) {
    yield* shell.err(command.deprecated);
    line = parseCommandLine(command.letters, asFlag(words, name === 'delete' ? undefined : '-w'));
  }
  yield* command.run(shell, line);
}

/** Of `delete path version` the version is read, and left at that. */
function asFlag(words: readonly string[], flag: string | undefined): readonly string[] {
  return flag === undefined ? words : words.map((word, place) => (place === 2 ? flag : word));
}

function pathOf({ args }: CommandLine): string {
  const path = args[1]!;
  validatePath(path);
  return path;
}

/** A version that is no number ends the shell. */
function versionOf(line: CommandLine): number {
  const text = line.valueOf('v');
  if (text === undefined) return -1;
  if (!/^[+-]?\d+$/.test(text) || Math.abs(Number(text)) > 2_147_483_647) throw new NumberFormatException(text);
  return Number(text);
}

/** Caught by nobody in the shell. */
export class NumberFormatException extends Error {
  constructor(text: string) {
    super(`java.lang.NumberFormatException: For input string: "${text}"`);
  }
}

function createMode(line: CommandLine): CreateMode {
  const [ephemeral, sequential, container, ttl] = ['e', 's', 'c', 't'].map((letter) => line.has(letter));
  if (container && (ephemeral || sequential)) {
    throw new CliException('-c cannot be combined with -s or -e. Containers cannot be ephemeral or sequential.');
  }
  if (ttl && !/^[+-]?\d+$/.test(line.valueOf('t')!)) throw new CliException('-t argument must be a long value');
  if (ttl && ephemeral) throw new CliException('TTLs cannot be used with Ephemeral znodes');
  if (ttl && container) throw new CliException('TTLs cannot be used with Container znodes');
  if (ephemeral) return sequential ? 'EPHEMERAL_SEQUENTIAL' : 'EPHEMERAL';
  return sequential ? 'PERSISTENT_SEQUENTIAL' : 'PERSISTENT';
}

/** AclParser: each is scheme:id:perm. What is left is no list of anybody's rights. */
function* parseAcl(shell: ShellOut, text: string): ZkRun<void> {
  const all = text.split(',');
  const wrong = all.filter((one) => one.split(':').length < 3);
  for (const one of wrong) yield* shell.err(`${one} does not have the form scheme:id:perm`);
  if (wrong.length < all.length) return;
  yield* shell.err('KeeperErrorCode = InvalidACL');
  throw new CliException('Acl is not valid : null');
}

// ---- asking -----------------------------------------------------------------------------------------------------------

const RETURN_CODES: Partial<Record<KeeperCode, number>> = {
  CONNECTIONLOSS: -4,
  SESSIONEXPIRED: -112,
  BADARGUMENTS: -8,
};

type Asked = Extract<ZkRequest, { readonly path: string }>;

function* asked(wanted: Asked, watch?: boolean): ZkRun<ZooKeeperResult> {
  const { path } = wanted;
  if (watch === true) yield* hearOf(path);
  const operation = watch === undefined ? wanted : ({ ...wanted, registerWatch: watch } as ZkRequest);
  const result = yield* request(operation);
  if (result.code !== 'OK') throw keeperProblem(result.code, path);
  return result;
}

function* hearOf(path: string): ZkRun<void> {
  yield* onClient((client) => {
    client.changeHandlers = set(client.changeHandlers, path, SHELL_WATCHER);
    client.childChangeHandlers = set(client.childChangeHandlers, path, SHELL_WATCHER);
    return null;
  });
}

function* printStat(shell: ShellOut, stat: ZnodeStat): ZkRun<void> {
  for (const line of statLines(stat)) yield* shell.out(line);
}

/** ZKUtil.visitSubTreeDFS: the children of each, then what is below them. One that has gone meanwhile is passed over. */
function* visitBelow(shell: ShellOut, path: string, watch: boolean): ZkRun<void> {
  if (watch) yield* hearOf(path);
  const { code, children = [] } = yield* request({ op: 'getChildren', path, registerWatch: watch });
  if (code === 'NONODE') return;
  if (code !== 'OK') throw keeperProblem(code, path);
  const below = [...children].sort().map((name) => childOf(path, name));
  for (const child of below) yield* shell.out(child);
  for (const child of below) yield* visitBelow(shell, child, watch);
}

function childOf(path: string, name: string): string {
  return path === '/' ? `/${name}` : `${path}/${name}`;
}

/** ZKUtil.listSubTreeBFS */
function* listSubTree(root: string): ZkRun<readonly string[]> {
  const tree = [root];
  for (let place = 0; place < tree.length; place++) {
    const { children = [] } = yield* asked({ op: 'getChildren', path: tree[place]! }, false);
    tree.push(...children.map((name) => childOf(tree[place]!, name)));
  }
  return tree;
}

// ---- deleteall ----------------------------------------------------------------------------------------------------------

/** ZKUtil.deleteRecursive: the leaves first, many in one change; with a batch size of 0 one by one. */
function* deleteAll(shell: ShellOut, line: CommandLine): ZkRun<void> {
  const text = line.valueOf('b') ?? '1000';
  if (!/^[+-]?\d+$/.test(text)) throw new CliException('-b argument must be an int value');
  const batchSize = Number(text);
  const paths = [...(yield* listSubTree(pathOf(line)))].reverse();
  if (batchSize <= 0) {
    for (const path of paths) yield* asked({ op: 'delete', path, version: -1 });
    return;
  }
  for (let from = 0; from < paths.length; from += batchSize) {
    const ops = paths.slice(from, from + batchSize).map((path) => ({ op: 'delete', path, version: -1 }) as const);
    const { code } = yield* request({ op: 'multi', ops });
    if (code === 'OK') continue;
    yield* shell.err('Failed to delete some node(s) in the subtree!');
    return;
  }
}
