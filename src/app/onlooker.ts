/**
 * The onlooker keeps what is shown beside the frame up to date with the playhead: facts, marks, the lens, the selected
 * thing's state and causes. It asks for little, one thing at a time, and never moves the playhead.
 */
import type { FactFrame, MarkFrame } from '../frame/frame.ts';
import { sameTarget, type Target } from '../frame/target.ts';
import type { AnswerTo } from '../worker/client.ts';
import type { Simulation } from './simulation.ts';
import { currentBranch, currentView } from './store.ts';

const FACTS_KEPT = 400;
/** While the playhead moves, the lens and the inspector follow this often. */
const REFRESH_MS = 120;

export class Onlooker {
  readonly #simulation: Simulation;
  #factsShownTo = 0;
  #factsAsked = false;
  #allMarks: readonly MarkFrame[] = [];
  #refreshing = false;
  /** Branch, step and lens of the last refresh. */
  #refreshed = '';

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  /** The playhead of the current branch has moved, or more of it is known. */
  update(): void {
    const { state } = this.#simulation;
    const view = currentView(state);
    if (view === undefined) return;
    void this.#facts();
    if (view.markCount === this.#allMarks.length) this.#showMarks();
    else void this.marks();
    const [first] = view.frame.partitions;
    if (state.partition === null && first !== undefined) this.lens(first.id);
    this.#refreshSoon();
  }

  /** Another branch, or another run. */
  forget(): void {
    this.#simulation.set({ facts: [], marks: [], verdicts: null });
    this.#factsShownTo = 0;
    this.#allMarks = [];
    this.#refreshed = '';
  }

  select(target: Target | null): void {
    const { state } = this.#simulation;
    if (state.asked !== null) this.#simulation.set({ asked: null });
    if (sameTarget(target, state.selection)) return;
    this.#simulation.set({ selection: target, detail: null, why: null });
    if (target?.type === 'partition') this.lens(target.id);
    else if (target !== null && 'partition' in target) this.lens(target.partition);
    void this.#inspect();
  }

  lens(partition: string, range: { readonly from: number; readonly to: number } | null = null): void {
    const isSame = partition === this.#simulation.state.partition;
    this.#simulation.set(isSame ? { logRange: range } : { partition, log: null, logRange: range });
    void this.#log();
  }

  async verdicts(): Promise<void> {
    const { branch, scenario } = this.#simulation.state;
    try {
      let found: AnswerTo<{ readonly ask: 'verdicts'; readonly branch: number }>;
      do {
        found = await this.#simulation.ask({ ask: 'verdicts', branch });
        if (this.#simulation.state.branch !== branch || this.#simulation.state.scenario !== scenario) return;
      } while (found.more);
      this.#simulation.set({ verdicts: found.verdicts });
    } catch (error) {
      this.#simulation.failed(error);
    }
  }

  async deviations(): Promise<void> {
    this.#simulation.set({ overlay: 'deviations' });
    if (this.#simulation.state.deviations.length > 0) return;
    try {
      this.#simulation.set({ deviations: (await this.#simulation.ask({ ask: 'deviations' })).deviations });
    } catch (error) {
      this.#simulation.failed(error);
    }
  }

  /** Asks for all marks anew: after something was done, the future that was looked ahead of is another one. */
  async marks(): Promise<void> {
    const { branch } = this.#simulation.state;
    try {
      const { marks } = await this.#simulation.ask({ ask: 'marks', branch, from: 0 });
      if (this.#simulation.state.branch !== branch) return;
      this.#allMarks = marks;
      this.#showMarks();
    } catch (error) {
      this.#simulation.failed(error);
    }
  }

  /** What was only simulated ahead has not been seen: a mark would give it away. */
  #showMarks(): void {
    const { state } = this.#simulation;
    const seen = currentBranch(state)?.head ?? 0;
    const marks = this.#allMarks.filter(({ step }) => step <= seen);
    const last = marks.at(-1);
    if (marks.length === state.marks.length && last?.step === state.marks.at(-1)?.step) return;
    this.#simulation.set({ marks });
  }

  #refreshSoon(): void {
    if (this.#refreshing) return;
    const { branch, partition, logRange, selection, views } = this.#simulation.state;
    const view = views[branch];
    const key = JSON.stringify([branch, view?.frame.step, view?.fingerprint, partition, logRange, selection]);
    if (key === this.#refreshed) return;
    this.#refreshed = key;
    this.#refreshing = true;
    void Promise.all([this.#log(), this.#inspect()]).finally(() => {
      setTimeout(() => {
        this.#refreshing = false;
        this.#refreshSoon();
      }, REFRESH_MS);
    });
  }

  async #log(): Promise<void> {
    const { partition, branch, logRange } = this.#simulation.state;
    if (partition === null) return;
    try {
      const { from, to } = logRange ?? { from: -1, to: -1 };
      const { log } = await this.#simulation.ask({ ask: 'log', branch, partition, from, to });
      const { state } = this.#simulation;
      if (partition === state.partition && branch === state.branch) this.#simulation.set({ log });
    } catch (error) {
      this.#simulation.failed(error);
    }
  }

  async #inspect(): Promise<void> {
    const { selection, branch } = this.#simulation.state;
    if (selection === null) return;
    try {
      const [{ detail }, { chain }] = await Promise.all([
        this.#simulation.ask({ ask: 'detail', branch, target: selection }),
        this.#simulation.ask({ ask: 'why', branch, target: selection }),
      ]);
      const { state } = this.#simulation;
      if (!sameTarget(selection, state.selection) || branch !== state.branch) return;
      // A message that has arrived keeps the state it was last seen in.
      if (detail === null && state.detail !== null && selection.type === 'message') return;
      this.#simulation.set({ detail, why: chain });
    } catch (error) {
      this.#simulation.failed(error);
    }
  }

  /** More of what was told before the oldest fact in the list. */
  async earlierFacts(): Promise<void> {
    const { facts, branch } = this.#simulation.state;
    const to = facts[0]?.index ?? 0;
    if (to === 0) return;
    try {
      const ask = { ask: 'facts', branch, from: Math.max(0, to - FACTS_KEPT), to } as const;
      const { facts: earlier } = await this.#simulation.ask(ask);
      const { state } = this.#simulation;
      // The list may have moved on meanwhile.
      if (branch === state.branch && state.facts[0]?.index === to)
        this.#simulation.set({ facts: [...earlier, ...state.facts] });
    } catch (error) {
      this.#simulation.failed(error);
    }
  }

  /** Those told up to the playhead, the newest ones; one ask at a time, until they are. */
  async #facts(): Promise<void> {
    if (this.#factsAsked) return;
    this.#factsAsked = true;
    try {
      for (;;) {
        const { branch } = this.#simulation.state;
        const wanted = currentView(this.#simulation.state)?.factsBefore ?? 0;
        if (wanted === this.#factsShownTo) return;
        const facts = await this.#factsUpTo(wanted);
        if (branch !== this.#simulation.state.branch) continue;
        this.#factsShownTo = wanted;
        this.#simulation.set({ facts });
      }
    } catch (error) {
      this.#simulation.failed(error);
    } finally {
      this.#factsAsked = false;
    }
  }

  async #factsUpTo(wanted: number): Promise<readonly FactFrame[]> {
    const { facts, branch } = this.#simulation.state;
    const first = facts[0]?.index ?? 0;
    const end = first + facts.length;
    const enough = Math.max(0, wanted - FACTS_KEPT / 4);
    if (wanted <= end && first <= enough) return facts.slice(0, wanted - first);
    const follows = facts.length > 0 && wanted > end && wanted - end < FACTS_KEPT;
    const from = follows ? end : Math.max(0, wanted - FACTS_KEPT);
    const { facts: more } = await this.#simulation.ask({ ask: 'facts', branch, from, to: wanted });
    return follows ? [...facts, ...more].slice(-FACTS_KEPT) : more;
  }
}
