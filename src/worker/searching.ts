/** One search through the schedules of a scenario, in slices: what the worker of the search does between two messages. */
import { joined, Refusal } from '../base/says.ts';
import { FAULT_NAMES, type FaultName } from '../check/fault.ts';
import { focusedOn } from '../properties/focused.ts';
import { PROPERTIES, propertyNames } from '../properties/index.ts';
import { withOverrides } from '../scenario/overrides.ts';
import { parseScenario } from '../scenario/parse.ts';
import { describeFault } from '../scenario/search/explain.ts';
import { ScenarioSearch } from '../scenario/search/search.ts';
import type { FoundSchedule } from '../scenario/search/shrink.ts';
import { SEARCH_SAYS } from './says.ts';
import type { FoundFrame, SearchProgress, SearchRequest, SearchSpaceFrame } from './searchProtocol.ts';

/** Schedules between two looks at the clock: each is a run of the scenario. */
const AT_ONCE = 2;

export class Searching {
  readonly #search: ScenarioSearch;
  readonly #clock: () => number;
  readonly #started: number;
  readonly #lastMs: number;
  readonly #space: SearchSpaceFrame;

  /** Throws what a person can read. */
  constructor(request: SearchRequest, clock: () => number) {
    const { text, seed, property: name, focus, depth, nodes, from, to, until, minutes } = request;
    const parsed = parseScenario(text);
    if (!parsed.ok) throw new Refusal(joined(parsed.problems.map(({ line, says }) => SEARCH_SAYS.onLine(line, says))));
    const overridden = withOverrides(parsed.scenario, request);
    if (!overridden.ok) throw new Refusal(overridden.says);
    const property = PROPERTIES.find((one) => one.name === name);
    if (property === undefined) throw new Refusal(SEARCH_SAYS.noProperty(name, propertyNames));
    const faults = faultsOf(request);
    this.#clock = clock;
    this.#started = clock();
    this.#lastMs = minutes * 60_000;
    const wanted = focus === undefined ? property : focusedOn(property, focus);
    this.#search = new ScenarioSearch(overridden.scenario, [wanted], { seed, depth, faults, nodes, from, to, until });
    this.#space = spaceOf(this.#search);
  }

  /** Searches on for about so long; true when there is nothing more to do. */
  advance(ms: number): boolean {
    const end = this.#clock() + ms;
    while (!this.#search.advance(AT_ONCE)) {
      const now = this.#clock();
      if (now - this.#started > this.#lastMs) this.#search.stop('time');
      else if (now >= end) return false;
    }
    return true;
  }

  /** What was covered stays, and what was found stays as small as it is by now. */
  cancel(): void {
    this.#search.stop('cancelled');
  }

  get progress(): SearchProgress {
    const { phase, coverage } = this.#search;
    const { schedules, merged, worlds, events, levels, expected, exhausted, stoppedBy } = coverage;
    return {
      phase,
      space: this.#space,
      seconds: (this.#clock() - this.#started) / 1_000,
      schedules,
      merged,
      worlds,
      events,
      levels,
      expected,
      exhausted,
      stoppedBy: stoppedBy ?? null,
    };
  }

  get found(): FoundFrame | null {
    const { found } = this.#search;
    return found === undefined ? null : foundFrame(found);
  }
}

function faultsOf({ faults }: SearchRequest): Partial<Record<FaultName, number>> {
  const chosen: Partial<Record<FaultName, number>> = {};
  for (const [name, most] of Object.entries(faults)) {
    const fault = FAULT_NAMES.find((one) => one === name);
    if (fault === undefined) throw new Refusal(SEARCH_SAYS.noFault(name, FAULT_NAMES));
    if (most > 0) chosen[fault] = most;
  }
  return chosen;
}

function spaceOf({ space }: ScenarioSearch): SearchSpaceFrame {
  const { seed, nodes, depth, lasting, faults, from, to, until } = space;
  const names = FAULT_NAMES.filter((name) => lasting[name] !== undefined);
  return {
    seed,
    nodes,
    depth,
    kinds: names.map((name) => ({
      name,
      most: Math.min(depth, faults?.[name] ?? depth),
      lengths: lasting[name]!.filter((length) => length !== 0),
    })),
    from,
    to,
    until,
  };
}

function foundFrame({ broken, faults, story, text, verified }: FoundSchedule): FoundFrame {
  return {
    property: broken.name,
    promised: broken.promised,
    detail: broken.detail,
    at: broken.at,
    faults: faults.map((fault) => ({ at: fault.at, ...describeFault(fault) })),
    story,
    text,
    verified,
  };
}
