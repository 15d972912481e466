/**
 * The logs of a branch: written from its facts as they come, once; what a line takes from the state of its step is read
 * when the line is first shown. No node reads a log, and nothing later than the playhead is shown.
 */
import type { Kafka } from '../../kafka/kinds.ts';
import type { NodeView } from '../../sim/world.ts';
import type { FactLog } from '../factFrames.ts';
import type { Recording } from '../recording.ts';
import { brokenFetchers, brokerLines, isrUpdatedLine } from './brokerLines.ts';
import { clientLines } from './clientLines.ts';
import { groupLines } from './groupLines.ts';
import { lifeLines } from './lifeLines.ts';
import { fileOf } from './loggers.ts';
import { LogMemory } from './memory.ts';
import { lineText } from './pattern.ts';
import { quorumLines } from './quorumLines.ts';
import {
  LOG_LEVELS,
  type LogLevel,
  type ServerLogAsk,
  type ServerLogFrame,
  type ServerLogLine,
} from './serverLogFrames.ts';
import { Cast, type Message, type Say, type Told, type WorldAt } from './writing.ts';
import { zooKeeperLines } from './zooKeeperLines.ts';

/** One answer has no more lines. */
const MOST_LINES = 400;
/** So many places of one run are gone to in one answer for what only the state knows. */
const MOST_PLACES = 400;

interface Written {
  readonly at: number;
  readonly step: number;
  readonly node: string;
  readonly level: LogLevel;
  readonly logger: string;
  message: Message;
}

const KEPT = new WeakMap<FactLog, ServerLog>();

export class ServerLog {
  readonly #lines: Written[] = [];
  readonly #memory: LogMemory;
  #read = 0;

  constructor() {
    this.#memory = new LogMemory(new Cast());
  }

  get lines(): readonly Written[] {
    return this.#lines;
  }

  /** What was only simulated ahead may be of a process that nobody has started yet. */
  catchUp(facts: FactLog, upTo: number, nodes: readonly NodeView<Kafka>[]): void {
    this.#memory.cast.add(nodes);
    for (; this.#read < upTo; this.#read++) this.#take(facts.recorded(this.#read)!);
  }

  #take(told: Told): void {
    const say: Say = (node, level, logger, message) =>
      this.#lines.push({ at: told.at, step: told.step, node, level, logger, message });
    const memory = this.#memory;
    lifeLines(told, memory, say);
    quorumLines(ofQuorum(told, memory) ? told : NOBODY, memory, say);
    zooKeeperLines(told, memory, say);
    brokerLines(told, memory, say);
    groupLines(told, memory, say);
    clientLines(told, memory, say);
    const { fact } = told;
    if (fact.type === 'IsrChanged') {
      const broker = memory.proposerOf(fact.partition, fact.isr);
      const name = broker === undefined ? undefined : memory.cast.serverName(broker);
      if (name !== undefined) isrUpdatedLine(name, broker!, fact.partition, fact.isr, fact.partitionEpoch, say);
    }
    if (fact.type === 'ProcessKilled') brokenFetchers(fact.node, memory, say);
    memory.take(fact, told.at);
  }
}

const NOBODY: Told = { at: 0, step: 0, node: '', fact: { type: 'NetworkHealed' } };

/** A broker with ZooKeeper tells some facts under the names that a quorum has for them. */
function ofQuorum({ node }: Told, { cast }: LogMemory): boolean {
  const setup = cast.server(node);
  return setup !== undefined && (setup.zookeeper === undefined || setup.roles.controller);
}

export function serverLogFrame(recording: Recording, ask: ServerLogAsk): ServerLogFrame {
  const { facts, at: here, step } = recording;
  let log = KEPT.get(facts);
  if (log === undefined) {
    log = new ServerLog();
    KEPT.set(facts, log);
  }
  log.catchUp(facts, facts.countUpTo(step), recording.kernel.nodes);
  const known = log.lines.filter((line) => line.step <= step && line.at <= here);
  const search = ask.search.trim().toLowerCase();
  const wanted = known.filter(
    ({ at, node, level, logger }) =>
      at >= ask.from &&
      at <= ask.to &&
      (ask.node === null || node === ask.node) &&
      LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(ask.level) &&
      logger.toLowerCase().includes(ask.logger.toLowerCase()),
  );
  const newest = search === '' ? wanted.slice(-MOST_LINES) : wanted;
  settle(recording, newest.slice(-MOST_LINES * 4));
  const found = newest.map(lineOf).filter(({ text }) => search === '' || text.toLowerCase().includes(search));
  const lines = found.slice(-MOST_LINES);
  const all = search === '' ? wanted.length : found.length;
  return { lines, leftOut: all - lines.length, ...summaryOf(known) };
}

/** Reads off the state what lines need of it. The playhead's own place is found again by who asks for it. */
function settle({ history }: Recording, lines: readonly Written[]): void {
  let places = 0;
  let previous = -1;
  const world: WorldAt = { node: (id) => history.kernel.node(id) };
  for (const line of lines) {
    if (typeof line.message === 'string') continue;
    if (line.step !== previous) {
      if (places++ >= MOST_PLACES) return;
      history.seek(line.step);
      previous = line.step;
    }
    line.message = line.message(world);
  }
}

function lineOf({ at, step, node, level, logger, message }: Written): ServerLogLine {
  const shown = typeof message === 'string' ? message : '…';
  const [first, ...rest] = shown.split('\n');
  // What follows the first line is what an exception prints behind it.
  const text = [lineText(at, level, rest[0]?.startsWith('\t') === true ? shown : first!, logger)];
  if (rest[0]?.startsWith('\t') !== true) text.push(...rest);
  return { at, step, node, level, logger, file: fileAt(logger), message: shown, text: text.join('\n') };
}

function fileAt(logger: string): string {
  return logger === 'application' ? 'application.log' : fileOf(logger);
}

function summaryOf(known: readonly Written[]): Pick<ServerLogFrame, 'writers' | 'loggers'> {
  const writers = new Map<string, { node: string; lines: number; warnings: number; errors: number }>();
  const loggers = new Set<string>();
  for (const { node, level, logger } of known) {
    const writer = writers.get(node) ?? { node, lines: 0, warnings: 0, errors: 0 };
    writers.set(node, writer);
    writer.lines++;
    if (level === 'WARN') writer.warnings++;
    if (level === 'ERROR') writer.errors++;
    loggers.add(logger);
  }
  return { writers: [...writers.values()].sort((a, b) => (a.node < b.node ? -1 : 1)), loggers: [...loggers].sort() };
}
