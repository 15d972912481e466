/**
 * What a person types: a line becomes a command of the run at the playhead, and time goes on until the tool has answered,
 * as in the terminal. What was printed is in the run; kept here is only what is not: the line being written, what was
 * typed before, what the console itself said, files written by hand.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { formatMicros, type Micros } from '../../base/time.ts';
import type { ConsoleFrame, ConsoleToolFrame, Meaning } from '../../frame/consoleFrame.ts';
import type { ConsoleNote } from '../../views/console/rows.ts';
import { formatSpan, formatTime } from '../../views/format.ts';
import type { Act } from '../../worker/protocol.ts';
import type { Conductor } from '../conductor.ts';
import { fill } from '../i18n/translate.ts';
import { isPlaying } from '../player/playerMachine.ts';
import { currentView } from '../store.ts';
import { CONSOLE_WORDS } from './words.ts';

export interface ConsoleState {
  /** Oldest first. */
  readonly typed: readonly string[];
  readonly notes: readonly ConsoleNote[];
  /** Written by hand. */
  readonly files: Readonly<Record<string, string>>;
  /** The tool that lines go to; null: they start one. */
  readonly reader: string | null;
  readonly isBusy: boolean;
  /** What stood before these steps is not shown, by branch. */
  readonly cleared: Readonly<Record<number, number>>;
  /** For the live region. */
  readonly said: string;
}

/** A tool that has not ended by then goes on beside what is typed next. */
const PATIENCE: Micros = 120_000_000;
const SECOND: Micros = 1_000_000;
const MOST_TYPED = 500;
const MOST_NOTES = 500;

export class ConsoleDesk {
  readonly store: StoreApi<ConsoleState>;
  readonly #conductor: Conductor;
  #orders = 0;

  constructor(conductor: Conductor) {
    this.#conductor = conductor;
    this.store = createStore<ConsoleState>(() => ({
      typed: [],
      notes: [],
      files: {},
      reader: null,
      isBusy: false,
      cleared: {},
      said: '',
    }));
    // Another run is loaded: what was said was said of the one before.
    conductor.store.subscribe(({ link }, before) => {
      if (link !== before.link && link === 'loading') this.#set({ notes: [], reader: null, cleared: {}, files: {} });
    });
  }

