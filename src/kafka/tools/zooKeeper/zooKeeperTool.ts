/**
 * zookeeper-shell as a process: a client of ZooKeeper, whose one thread carries out a command after the other, and standard
 * input (org.apache.zookeeper.ZooKeeperMain.run). It ends without closing its session, unless somebody types `quit`: its
 * ephemeral znodes live on until the session expires.
 *
 * *Simplified:* names that this network does not know end it; no path may stand behind the servers (chroot), no TLS.
 */
import { millis } from '../../../base/time.ts';
import type { KafkaEnv, KafkaEvent, KafkaOut, ToolSetup } from '../../kinds.ts';
import type { WatchedEventType } from '../../messages.ts';
import type { ZkClientSetup, ZkClientTimer } from '../../zk/clientState.ts';
import { close } from '../../zk/kafkaZkClient.ts';
import { onClient, once, type ZkRun } from '../../zk/run.ts';
import { newZkRuntime, REINIT_THREAD, type ZkHost, type ZkOutcome, type ZkRuntime } from '../../zk/threadState.ts';
import { cancelZkThread, isZkThreadRunning, runZkThreads, startZkThread } from '../../zk/threads.ts';
import { handleZkArrival, handleZkDisconnected, handleZkTimer, openZkClient } from '../../zk/zooKeeperClient.ts';
import { aroundClient } from '../console/around.ts';
import { ExitTool, messageOf } from '../options/thrown.ts';
import { type Printer, tell } from '../printing.ts';
import type { Shell } from '../program.ts';
import type { EndedTool, ZooKeeperShellJob, ZooKeeperTool } from '../state.ts';
import { wordsOfLine } from './commandLine.ts';
import { serversOf } from './servers.ts';
import { NumberFormatException } from './zooKeeperCommands.ts';
import { type MainShell, parseMainOptions, processCmd, type ShellMemory } from './zooKeeperMain.ts';

const MAIN_THREAD = 'main';
/** 128 + SIGINT */
const INTERRUPTED = 130;
/** Requests wait for nobody. */
const NO_LIMIT = 1_000_000;

export function bootZooKeeperTool(
  setup: ToolSetup,
  shell: Shell,
  printer: Printer,
  env: KafkaEnv,
  out: KafkaOut,
): ZooKeeperTool {
  if (setup.args.length === 0) {
    shell.out('USAGE: zookeeper-shell zookeeper_host:port[/path] [-zk-tls-config-file file] [args...]');
    throw new ExitTool(1);
  }
  // As its script calls it.
  const { server, timeoutMs, command, problem } = parseMainOptions(['-server', ...setup.args]);
  if (problem !== undefined) shell.err(problem);
  shell.out(`Connecting to ${server}`);
  const connect = serversOf(server, setup.hosts);
  if (connect.length === 0) {
    shell.log('ERROR', `Unable to resolve address: ${server}`, 'org.apache.zookeeper.client.StaticHostProvider');
    throw new ExitTool(1);
  }
  const zk = newZkRuntime<ZooKeeperShellJob>(clientSetup(connect, timeoutMs));
  const isInteractive = command.length === 0;
  const tool: ZooKeeperTool = {
    kind: 'tool',
    type: 'zookeeper',
    setup,
    zk,
    server,
    timeoutMs,
    isInteractive,
    lines: [],
    inputEnded: false,
    printWatches: true,
    history: [],
    commandCount: 0,
    status: 0,
    quits: false,
  };
  if (isInteractive) {
    shell.out('Welcome to ZooKeeper!');
    shell.out('JLine support is disabled');
  }
  // What it says of itself comes before whatever its client does.
  tell(env.self, printer, 0, out);
  const process = new ShellProcess(tool, env, out);
  openZkClient(process);
  if (!isInteractive) startZkThread(process, MAIN_THREAD, { words: command });
  return { ...process.tool, zk: process.zk };
}

function clientSetup(connect: readonly string[], timeoutMs: number): ZkClientSetup {
  return { connect, sessionTimeout: millis(timeoutMs), maxInFlight: NO_LIMIT, lane: 'zookeeper-shell' };
}

export function handleZooKeeperTool(
  state: ZooKeeperTool,
  event: KafkaEvent,
  env: KafkaEnv,
  out: KafkaOut,
): ZooKeeperTool | EndedTool {
  const process = new ShellProcess(state, env, out);
  switch (event.type) {
    case 'arrived':
      handleZkArrival(process, event);
      break;
    case 'disconnected':
      handleZkDisconnected(process, event);
      break;
    case 'timer':
      handleZkTimer(process, event.timer as ZkClientTimer);
      break;
    case 'told':
      if (event.order.type === 'interrupt') return process.end(INTERRUPTED);
      if (event.order.type === 'input') process.typed(event.order.text);
      if (event.order.type === 'end-of-input') process.endInput();
      break;
    case 'booted':
    case 'flushed':
      break;
  }
  return process.settle();
}

/** One event: the process, as its client of ZooKeeper sees it. */
class ShellProcess implements ZkHost<ZooKeeperShellJob> {
  readonly env: KafkaEnv;
  readonly out: KafkaOut;
  zk: ZkRuntime<ZooKeeperShellJob>;
  tool: ZooKeeperTool;

