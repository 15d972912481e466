/**
 * The simulation's side of the page: loads a scenario, owns its branches, answers asks one at a time within a bounded
 * time. Knows nothing of workers, so that tests drive it in Node.
 */
import { Refusal, saidBy } from '../base/says.ts';
import { frameDifference } from '../frame/difference.ts';
import { type FactPattern, isFactType, matchAt, NextStop } from '../frame/factMatch.ts';
import type { BranchFrame } from '../frame/frame.ts';
import { frameAt } from '../frame/frameAt.ts';
import { type Expired, Recording } from '../frame/recording.ts';
import { DEVIATIONS } from '../kafka/deviations/index.ts';
import { unpackChanges } from '../scenario/change.ts';
import { commandsOf } from './acts.ts';
import { type Branch, Branches } from './branches.ts';
import { changeableIn } from './changeable.ts';
import { askedChange, changedHere } from './changed.ts';
import { openedDrill } from './drills.ts';
import { answerEdit, isEditAsk } from './editing.ts';
import { answerExchange, isExchange } from './exchange.ts';
import { answerLesson } from './lessons.ts';
import { linkedRun, linkOf, NOT_LINKED } from './links.ts';
import { Lock } from './lock.ts';
import { answerLook } from './looks.ts';
import { MadeInPieces } from './making.ts';
import { openingOf } from './opening.ts';
import type { Answer, Ask } from './protocol.ts';
import {
  besideRun,
  changedRun,
  type LoadedRun,
  loadRun,
  type Making,
  otherCauseRun,
  type RunSource,
  readSavedRun,
  saveRun,
} from './runs.ts';
import { WORKER_SAYS } from './says.ts';
import { stepBy } from './stepping.ts';

export interface SessionOptions {
  /** Milliseconds, rising. */
  readonly clock: () => number;
  /** A call simulates for no longer. */
  readonly sliceMs?: number;
}

export class Session {
  readonly #clock: () => number;
  readonly #sliceMs: number;
  #branches = new Branches();
  /** Facts at which playing stops. */
  #stops: readonly FactPattern[] = [];
  #nextStop: NextStop | undefined;
  readonly #lock = new Lock();
  readonly #making = new MadeInPieces();
  readonly #judging = new MadeInPieces();

  constructor({ clock, sliceMs = 12 }: SessionOptions) {
    this.#clock = clock;
    this.#sliceMs = sliceMs;
  }

  answer(ask: Ask): Answer {
    try {
      return this.#answer(ask);
    } catch (error) {
      const says = saidBy(error);
      return { answer: 'failed', reason: says.en, says };
    }
  }