  get #state(): ConsoleState {
    return this.store.getState();
  }

  #set(change: Partial<ConsoleState>): void {
    this.store.setState(change);
  }

  chooseReader(reader: string | null): void {
    this.#set({ reader });
  }

  clear(): void {
    const { state } = this.#conductor;
    const step = currentView(state)?.frame.step ?? 0;
    this.#set({ cleared: { ...this.#state.cleared, [state.branch]: step }, said: '' });
  }

  showAll(): void {
    this.#set({ cleared: {} });
  }

  /** One line. `reader`: the running tool that it is for. */
  async enter(line: string, reader: string | null): Promise<void> {
    await this.#alone(async () => {
      if (reader !== null) return this.#input(line, reader);
      const meaning = await this.#meaningOf(line);
      if (meaning === undefined || meaning.type === 'nothing') return;
      this.#remember(line);
      await this.#follow(line, meaning);
    });
  }

  /** Ctrl-C and Ctrl-D. */
  async end(tool: string, how: 'interrupt' | 'end-of-input'): Promise<void> {
    await this.#alone(async () => {
      const wasPlaying = this.#isPlaying;
      if (await this.#act({ type: 'console-end', tool, how }, `${tool} ${how === 'interrupt' ? '^C' : '^D'}`)) {
        if (this.#state.reader === tool) this.#set({ reader: null });
        if (!wasPlaying) await this.#untilExit(tool);
        await this.#report(tool);
      }
    });
  }

  /** While a tool runs on without an end of its own. */
  async wait(length: Micros = SECOND): Promise<void> {
    await this.#alone(() => this.#conductor.runFor(length));
  }

  async #alone(work: () => Promise<void>): Promise<void> {
    if (this.#state.isBusy || this.#conductor.state.link !== 'ready') return;
    this.#set({ isBusy: true });
    try {
      await work();
    } finally {
      this.#set({ isBusy: false });
    }
  }

  get #isPlaying(): boolean {
    return isPlaying(this.#conductor.state.player);
  }

  get #now(): Micros {
    return Math.floor(this.#conductor.clock.now());
  }

  // ---- what a line does ----------------------------------------------------------------------------------------------

  async #meaningOf(line: string): Promise<Meaning | undefined> {
    const { files } = this.#state;
    const { branch } = this.#conductor.state;
    return (await this.#conductor.look({ ask: 'typed', branch, line, files }))?.meaning;
  }

  async #follow(line: string, meaning: Meaning): Promise<void> {
    const conductor = this.#conductor;
    switch (meaning.type) {
      case 'nothing':
        return;
      case 'act':
        return this.#start(line);
      case 'run':
        this.#note('typed', line);
        return conductor.runFor(meaning.length);
      case 'until': {
        this.#note('typed', line);
        const until = this.#now + meaning.within;
        const found = await conductor.runTo({ type: meaning.fact }, until);
        if (!found) await conductor.runFor(until - this.#now);
        const told = found ? (await this.#lastFacts(50)).filter(({ type }) => type === meaning.fact).at(-1) : undefined;
        const at = formatMicros(this.#now);
        return this.#say(told === undefined ? `${meaning.fact} did not happen by ${at}` : `${at}  ${told.text}`);
      }
      case 'facts': {
        this.#note('typed', line);
        const facts = await this.#lastFacts(meaning.count);
        return this.#say(facts.map(({ at, node, text }) => `${formatMicros(at)}  ${node}  ${text}`).join('\n'));
      }
      case 'write':
        this.#note('typed', line);
        return this.#set({ files: { ...this.#state.files, [meaning.name]: meaning.text } });
      case 'say':
        this.#note('typed', line);
        return this.#say(meaning.text.trimEnd());
      case 'interrupt': {
        const running = (await this.#frame())?.tools.filter(({ status }) => status === null).at(-1);
        this.#note('typed', line);
        if (running === undefined) return;
        if (await this.#act({ type: 'console-end', tool: running.id, how: 'interrupt' }, line))
          await this.#untilExit(running.id);
        return;
      }
      case 'save':
        this.#note('typed', line);
        return this.#say(this.#words('save'));
      case 'exit':
        return conductor.set({ lens: 'log' });
    }
  }

  /** A tool, or something done to the cluster. */
  async #start(line: string): Promise<void> {
    const wasPlaying = this.#isPlaying;
    const before = (await this.#frame())?.tools.length ?? 0;
    const act: Act = { type: 'console', line, reader: null, files: this.#state.files };
    if (!(await this.#act(act, line))) return;
    const tool = (await this.#frame())?.tools.at(-1);
    const { length } = (await this.#frame())?.tools ?? [];
    if (tool === undefined || length <= before) return;
    if (tool.reads) this.#set({ reader: tool.id });
    else if (!wasPlaying && tool.status === null) {
      if (tool.follows !== null) await this.#conductor.runFor(tool.follows);
      else await this.#untilExit(tool.id);
    }
    await this.#report(tool.id);
  }

  async #input(line: string, reader: string): Promise<void> {
    const wasPlaying = this.#isPlaying;
    if (!(await this.#act({ type: 'console', line, reader, files: {} }, `${reader} > ${line}`))) return;
    if (!wasPlaying) await this.#conductor.runFor(SECOND);
    await this.#report(reader);
  }

  async #act(act: Act, what: string): Promise<boolean> {
    const conductor = this.#conductor;
    const name = `${what.length > 40 ? `${what.slice(0, 40)}…` : what} @ ${formatTime(this.#now)}`;
    const done = await conductor.tryAct(act, name);
    if ('problem' in done) {
      this.#note('typed', what);
      this.#say(done.problem);
      return false;
    }
    if (done.madeBranch) conductor.notice('branch.madeByAct');
    return true;
  }

  async #untilExit(tool: string): Promise<void> {
    const conductor = this.#conductor;
    // It may have ended with what it was told just now.
    if ((await this.#frame())?.tools.find(({ id }) => id === tool)?.status !== null) return;
    const until = this.#now + PATIENCE;
    if (await conductor.runTo({ type: 'ToolExited', node: tool }, until)) return;
    await conductor.runFor(until - this.#now);
    this.#say(`${tool} still runs`);
  }

  // ---- what is said --------------------------------------------------------------------------------------------------

  async #frame(): Promise<ConsoleFrame | undefined> {
    return (await this.#conductor.look({ ask: 'console', branch: this.#conductor.state.branch }))?.console;
  }

  async #lastFacts(count: number) {
    const { state } = this.#conductor;
    const to = currentView(state)?.factsBefore ?? 0;
    const ask = { ask: 'facts', branch: state.branch, from: Math.max(0, to - count), to } as const;
    return (await this.#conductor.look(ask))?.facts ?? [];
  }

  /** The end of what a tool printed, and how long it took, for those who listen. */
  async #report(id: string): Promise<void> {
    const tool = (await this.#frame())?.tools.find((one) => one.id === id);
    if (tool === undefined) return;
    const printed = tool.lines.filter(({ stream }) => stream !== 'in');
    const last = printed.slice(-3).map(({ text }) => text);
    const more = printed.length - last.length;
    const parts = [...(more > 0 ? [this.#words('moreLines', { count: more })] : []), ...last, this.#outcomeOf(tool)];
    this.#set({ said: parts.filter((part) => part !== '').join('\n') });
  }

  #outcomeOf({ status, startedAt, exitedAt, reads }: ConsoleToolFrame): string {
    if (exitedAt === null) return this.#words(reads ? 'reads' : 'runs');
    const span = formatSpan(exitedAt - startedAt);
    return status === 0 ? this.#words('ended', { span }) : this.#words('endedWith', { span, status: status ?? 1 });
  }

  #words(key: keyof typeof CONSOLE_WORDS, values: Readonly<Record<string, string | number>> = {}): string {
    return fill(CONSOLE_WORDS[key][this.#conductor.state.settings.language], values);
  }

  #say(text: string): void {
    this.#note('said', text);
    this.#set({ said: text });
  }

  #note(kind: ConsoleNote['kind'], text: string): void {
    const { state } = this.#conductor;
    const step = currentView(state)?.frame.step ?? 0;
    const note = { kind, text, branch: state.branch, step, at: this.#now, order: ++this.#orders };
    this.#set({ notes: [...this.#state.notes, note].slice(-MOST_NOTES) });
  }

  #remember(line: string): void {
    const { typed } = this.#state;
    if (typed.at(-1) !== line) this.#set({ typed: [...typed, line].slice(-MOST_TYPED) });
  }
}

const DESKS = new WeakMap<Conductor, ConsoleDesk>();

/** One for each page: leaving the lens keeps what was typed. */
export function consoleDeskOf(conductor: Conductor): ConsoleDesk {
  const desk = DESKS.get(conductor) ?? new ConsoleDesk(conductor);
  DESKS.set(conductor, desk);
  return desk;
}
