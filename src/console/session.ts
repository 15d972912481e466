/**
 * A console on a run: lines in, printed lines out. What is typed becomes commands of the run, at the head of its history, so
 * that it is saved and replayed with it. No screen and no terminal: `tidemark console` and the page have one each.
 */
import { unreachable } from '../base/assert.ts';
import { formatMicros, type Micros, seconds } from '../base/time.ts';
import { describeFact } from '../kafka/describeFact.ts';
import type { Kafka } from '../kafka/kinds.ts';
import { TOOL_NAMES, toolNamed } from '../kafka/tools/programs.ts';
import type { ToolState } from '../kafka/tools/state.ts';
import type { History } from '../record/history.ts';
import { didYouMean } from '../scenario/problems.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { nextName, spawnTool } from '../scenario/spawned.ts';
import { surroundings } from './around.ts';
import { type Completion, completionAt } from './completion.ts';
import { remember } from './history.ts';
import { FOLLOWED, meaningOf, OWN_COMMANDS } from './meaning.ts';
import { type WorldCommands, worldCommands } from './worldCommands.ts';

/** What a session writes somewhere: the streams of a tool, and what the console itself says. */
export interface Written {
  readonly stream: 'out' | 'err' | 'console';
  readonly text: string;
}

/** A tool that has not ended by then goes on in the background of what is typed next. */
const PATIENCE: Micros = seconds(120);
const EVENTS_AT_MOST = 2_000_000;

export class ConsoleSession {
  readonly history: History<Kafka>;
  readonly #scenario: Scenario;
  #typed: readonly string[] = [];
  #files: Readonly<Record<string, string>> = {};
  #seen: number;
  #running: string | undefined;
  #redirect: string | undefined;
  #redirected = '';

  constructor(scenario: Scenario, history: History<Kafka>) {
    this.#scenario = scenario;
    this.history = history;
    this.#seen = history.facts.length;
  }

  get typed(): readonly string[] {
    return this.#typed;
  }

  /** The tool that reads what is typed now, if there is one. */
  get running(): string | undefined {
    return this.#running;
  }

  get files(): Readonly<Record<string, string>> {
    return this.#files;
  }

  /** `12.500s`, and what reads the next line. */
  get prompt(): string {
    const reads = this.#running !== undefined && this.#reads(this.#running);
    return reads ? '>' : `${formatMicros(this.history.kernel.now)} $ `;
  }