  #answer(ask: Ask): Answer {
    if (isExchange(ask)) return answerExchange(ask, (branch) => this.#branch(branch));
    if (isEditAsk(ask)) return answerEdit(ask, (branch) => this.#branch(branch).recording, this.#slice());
    this.#lock.check(ask);
    switch (ask.ask) {
      case 'lock':
        return this.#lock.put();
      case 'load':
        return this.#load({
          name: ask.name,
          text: ask.text,
          seed: ask.seed,
          commands: [],
          protocol: ask.protocol,
          version: ask.version,
          era: ask.era,
          acts: ask.acts,
          changed: ask.changed,
        });
      case 'import':
        return this.#load(readSavedRun(ask.text));
      case 'export': {
        const { run, recording } = this.#branch(ask.branch);
        return { answer: 'exported', text: saveRun(run, recording.history) };
      }
      case 'link':
        return { answer: 'link', ...linkOf(this.#branch(ask.branch).recording) };
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
        return this.#moved(branch, !stepBy(branch.recording, ask, this.#slice()));
      }
      case 'ahead': {
        const branch = this.#branch(ask.branch);
        return this.#moved(branch, !branch.recording.ahead(ask.to, this.#slice()));
      }
      case 'act': {
        const branch = this.#branch(ask.branch);
        const { run, recording } = branch;
        const commands = commandsOf(ask.act, recording.kernel, (typed) => run.typed(recording, typed));
        const target = this.#branches.toActOn(branch, ask.name);
        for (const command of commands) target.recording.command(command);
        return this.#moved(target, false);
      }
      case 'fork':
        return this.#moved(this.#branches.fork(this.#branch(ask.branch), ask.name), false);
      case 'beside': {
        const beside = this.#branch(ask.branch);
        const make = () => besideRun(beside.run, ask.rung, beside.recording.history);
        return this.#besides(ask, beside, make, ({ rung }) => ({ name: ask.name ?? rung.protocol }));
      }
      case 'change':
        return this.#change(ask);
      case 'changeable': {
        const { run, recording } = this.#branch(ask.branch);
        return { answer: 'changeable', changeable: changeableIn(run, recording, ask.target) };
      }
      case 'breakpoints':
        // Kept by a browser since an older Tidemark: what is told under another name now stops nothing.
        this.#stops = ask.matches.filter(({ type }) => isFactType(type));
        return this.#moved(this.#branch(ask.branch), false);
      case 'facts':
      case 'marks':
      case 'why':
      case 'why-chain':
      case 'why-not-offers':
      case 'why-not':
      case 'detail':
      case 'log':
      case 'metadata-log':
      case 'leadership':
      case 'metrics':
      case 'run-ledger':
      case 'ledger-records':
      case 'find-records':
      case 'biography':
      case 'charts':
      case 'disk':
      case 'group':
      case 'producer':
      case 'space-time':
      case 'zookeeper':
      case 'config':
      case 'server-log':
      case 'console':
      case 'typed':
      case 'complete':
      case 'difference':
        return answerLook(ask, (branch) => this.#branch(branch).recording);
      case 'lesson':
      case 'lesson-spot':
      case 'lesson-beat':
      case 'mark':
      case 'goals':
        return answerLesson(ask, this.#branch(ask.branch), this.#slice(4));
      case 'drill': {
        const { run, recording } = this.#branch(ask.branch);
        return { answer: 'drill', drill: openedDrill(run.drill, ask.cause, recording, this.#slice(200)) };
      }
      case 'drill-other': {
        const beside = this.#branch(ask.branch);
        const make = () => otherCauseRun(beside.run, ask.cause, beside.recording.history);
        return this.#besides(ask, beside, make, () => ({ name: ask.name }));
      }
      case 'deviations':
        return { answer: 'deviations', deviations: DEVIATIONS };
      case 'verdicts': {
        const { run, recording } = this.#branch(ask.branch);
        const { history } = recording;
        const verdicts = this.#judging.made(ask, history, () => run.verdicts(history), this.#slice());
        return { answer: 'verdicts', verdicts: verdicts ?? [], more: verdicts === undefined };
      }
    }
  }

  #change(ask: Extract<Ask, { ask: 'change' }>): Answer {
    const beside = this.#branch(ask.branch);
    const { history } = beside.recording;
    const change = askedChange(ask.change, beside.run);
    if (ask.from === 'here') {
      if (!('add' in change)) throw new Refusal(WORKER_SAYS.fromTheStart());
      const { commands, words } = changedHere(beside.run, change.add, beside.recording.at);
      const fork = this.#branches.fork(beside, words.en, words);
      for (const command of commands) fork.recording.command(command);
      return this.#moved(fork, false);
    }
    const make = () => changedRun(beside.run, change, ask.rung, history);
    return this.#besides(ask, beside, make, ({ changed }) => {
      const words = changed?.words ?? { en: 'unchanged', ko: '바꾼 것 없음' };
      return { name: words.en, words };
    });
  }

  /** Another run beside this one. Until it is made the answer is about this one, and there is more. */
  #besides(
    ask: Ask,
    beside: Branch,
    make: () => Making,
    called: (run: LoadedRun) => { readonly name: string; readonly words?: BranchFrame['words'] },
  ): Answer {
    const made = this.#making.made(ask, beside.recording.history, make, this.#slice());
    if (made === undefined) return this.#moved(beside, true);
    const { run, leftOut } = made;
    const { name, ...words } = called(run);
    const recording = Recording.start(run.world, run.commands, this.#branches.budget);
    return { ...this.#moved(this.#branches.add(run, recording, name, { beside, ...words }), false), leftOut };
  }

  #load(asked: RunSource & { readonly acts?: string | undefined; readonly changed?: string | undefined }): Answer {
    const { acts, changed, ...rest } = asked;
    const unpacked = changed === undefined ? undefined : unpackChanges(changed);
    if (unpacked?.ok === false) {
      const answer = this.#load({ ...asked, changed: undefined });
      const reason = unpacked.says;
      return answer.answer === 'loaded' ? { ...answer, scenario: { ...answer.scenario, refused: reason } } : answer;
    }
    const written: RunSource = { ...rest, changes: unpacked?.changes ?? rest.changes };
    const linked = acts === undefined ? NOT_LINKED : linkedRun(acts, written);
    const source = { ...written, commands: linked.commands ?? written.commands };
    const run = loadRun(source);
    if (run.ok === 'refused') {
      const plain = { version: undefined, protocol: undefined, era: undefined, changes: undefined };
      const answer = this.#load({ ...written, ...plain });
      return answer.answer === 'loaded' ? { ...answer, scenario: { ...answer.scenario, refused: run.reason } } : answer;
    }
    if (!run.ok) return { answer: 'problems', problems: run.problems };
    this.#branches = new Branches();
    const recording = Recording.start(run.world, run.commands, this.#branches.budget);
    const words = run.changed?.words;
    const branch = this.#branches.add(run, recording, 'main', { words });
    const openAt = run.drill.drilled.drill?.opens ?? openingOf(recording, run.scenario.until);
    return {
      answer: 'loaded',
      scenario: { ...run.scenario, openAt, refused: null, linked: linked.scenario },
      branch: branch.id,
      fingerprint: recording.kernel.fingerprint,
    };
  }

  #moved(branch: Branch, more: boolean): Extract<Answer, { answer: 'moved' }> {
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
      ...this.#stopsFrom(recording),
      checked,
      more,
    };
  }

  #stopsFrom({ facts, step }: Recording): Pick<Extract<Answer, { answer: 'moved' }>, 'stop' | 'stopped'> {
    const stops = this.#stops;
    if (stops.length === 0) return { stop: null, stopped: null };
    if (this.#nextStop?.isFor(facts, stops) !== true) this.#nextStop = new NextStop(facts, stops);
    const stop = this.#nextStop.after(step);
    return {
      stop: stop === undefined ? null : { step: stop.step, at: stop.at },
      stopped: matchAt(facts, stops, step) ?? null,
    };
  }

  #branch(id: number): Branch {
    return this.#branches.get(id);
  }

  #slice(times = 1): Expired {
    const end = this.#clock() + this.#sliceMs * times;
    return () => this.#clock() >= end;
  }
}