  constructor(tool: ZooKeeperTool, env: KafkaEnv, out: KafkaOut) {
    this.tool = tool;
    this.zk = tool.zk;
    this.env = env;
    this.out = aroundClient(out, (fact) => {
      if (fact.type === 'ZooKeeperConnectionChanged') this.tellWatcher(fact.state, 'None', null);
    }).out;
  }

  print(stream: 'out' | 'err', text: string): null {
    for (const line of text.split('\n')) {
      this.out.fact({ type: 'ToolPrinted', tool: this.env.self, stream, text: line, unfinished: false });
    }
    return null;
  }

  tellWatcher(state: string, type: string, path: string | null): void {
    if (!this.tool.printWatches) return;
    this.print('out', '\nWATCHER::\n');
    this.print('out', `WatchedEvent state:${state} type:${type} path:${path}`);
  }

  // ---- as a host of threads ---------------------------------------------------------------------------------------------

  runOf({ words }: ZooKeeperShellJob): ZkRun<number> {
    return processCmd(mainShell(this), words);
  }

  ended(_thread: string, _job: ZooKeeperShellJob, outcome: ZkOutcome): void {
    const { commandCount } = this.tool;
    if (outcome.type === 'returned') {
      this.tool = { ...this.tool, status: outcome.value as number, commandCount: commandCount + 1 };
      return;
    }
    if (!(outcome.error instanceof NumberFormatException)) throw outcome.error;
    this.print('err', `Exception in thread "main" ${messageOf(outcome.error)}`);
    this.tool = { ...this.tool, status: 1, quits: true };
  }

  watchFired(_handler: string, event: WatchedEventType, path: string): void {
    this.tellWatcher('SyncConnected', event, path);
  }

  *beforeInitializingSession(): ZkRun<void> {}

  *afterInitializingSession(): ZkRun<void> {}

  // ---- standard input -----------------------------------------------------------------------------------------------------

  typed(line: string): void {
    if (this.tool.isInteractive && !this.tool.inputEnded)
      this.tool = { ...this.tool, lines: [...this.tool.lines, line] };
  }

  endInput(): void {
    this.tool = { ...this.tool, inputEnded: true };
  }

  /** Whatever can be done now. */
  settle(): ZooKeeperTool | EndedTool {
    // ZooKeeperMain makes no other session in place of one that has expired.
    cancelZkThread(this, REINIT_THREAD);
    this.zk = { ...this.zk, expired: 0 };
    for (;;) {
      runZkThreads(this);
      if (isZkThreadRunning(this, MAIN_THREAD)) break;
      if (this.tool.quits || !this.tool.isInteractive) return this.end(this.tool.status);
      const [line, ...lines] = this.tool.lines;
      if (line === undefined && this.tool.inputEnded) return this.end(this.tool.status);
      if (line === undefined) break;
      this.tool = { ...this.tool, lines };
      this.#execute(line);
    }
    return { ...this.tool, zk: this.zk };
  }

  /** ZooKeeperMain.executeLine */
  #execute(line: string): void {
    if (line === '') return;
    this.tool = { ...this.tool, history: withLine(this.tool, line) };
    const words = wordsOfLine(line);
    if (words.length > 0) startZkThread(this, MAIN_THREAD, { words });
  }

  end(status: number): EndedTool {
    this.out.fact({ type: 'ToolExited', tool: this.env.self, status });
    this.out.exit(true);
    return { kind: 'tool', type: 'ended', setup: this.tool.setup, status };
  }
}

function withLine({ history, commandCount }: ShellMemory, line: string): readonly string[] {
  return [...history.slice(0, commandCount), line];
}

/** The process, as its commands see it: everything is done once, however often the thread is run. */
function mainShell(process: ShellProcess): MainShell {
  const done = (act: () => void): ZkRun<void> =>
    (function* () {
      yield* once(() => {
        act();
        return null;
      });
    })();
  return {
    self: process.env.self,
    out: (line) => done(() => process.print('out', line)),
    err: (line) => done(() => process.print('err', line)),
    memory: () =>
      once(() => {
        const { printWatches, history, commandCount } = process.tool;
        return { printWatches, history, commandCount };
      }),
    rewriteHistory: (line) =>
      done(() => {
        process.tool = { ...process.tool, history: withLine(process.tool, line) };
      }),
    setPrintWatches: (printWatches) =>
      done(() => {
        process.tool = { ...process.tool, printWatches };
      }),
    isAlive: () => onClient(({ state }) => state !== 'CLOSED'),
    connect: (server) => connectAnew(process, server ?? process.tool.server),
    quit: () =>
      done(() => {
        process.tool = { ...process.tool, quits: true };
      }),
  };
}

/** ZooKeeperMain.connectToZK */
function* connectAnew(process: ShellProcess, server: string): ZkRun<void> {
  if (yield* onClient(({ state }) => state !== 'CLOSED')) yield* close();
  yield* onClient((client) => {
    const connect = serversOf(server, process.tool.setup.hosts);
    if (connect.length > 0) client.setup = clientSetup(connect, process.tool.timeoutMs);
    return null;
  });
  yield* once(() => {
    process.tool = { ...process.tool, server };
    openZkClient(process);
    return null;
  });
}
