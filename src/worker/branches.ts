/**
 * The branches of one scenario. What a person did at the furthest point they have seen goes on in the same branch; what
 * they do in the past makes another one. What was only recorded ahead of the playhead was never seen, and gives way
 * silently. A branch may also stand beside another from the start: the same scenario, run on another Kafka.
 */

import { Refusal } from '../base/says.ts';
import { BesideDivergence } from '../frame/besideDivergence.ts';
import { describeCommand } from '../frame/commandText.ts';
import type { BranchFrame, Frame } from '../frame/frame.ts';
import { type Budget, DEFAULT_BUDGET, type Recording } from '../frame/recording.ts';
import { firstDivergence } from '../record/divergence.ts';
import type { LoadedRun } from './runs.ts';
import { WORKER_SAYS } from './says.ts';

export interface Branch {
  readonly id: number;
  readonly name: string;
  /** The same in both languages, where the name says what was changed. */
  readonly words: BranchFrame['words'] | undefined;
  /** What it is a run of. */
  readonly run: LoadedRun;
  readonly parent: Branch | null;
  /** The one it was run beside. */
  readonly beside: Branch | null;
  readonly forkedAtStep: number;
  readonly forkedAt: number;
  recording: Recording;
  /** The page has this one. */
  sent: Frame | undefined;
  parting: BesideDivergence | undefined;
}

export interface Origin {
  readonly parent?: Branch;
  readonly beside?: Branch;
  readonly words?: BranchFrame['words'] | undefined;
}

const MEBIBYTE = 1024 * 1024;
/** About what all branches may keep: each has a budget of its own, and many of them together would fill the machine. */
const MOST_BYTES = 768 * MEBIBYTE;
const MOST_BRANCHES = 200;

export class Branches {
  readonly #branches: Branch[] = [];
  readonly budget: Budget = { ...DEFAULT_BUDGET, together: { bytes: () => this.#bytes(), most: MOST_BYTES } };

  get all(): readonly Branch[] {
    return this.#branches;
  }

  add(run: LoadedRun, recording: Recording, name: string, { parent, beside, words }: Origin = {}): Branch {
    if (this.#branches.length >= MOST_BRANCHES) throw new Refusal(WORKER_SAYS.noRoom(MOST_BRANCHES));
    const branch: Branch = {
      id: this.#branches.length,
      name,
      words,
      run,
      parent: parent ?? null,
      beside: beside ?? null,
      forkedAtStep: recording.step,
      forkedAt: recording.at,
      recording,
      sent: undefined,
      parting: undefined,
    };
    this.#branches.push(branch);
    return branch;
  }

  get(id: number): Branch {
    const branch = this.#branches[id];
    if (branch === undefined) throw new Error(`there is no branch ${id}`);
    return branch;
  }

  fork(branch: Branch, name?: string, words?: BranchFrame['words']): Branch {
    const called = name ?? `branch ${this.#branches.length}`;
    return this.add(branch.run, branch.recording.fork(), called, { parent: branch, words });
  }

  /** The branch in which something can be done at the playhead. */
  toActOn(branch: Branch, name?: string): Branch {
    const { recording } = branch;
    if (recording.step === recording.history.head) return branch;
    if (recording.step < recording.visitedStep) return this.fork(branch, name);
    branch.recording = recording.fork(true);
    return branch;
  }

  frames(): BranchFrame[] {
    return this.#branches.map(frameOf);
  }

  #bytes(): number {
    return this.#branches.reduce((sum, { recording }) => sum + recording.bytes, 0);
  }
}

function frameOf(branch: Branch): BranchFrame {
  const { id, name, words, run, parent, beside, forkedAtStep, forkedAt, recording } = branch;
  return {
    id,
    name,
    parent: parent?.id ?? null,
    beside: beside?.id ?? null,
    rung: run.rung,
    ...(words === undefined ? {} : { words }),
    ...(run.changed === null ? {} : { changed: run.changed.packed, seed: run.world.seed }),
    forkedAtStep,
    forkedAt,
    head: recording.visitedStep,
    headAt: recording.visitedAt,
    commands: recording.history.interventions.map(({ step, at, command }) => ({
      step,
      at,
      text: describeCommand(command),
    })),
    divergence: beside === null ? divergenceFrom(parent, recording) : partingFrom(beside, branch),
    budgetReached: recording.budgetReached,
  };
}

function divergenceFrom(parent: Branch | null, { history, visitedStep }: Recording): BranchFrame['divergence'] {
  const split = parent === null ? undefined : firstDivergence(parent.recording.history, history);
  return split === undefined || split > visitedStep ? null : { step: split, at: history.trace.at(split) };
}

/** Of two runs that share no event: by what they told. */
function partingFrom(beside: Branch, branch: Branch): BranchFrame['divergence'] {
  const [one, other] = [beside.recording, branch.recording];
  if (branch.parting?.isOf(one.facts, other.facts) !== true) branch.parting = new BesideDivergence(one, other);
  const seen = Math.min(one.visitedAt, other.visitedAt);
  const parting = branch.parting.upTo(seen);
  if (parting === undefined || parting.at > seen) return null;
  const { at, side, place } = parting;
  const fact = [one, other][side]!.facts.frame(place);
  return { step: other.history.trace.lastStepAt(at), at, fact, teller: side === 0 ? beside.id : branch.id };
}
