/**
 * The branches of one run. What a person did at the furthest point they have seen goes on in the same branch; what they
 * do in the past makes another one. What was only recorded ahead of the playhead was never seen, and gives way silently.
 */
import { describeCommand } from '../frame/commandText.ts';
import type { BranchFrame, Frame } from '../frame/frame.ts';
import type { Recording } from '../frame/recording.ts';
import { firstDivergence } from '../record/divergence.ts';

export interface Branch {
  readonly id: number;
  name: string;
  readonly parent: Branch | null;
  readonly forkedAtStep: number;
  readonly forkedAt: number;
  recording: Recording;
  /** The page has this one. */
  sent: Frame | undefined;
}

export class Branches {
  readonly #branches: Branch[] = [];

  get all(): readonly Branch[] {
    return this.#branches;
  }

  add(recording: Recording, name: string, parent: Branch | null): Branch {
    const branch: Branch = {
      id: this.#branches.length,
      name,
      parent,
      forkedAtStep: recording.step,
      forkedAt: recording.at,
      recording,
      sent: undefined,
    };
    this.#branches.push(branch);
    return branch;
  }

  get(id: number): Branch {
    const branch = this.#branches[id];
    if (branch === undefined) throw new Error(`there is no branch ${id}`);
    return branch;
  }

  fork(branch: Branch, name?: string): Branch {
    return this.add(branch.recording.fork(), name ?? `branch ${this.#branches.length}`, branch);
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
}

function frameOf({ id, name, parent, forkedAtStep, forkedAt, recording }: Branch): BranchFrame {
  const { history } = recording;
  const split = parent === null ? undefined : firstDivergence(parent.recording.history, history);
  return {
    id,
    name,
    parent: parent?.id ?? null,
    forkedAtStep,
    forkedAt,
    head: recording.visitedStep,
    headAt: recording.visitedAt,
    commands: history.interventions.map(({ step, at, command }) => ({ step, at, text: describeCommand(command) })),
    divergence:
      split === undefined || split > recording.visitedStep ? null : { step: split, at: history.trace.at(split) },
    budgetReached: recording.budgetReached,
  };
}
