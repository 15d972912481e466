/**
 * The search for a schedule that breaks a property of a scenario: over the same handlers that run it, by the explorer of
 * schedules (check/schedules.ts). Works in slices; what it found it shrinks, plays again and writes down.
 */
import type { Micros } from '../../base/time.ts';
import type { Bound } from '../../check/explore.ts';
import { Player } from '../../check/play.ts';
import { type Coverage, ScheduleSearch, type SearchPlan } from '../../check/schedules.ts';
import { SeenWorlds } from '../../check/worlds.ts';
import type { Kafka } from '../../kafka/kinds.ts';
import type { Property } from '../../properties/index.ts';
import type { WorldSetup } from '../../sim/world.ts';
import type { Scenario } from '../scenario.ts';
import { toWorld } from '../toWorld.ts';
import { depthOf, type Lasting, lastingOf, lengthsFor, type SearchBounds } from './bounds.ts';
import { type FoundSchedule, Shrinking } from './shrink.ts';
import { Sought } from './sought.ts';
import { rankOf } from './telling.ts';

/** What was searched, in the words of the bounds: for whoever says what was covered. */
export interface SearchSpace {
  readonly seed: number;
  readonly nodes: readonly string[];
  readonly depth: number;
  readonly lasting: Lasting;
  readonly faults: SearchBounds['faults'];
  readonly from: Micros;
  readonly to: Micros;
  readonly until: Micros;
  readonly every: boolean;
}

export type SearchPhase = 'searching' | 'shrinking' | 'done';

/** Runs of the whole scenario that shrinking takes at a time. */
const SHRINK_SLICE = 4;

export class ScenarioSearch {
  readonly space: SearchSpace;
  readonly #scenario: Scenario;
  readonly #properties: readonly Property[];
  readonly #search: ScheduleSearch<Kafka>;
  #shrinking: Shrinking | undefined;

  /** `properties`: any of them may break. */
  constructor(scenario: Scenario, properties: readonly Property[], bounds: SearchBounds = {}) {
    const plan = planOf(scenario, properties, bounds);
    this.#scenario = scenario;
    this.#properties = properties;
    this.#search = new ScheduleSearch(plan);
    this.space = {
      seed: plan.world.seed,
      nodes: plan.nodes,
      depth: plan.depth,
      lasting: plan.lasting,
      faults: bounds.faults,
      from: plan.from,
      to: plan.to,
      until: plan.end - 1,
      every: plan.every,
    };
  }

  get phase(): SearchPhase {
    if (!this.#search.done) return 'searching';
    return this.#shrinking === undefined || this.#shrinking.done ? 'done' : 'shrinking';
  }

  /** Plays about so many schedules; true when there is nothing more to do. */
  advance(schedules: number): boolean {
    if (this.#shrinking !== undefined) this.#shrinking.advance(Math.min(schedules, SHRINK_SLICE));
    else if (this.#search.advance(schedules)) this.#startShrinking();
    return this.phase === 'done';
  }

  /** What was covered stays; what was found stays as small as it is by now. */
  stop(bound: Bound): void {
    this.#search.stop(bound);
    if (this.#shrinking === undefined) this.#startShrinking();
    this.#shrinking?.stop();
  }

  get coverage(): Coverage {
    return this.#search.coverage;
  }

  get found(): FoundSchedule | undefined {
    return this.#shrinking?.done === true ? this.#shrinking.result : undefined;
  }

  #startShrinking(): void {
    const faults = this.#search.found;
    if (faults === undefined) return;
    const { seed, until, lasting } = this.space;
    this.#shrinking = new Shrinking(this.#scenario, this.#properties, faults, { seed, until, lasting });
  }
}

/** The search as the explorer takes it: it knows nothing of scenarios. */
export function planOf(scenario: Scenario, wanted: readonly Property[], bounds: SearchBounds): SearchPlan<Kafka> {
  const world = toWorld(scenario, bounds.seed === undefined ? {} : { seed: bounds.seed });
  const until = bounds.until ?? scenario.until;
  const from = bounds.from ?? firstRecordAt(world, until);
  const lasting = lastingOf(lengthsFor(world), bounds.faults, until - from);
  const namesOf = (kind: string) => world.nodes.flatMap(({ id, setup }) => (setup.kind === kind ? [id] : []));
  const [servers, ensemble] = [namesOf('server'), namesOf('zookeeper')];
  return {
    world,
    observer: Sought.any(wanted),
    worlds: new SeenWorlds(world),
    depth: depthOf(bounds),
    budgets: bounds.faults ?? {},
    nodes: bounds.nodes ?? [...servers, ...ensemble],
    groups: ensemble.length === 0 ? [] : [ensemble, servers],
    lasting: ensemble.length === 0 ? withoutGroups(lasting) : lasting,
    rank: rankOf,
    every: bounds.every ?? false,
    from,
    to: Math.min(bounds.to ?? until, until),
    end: until + 1,
    ...(bounds.schedules === undefined ? {} : { schedules: bounds.schedules }),
  };
}

/** Among servers of one kind there are no groups that one could lose sight of. */
function withoutGroups({ 'cut-group': _, ...others }: Lasting): Lasting {
  return others;
}

/** From here on there is something to lose. */
function firstRecordAt(world: WorldSetup<Kafka>, until: Micros): Micros {
  const player = new Player(world, Sought.any([]));
  let first = 0;
  player.playTo(until + 1, ({ at, facts }) => {
    const sent = facts.some(({ fact }) => fact.type === 'RecordSent');
    if (sent) first = at;
    return sent;
  });
  return first;
}
