/**
 * The simulation's side of the page: loads a scenario, owns its branches, answers asks one at a time within a bounded
 * time. Knows nothing of workers, so that tests drive it in Node.
 */
import { detailOf } from '../frame/details.ts';
import { frameDifference } from '../frame/difference.ts';
import { frameAt } from '../frame/frameAt.ts';
import { partitionLog } from '../frame/partitionLog.ts';
import { type Expired, Recording } from '../frame/recording.ts';
import { whyChain } from '../frame/why.ts';
import { DEVIATIONS } from '../kafka/deviations/index.ts';
import { commandsOf } from './acts.ts';
import { type Branch, Branches } from './branches.ts';
import type { Answer, Ask } from './protocol.ts';
import { type LoadedRun, loadRun, readSavedRun, saveRun } from './runs.ts';

export interface SessionOptions {
  /** Milliseconds, rising. */
  readonly clock: () => number;
  /** A call simulates for no longer. */
  readonly sliceMs?: number;
}

/** One answer lists no more facts. */
const MOST_FACTS = 500;

export class Session {
  readonly #clock: () => number;
  readonly #sliceMs: number;
  #run: LoadedRun | undefined;
  #branches = new Branches();

  constructor({ clock, sliceMs = 12 }: SessionOptions) {
    this.#clock = clock;
    this.#sliceMs = sliceMs;
  }

  answer(ask: Ask): Answer {
    try {
      return this.#answer(ask);
    } catch (error) {
      return { answer: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  #answer(ask: Ask): Answer {
    switch (ask.ask) {
      case 'load':
        return this.#load({ name: ask.name, text: ask.text, seed: ask.seed, commands: [] });
      case 'import':
        return this.#load(readSavedRun(ask.text));
      case 'export':
        return { answer: 'exported', text: saveRun(this.#loaded(), this.#branch(ask.branch).recording.history) };
      case 'seek': {
        const branch = this.#branch(ask.branch);
        const { recording } = branch;
        const expired = this.#slice();
        const reached =
          'step' in ask.to ? recording.toStep(ask.to.step, expired) : recording.toTime(ask.to.at, expired);
        return this.#moved(branch, !reached);
      }
      case 'step': {
        const branch = this.#branch(ask.branch);
        return this.#moved(branch, !this.#stepBy(branch.recording, ask));
      }
      case 'ahead': {
        const branch = this.#branch(ask.branch);
        return this.#moved(branch, !branch.recording.ahead(ask.to, this.#slice()));
      }
      case 'act': {
        const branch = this.#branch(ask.branch);
        const commands = commandsOf(ask.act, branch.recording.kernel);
        const target = this.#branches.toActOn(branch, ask.name);
        for (const command of commands) target.recording.command(command);
        return this.#moved(target, false);
      }
      case 'fork':
        return this.#moved(this.#branches.fork(this.#branch(ask.branch), ask.name), false);
      case 'facts': {
        const { facts } = this.#branch(ask.branch).recording;
        return { answer: 'facts', facts: facts.frames(ask.from, Math.min(ask.to, ask.from + MOST_FACTS)) };
      }
      case 'marks':
        return { answer: 'marks', marks: this.#branch(ask.branch).recording.facts.marks().slice(ask.from) };
      case 'why':
        return { answer: 'why', chain: whyChain(this.#branch(ask.branch).recording, ask.target) };
      case 'detail':
        return { answer: 'detail', detail: detailOf(this.#branch(ask.branch).recording, ask.target) };
      case 'log':
        return {
          answer: 'log',
          log: partitionLog(this.#branch(ask.branch).recording, ask.partition, ask.from, ask.to),
        };
      case 'deviations':
        return { answer: 'deviations', deviations: DEVIATIONS };
      case 'verdicts':
        return { answer: 'verdicts', verdicts: this.#loaded().verdicts(this.#branch(ask.branch).recording.history) };
    }
  }

  #load(source: Parameters<typeof loadRun>[0]): Answer {
    const run = loadRun(source);
    if (!run.ok) return { answer: 'problems', problems: run.problems };
    this.#run = run;
    this.#branches = new Branches();
    const recording = Recording.start(run.world, run.commands);
    const branch = this.#branches.add(recording, 'main', null);
    const openAt = this.#opening(recording);
    return {
      answer: 'loaded',
      scenario: { ...run.scenario, openAt },
      branch: branch.id,
      fingerprint: recording.kernel.fingerprint,
    };
  }

  /** Just before the first record is sent: the cluster stands, and the first thing to watch is about to happen. */
  #opening(recording: Recording): number {
    const { facts } = recording;
    const until = this.#loaded().scenario.until;
    let looked = 0;
    let found: number | undefined;
    const enough = () => {
      for (; found === undefined && looked < facts.length; looked++) {
        const { fact, at } = facts.recorded(looked)!;
        if (fact.type === 'RecordSent') found = at;
      }
      return found !== undefined;
    };
    recording.ahead(until, this.#slice(40), enough);
    return found === undefined ? 0 : Math.max(0, found - 500);
  }

  #stepBy(recording: Recording, ask: Extract<Ask, { ask: 'step' }>): boolean {
    const { history, facts } = recording;
    const { by, direction } = ask;
    const expired = this.#slice();
    if (by === 'event') return recording.toStep(Math.max(0, recording.step + direction), expired);
    const find = (): number | undefined => {
      if (by !== 'node') return facts.stepOf(by, recording.step, direction);
      for (let step = recording.step + direction; step > 0 && step <= history.head; step += direction) {
        if (history.nodeName(history.trace.node(step)) === ask.node) return step;
      }
      return undefined;
    };
    let step = find();
    if (step === undefined && direction === 1) {
      const [head, count] = [history.head, facts.length];
      const done = recording.ahead(Number.MAX_SAFE_INTEGER, expired, () =>
        by === 'node' ? history.head > head && find() !== undefined : facts.length > count && find() !== undefined,
      );
      step = find();
      if (step === undefined) return done;
    }
    return recording.toStep(step ?? 0, expired);
  }

  #moved(branch: Branch, more: boolean): Answer {
    const { recording } = branch;
    const checked = recording.properties.catchUp(recording.visitedStep, this.#slice(1 / 3));
    const frame = frameAt(recording);
    const known = branch.sent;
    branch.sent = frame;
    const { history, facts } = recording;
    const nextAt = recording.step < history.head ? history.trace.at(recording.step + 1) : recording.kernel.nextTime;
    return {
      answer: 'moved',
      branch: branch.id,
      frame: known === undefined ? { whole: frame } : frameDifference(known, frame),
      branches: this.#branches.frames(),
      fingerprint: recording.kernel.fingerprint,
      factCount: facts.length,
      factsBefore: facts.countUpTo(recording.step),
      markCount: facts.markCount,
      nextAt: nextAt ?? null,
      pace: recording.pace.after(recording.at, Math.max(recording.at, history.trace.at(history.head))),
      checked,
      more,
    };
  }

  #branch(id: number): Branch {
    return this.#branches.get(id);
  }

  #loaded(): LoadedRun {
    if (this.#run === undefined) throw new Error('no scenario is loaded');
    return this.#run;
  }

  #slice(times = 1): Expired {
    const end = this.#clock() + this.#sliceMs * times;
    return () => this.#clock() >= end;
  }
}