  complete(line: string, cursor: number): Completion {
    const files = Object.keys(this.#files);
    return completionAt(line, cursor, surroundings(this.history.kernel, files, OWN_COMMANDS));
  }

  /** One typed line. Undefined: the console is left. */
  type(line: string): readonly Written[] | undefined {
    if (this.#running !== undefined && this.#reads(this.#running)) {
      this.history.command({ type: 'tell', node: this.#running, order: { type: 'input', text: line } });
      return this.#advance();
    }
    this.#typed = remember(this.#typed, line);
    const meaning = meaningOf(line, this.#files);
    switch (meaning.type) {
      case 'nothing':
        return [];
      case 'exit':
        return undefined;
      case 'act':
        return this.#act(line.trim());
      case 'run':
        return this.#advance(meaning.length);
      case 'until':
        return this.#until(meaning.fact, meaning.within);
      case 'facts':
        return [say(this.#lastFacts(meaning.count))];
      case 'write':
        this.#files = { ...this.#files, [meaning.name]: meaning.text };
        return [];
      case 'say':
        return [{ stream: meaning.stream, text: meaning.text }];
      case 'interrupt':
        return this.interrupt();
      case 'save':
        return [say('save needs a file')];
      default:
        return unreachable(meaning);
    }
  }

  /** Ctrl-D: the end of what a tool reads. Undefined: there is none, the console is left. */
  endOfInput(): readonly Written[] | undefined {
    if (this.#running === undefined) return undefined;
    this.history.command({ type: 'tell', node: this.#running, order: { type: 'end-of-input' } });
    return this.#wait();
  }

  /** Ctrl-C */
  interrupt(): readonly Written[] {
    if (this.#running === undefined) return [];
    this.history.command({ type: 'tell', node: this.#running, order: { type: 'interrupt' } });
    return this.#wait();
  }

  // ---- tools -----------------------------------------------------------------------------------------------------------

  #stateOf(tool: string): ToolState | undefined {
    const state = this.history.kernel.node(tool)?.state;
    return state?.kind === 'tool' ? state : undefined;
  }

  #reads(tool: string): boolean {
    const state = this.#stateOf(tool);
    if (state === undefined) return false;
    if (state.type === 'zookeeper') return state.isInteractive && !state.inputEnded;
    return state.type === 'producer' && !state.inputEnded;
  }

  #startTool(line: string): readonly Written[] {
    if (this.#running !== undefined) {
      return [say(`${this.#running} still runs; Ctrl-C or \`interrupt\` ends it, \`run 1s\` lets time pass`)];
    }
    const names = this.history.kernel.nodes.map(({ id }) => id);
    const id = nextName('tool-', names);
    const spawned = spawnTool(this.#scenario, id, line, this.#files);
    if (!spawned.ok) return [say(spawned.problem)];
    this.#redirect = spawned.redirect ?? undefined;
    this.#redirected = '';
    this.#running = id;
    this.history.command(spawned.command);
    if (!this.#reads(id)) return this.#wait();
    // The shell greets when it is connected.
    return this.#stateOf(id)?.type === 'zookeeper' ? this.#advance() : this.#collect();
  }

  /** Lets time pass until the tool has ended, or waits for whoever types. */
  #wait(): readonly Written[] {
    const limit = this.history.kernel.now + PATIENCE;
    const written: Written[] = [...this.#collect()];
    for (let events = 0; this.#running !== undefined && events < EVENTS_AT_MOST; events++) {
      if (this.#isFollowing(this.#running)) return [...written, ...this.#advance(FOLLOWED)];
      const step = this.history.forward(limit);
      if (step === undefined) break;
      if (step.facts.length > 0) written.push(...this.#collect());
    }
    if (this.#running !== undefined) {
      this.history.runUntil(limit, 1);
      written.push(say(`${this.#running} still runs`));
    }
    return written;
  }

  /** A consumer without an end prints as time passes; some of it is shown at once. */
  #isFollowing(tool: string): boolean {
    const state = this.history.kernel.node(tool)?.state;
    if (state?.kind !== 'tool' || state.type !== 'consumer' || state.closing) return false;
    const { maxMessages, timeoutMs } = state.options;
    return maxMessages < 0 && timeoutMs === null;
  }

  #advance(length: Micros = seconds(1)): readonly Written[] {
    this.history.runUntil(this.history.kernel.now + length, EVENTS_AT_MOST);
    return this.#collect();
  }

  /** What was printed since the last look. */
  #collect(): readonly Written[] {
    const { facts } = this.history;
    const written: Written[] = [];
    for (const { fact } of facts.slice(this.#seen)) {
      if (fact.type === 'ToolPrinted') {
        const text = `${fact.text}${fact.unfinished ? '' : '\n'}`;
        if (this.#redirect !== undefined && fact.tool === this.#running && fact.stream === 'out')
          this.#redirected += text;
        else written.push({ stream: fact.stream, text });
      } else if (fact.type === 'ToolExited' && fact.tool === this.#running) {
        if (this.#redirect !== undefined) this.#files = { ...this.#files, [this.#redirect]: this.#redirected };
        this.#running = undefined;
        this.#redirect = undefined;
        if (fact.status !== 0) written.push(say(`exit status ${fact.status}`));
      }
    }
    this.#seen = facts.length;
    return written;
  }

  // ---- own commands ----------------------------------------------------------------------------------------------------

  #act(line: string): readonly Written[] {
    const [word = '', ...rest] = line.split(/\s+/);
    if (toolNamed(word) !== undefined) return this.#startTool(line);
    const world = worldCommands(word, rest, this.history.kernel);
    if (world !== undefined) return this.#toWorld(world);
    const known = [...OWN_COMMANDS, ...TOOL_NAMES];
    return [say(`${word}: command not found${didYouMean(word, known)}`)];
  }

  #until(name: string, within: Micros): readonly Written[] {
    const limit = this.history.kernel.now + within;
    for (let events = 0; events < EVENTS_AT_MOST; events++) {
      const step = this.history.forward(limit);
      if (step === undefined) break;
      const found = step.facts.find(({ fact }) => fact.type === name);
      if (found !== undefined)
        return [...this.#collect(), say(`${formatMicros(step.at)}  ${describeFact(found.fact)}`)];
    }
    // The clock stands where it was waited to.
    this.history.runUntil(limit, 1);
    return [...this.#collect(), say(`${name} did not happen by ${formatMicros(this.history.kernel.now)}`)];
  }

  #toWorld(world: WorldCommands): readonly Written[] {
    if (!world.ok) return [say(world.problem)];
    const handled = world.commands.map((command) => this.history.command(command).handled);
    const said = handled.some(Boolean) ? world.said : 'nothing to do';
    return said === null ? this.#collect() : [...this.#collect(), say(said)];
  }

  #lastFacts(count: number): string {
    const { facts } = this.history;
    const shown = facts.slice(-count);
    return shown.map(({ at, node, fact }) => `${formatMicros(at)}  ${node}  ${describeFact(fact)}`).join('\n');
  }
}

export function say(text: string): Written {
  return { stream: 'console', text: `${text}\n` };
}
