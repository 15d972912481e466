/**
 * The search through schedules of a whole cluster, and how it compares with a naive explorer over the same handlers. There
 * the world after every event is a state, as in any explicit-state checker: deep-cloned to take the next step from it, its
 * JSON text in a Set. Ours compares as many worlds for this comparison; same order, equal counts.
 */
import { readFileSync } from 'node:fs';
import { seconds } from '../src/base/time.ts';
import { type Coverage, ScheduleSearch, type SearchPlan } from '../src/check/schedules.ts';
import { SeenWorlds, type Worlds } from '../src/check/worlds.ts';
import type { Kafka } from '../src/kafka/kinds.ts';
import { propertyOf } from '../src/properties/index.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import type { SearchBounds } from '../src/scenario/search/bounds.ts';
import { planOf } from '../src/scenario/search/search.ts';
import type { TimedCommand } from '../src/sim/command.ts';
import type { Connection } from '../src/sim/network.ts';
import type { Scheduled, World } from '../src/sim/world.ts';
import { time } from './measure.ts';

// Below the root of the repository, where the bench runs.
const USUAL = 'test/check/models/usual-cluster.yaml';
const SMALL = 'test/check/models/acks-all.yaml';
const NARROW: SearchBounds = { faults: { kill: 1 }, nodes: ['b1', 'b2'], to: seconds(3.02), until: seconds(3.4) };
const TWO_CRASHES: SearchBounds = { faults: { kill: 2 } };
/** The naive one takes seconds: beside one of its runs stand several of ours, which take a part of one. */
const RUNS_OF_OURS = 8;

export interface SearchSpeed {
  /** Time of the naive one by time of ours, over the usual cluster. */
  readonly ratio: number;
  readonly states: number;
  readonly statesPerSecond: number;
  /** Schedules, worlds, events: all as many. */
  readonly equal: boolean;
  /** As it is used: two crashes in a small cluster, worlds compared where it may pay. */
  readonly used: Coverage;
  /** What the same schedules have when each is run from its start. */
  readonly eventsWithoutSharing: number;
  readonly schedulesPerSecond: number;
  readonly eventsPerSecond: number;
}

export function searchSpeed(): SearchSpeed {
  const narrow = { ...planFor(USUAL, NARROW), compareAll: true };
  const ours = () => searched({ ...narrow, worlds: new SeenWorlds(narrow.world) });
  const theirs = () => searched(naive(narrow));
  const [one, other] = [ours(), theirs()];
  for (let warm = 0; warm < RUNS_OF_OURS; warm++) ours();
  const both = [1, 2, 3].map(() => {
    const naively = time(theirs);
    const took = time(() => {
      for (let run = 0; run < RUNS_OF_OURS; run++) ours();
    });
    return { ratio: (naively * RUNS_OF_OURS) / took, seconds: took / RUNS_OF_OURS };
  });
  const median = both.sort((a, b) => a.ratio - b.ratio)[1]!;
  let used = one;
  const took = time(() => {
    used = searched(planFor(SMALL, TWO_CRASHES));
  });
  return {
    ratio: median.ratio,
    states: one.worlds,
    statesPerSecond: one.worlds / median.seconds,
    equal: JSON.stringify(one) === JSON.stringify(other),
    used,
    eventsWithoutSharing: used.schedules * eventsOf(SMALL),
    schedulesPerSecond: used.schedules / took,
    eventsPerSecond: used.events / took,
  };
}

export function searched(search: SearchPlan<Kafka>): Coverage {
  const schedules = new ScheduleSearch(search);
  schedules.advance(Number.MAX_SAFE_INTEGER);
  return schedules.coverage;
}

/** Of the run as it is; with faults there are about as many. */
function eventsOf(model: string): number {
  return searched(planFor(model, { depth: 0, from: 0 })).events;
}

function planFor(model: string, bounds: SearchBounds): SearchPlan<Kafka> {
  const parsed = parseScenario(readFileSync(model, 'utf8'));
  if (!parsed.ok) throw new Error(`${model} does not parse`);
  return planOf(parsed.scenario, [propertyOf('NoAcknowledgedRecordLost')!], bounds);
}

export function naive(search: SearchPlan<Kafka>): SearchPlan<Kafka> {
  return {
    ...search,
    worlds: new WorldTexts(search.world.network.jitter > 0),
    copy: ({ checkpoint, observer, agenda }) => ({ checkpoint: structuredClone(checkpoint), observer, agenda }),
  };
}

/** What SeenWorlds does in 16 bytes a world. */
class WorldTexts implements Worlds<Kafka> {
  readonly #texts = new Set<string>();
  readonly #jitter: boolean;

  constructor(jitter: boolean) {
    this.#jitter = jitter;
  }

  get count(): number {
    return this.#texts.size;
  }

  add(world: World<Kafka>, agenda: readonly TimedCommand<Kafka>[], knowledge: unknown): boolean {
    const before = this.#texts.size;
    // The clone is what the naive explorer would take its next step from.
    this.#texts.add(JSON.stringify([this.#world(structuredClone(world)), agenda, knowledge]));
    return this.#texts.size > before;
  }

  #world({ now, nodes, pending, connections, opened, rules, told, director }: World<Kafka>): unknown {
    return [
      now,
      opened,
      nodes.map(({ status, lives, state, disk, backlog }) => [status, lives, state, disk, backlog.map(essence)]),
      pending.map(({ time: at, event }) => [at, essence(event)]),
      connections.map((connection) => this.#connection(connection, now)),
      [...rules],
      Object.keys(told).map((chain) => [chain, told[chain]!.place]),
      director,
    ];
  }

  #connection({ id, established, toServer, toClient }: Connection<Scheduled<Kafka>>, now: number): unknown {
    const ways = [toServer, toClient].map((way) => [
      way.nameHash,
      way.open,
      way.lastArrival === 0 ? 0 : Math.max(1, way.lastArrival - now),
      Math.max(0, way.busyUntil - now),
      this.#jitter ? way.count : 0,
      way.heldByHand,
      way.held.map(essence),
    ]);
    return [id, established, ways];
  }
}

/** Without what only tells how it came to be. */
function essence({ kind, place, connection, event, detail }: Scheduled<Kafka>): unknown {
  return [kind, place, connection, event, detail];
}
