/**
 * Makes what the search found smaller as long as the same property breaks: fewer and simpler faults, fewer records,
 * nothing that plays no part, round times, an earlier end. Each candidate is played from its start, as `run` would.
 */
import { type Micros, millis, seconds } from '../../base/time.ts';
import type { Fault, FaultName } from '../../check/fault.ts';
import { Player } from '../../check/play.ts';
import type { Break, Property } from '../../properties/index.ts';
import { parseScenario } from '../parse.ts';
import { runScenario } from '../run.ts';
import type { Scenario } from '../scenario.ts';
import { toWorld } from '../toWorld.ts';
import { writeScenario } from '../write.ts';
import type { Lasting } from './bounds.ts';
import { explained } from './explain.ts';
import { withFaults } from './lines.ts';
import { Sought } from './sought.ts';
import { type StoryLine, storyOf } from './story.ts';

export interface FoundSchedule {
  readonly broken: Break;
  readonly faults: readonly Fault[];
  /** The file: what the parser reads and `run` plays. */
  readonly text: string;
  readonly scenario: Scenario;
  readonly story: readonly StoryLine[];
  /** The file was read and run once more from its text, and the property broke in that run. */
  readonly verified: boolean;
  /** Runs that shrinking took. */
  readonly tried: number;
}

interface Candidate {
  readonly scenario: Scenario;
  readonly faults: readonly Fault[];
  readonly until: Micros;
}

/** More is not worth the wait. */
const MOST_TRIED = 400;
/** What is shown after the break, so that a reader sees it stand. */
const AFTERGLOW: Micros = millis(500);
const ROUND: readonly Micros[] = [seconds(1), millis(100), millis(10), millis(1), 100, 10];

/** What may be put for what, the simplest first. */
const SIMPLER: Readonly<Partial<Record<FaultName, readonly FaultName[]>>> = {
  'power-loss': ['kill'],
  isolate: ['kill', 'pause'],
  'cut-group': ['kill', 'pause'],
  pause: ['kill'],
  'cut-one-way': ['cut'],
};

export class Shrinking {
  readonly #seed: number;
  /** Nothing is put in that was not asked for. */
  readonly #lasting: Lasting;
  readonly #properties: readonly Property[];
  readonly #work: Generator<undefined, void>;
  #best: Candidate;
  #broken: Break | undefined;
  #tried = 0;
  #done = false;
  #result: FoundSchedule | undefined;

  constructor(
    scenario: Scenario,
    properties: readonly Property[],
    faults: readonly Fault[],
    { seed, until, lasting }: { readonly seed: number; readonly until: Micros; readonly lasting: Lasting },
  ) {
    this.#seed = seed;
    this.#lasting = lasting;
    this.#properties = properties;
    this.#best = { scenario, faults, until };
    this.#broken = this.#play(this.#best);
    if (this.#broken !== undefined) this.#properties = properties.filter(({ name }) => name === this.#broken!.name);
    this.#work = this.#shrink();
  }

  get done(): boolean {
    return this.#done;
  }

  get result(): FoundSchedule | undefined {
    return this.#result;
  }

  /** Tries about so many candidates. */
  advance(candidates: number): boolean {
    const last = this.#tried + candidates;
    while (!this.#done && this.#tried < last) {
      if (this.#tried >= MOST_TRIED || this.#work.next().done) this.stop();
    }
    return this.#done;
  }

  /** As small as it is now. */
  stop(): void {
    if (this.#done) return;
    this.#done = true;
    const broken = this.#broken;
    if (broken === undefined) return;
    const { scenario, faults, until } = this.#best;
    const whole = explained(withFaults({ ...scenario, seed: this.#seed }, faults, until), faults, broken);
    const text = writeScenario(whole);
    const parsed = parseScenario(text);
    const run = parsed.ok ? runScenario(parsed.scenario) : undefined;
    this.#result = {
      broken,
      faults,
      text,
      scenario: whole,
      story: run === undefined ? [] : storyOf(run.history.facts, broken),
      // A broken promise fails the run by itself, on top of what the file expects.
      verified: run?.budget === undefined && run?.verdicts[0]?.ok === true,
      tried: this.#tried,
    };
  }

  #play({ scenario, faults, until }: Candidate): Break | undefined {
    const sought = Sought.any(this.#properties);
    const player = new Player(toWorld(withFaults(scenario, faults, until), { seed: this.#seed }), sought);
    player.playTo(until + 1);
    return sought.broken;
  }

  *#try(candidate: Candidate): Generator<undefined, boolean> {
    this.#tried++;
    const broken = this.#play(candidate);
    yield;
    if (broken === undefined) return false;
    this.#best = candidate;
    this.#broken = broken;
    return true;
  }

  *#shrink(): Generator<undefined, void> {
    if (this.#broken === undefined) return;
    yield* this.#end();
    yield* this.#fewerFaults();
    yield* this.#simplerFaults();
    yield* this.#smallerScenario();
    yield* this.#rounder();
    yield* this.#end();
  }

  /** Nothing after the break matters; but no line may come after the end. */
  *#end(): Generator<undefined, void> {
    const last = Math.max(this.#broken!.at, ...this.#best.faults.map(({ at }) => at)) + AFTERGLOW;
    for (const unit of [seconds(1), millis(100)]) {
      const until = Math.ceil(last / unit) * unit;
      if (until < this.#best.until && (yield* this.#try({ ...this.#best, until }))) return;
    }
  }

  *#fewerFaults(): Generator<undefined, void> {
    for (let place = 0; place < this.#best.faults.length; ) {
      const faults = this.#best.faults.filter((_, i) => i !== place);
      if (!(yield* this.#try({ ...this.#best, faults }))) place++;
    }
  }

  *#simplerFaults(): Generator<undefined, void> {
    for (let place = 0; place < this.#best.faults.length; place++) {
      const fault = this.#best.faults[place]!;
      for (const name of SIMPLER[fault.name] ?? []) {
        if (this.#lasting[name] === undefined) continue;
        const to = name === 'cut' ? fault.to : [];
        if (yield* this.#change(place, { ...fault, name, to })) break;
      }
      const now = this.#best.faults[place]!;
      if (now.lasts !== null && (now.name === 'kill' || now.name === 'power-loss')) {
        yield* this.#change(place, { ...now, lasts: null });
      }
      if (now.name !== 'isolate' && now.name !== 'cut-group') continue;
      for (const peer of now.to) {
        const to = (this.#best.faults[place] as Fault).to.filter((one) => one !== peer);
        if (to.length > 0) yield* this.#change(place, { ...this.#best.faults[place]!, to });
      }
    }
  }

  *#smallerScenario(): Generator<undefined, void> {
    const withoutOne = function* <T>(list: readonly T[] | undefined): Generator<T[]> {
      for (let i = (list?.length ?? 0) - 1; i >= 0; i--) yield list!.filter((_, place) => place !== i);
    };
    yield* this.#with(({ prose: _, summary: __, expect: ___, ...rest }) => rest);
    for (const key of ['consumers', 'timeline', 'producers', 'topics'] as const) {
      for (let again = true; again; ) {
        again = false;
        for (const list of withoutOne<unknown>(this.#best.scenario[key])) {
          if (!(yield* this.#with((scenario) => ({ ...scenario, [key]: list })))) continue;
          again = true;
          break;
        }
      }
    }
    yield* this.#fewerRecords();
  }

  *#fewerRecords(): Generator<undefined, void> {
    const producers = this.#best.scenario.producers ?? [];
    for (let p = 0; p < producers.length; p++) {
      const sends = producers[p]!.send ?? [];
      for (let s = 0; s < sends.length; s++) {
        for (const count of [1, 2, 3, 5, 10, 20, 50, 100]) {
          if (count >= (this.#best.scenario.producers![p]!.send![s]!.count ?? 200_000)) break;
          const changed = (scenario: Scenario): Scenario => ({
            ...scenario,
            producers: scenario.producers!.map((producer, i) =>
              i === p
                ? { ...producer, send: producer.send!.map((send, j) => (j === s ? { ...send, count } : send)) }
                : producer,
            ),
          });
          if (yield* this.#with(changed)) break;
        }
      }
    }
  }

  *#rounder(): Generator<undefined, void> {
    for (let place = 0; place < this.#best.faults.length; place++) {
      for (const unit of ROUND) {
        const fault = this.#best.faults[place]!;
        if (fault.at % unit === 0) break;
        const down = Math.floor(fault.at / unit) * unit;
        if (yield* this.#change(place, { ...fault, at: down })) break;
        if (yield* this.#change(place, { ...fault, at: down + unit })) break;
      }
    }
  }

  *#with(change: (scenario: Scenario) => Scenario): Generator<undefined, boolean> {
    return yield* this.#try({ ...this.#best, scenario: change(this.#best.scenario) });
  }

  *#change(place: number, fault: Fault): Generator<undefined, boolean> {
    const faults = this.#best.faults.map((one, i) => (i === place ? fault : one));
    return yield* this.#try({ ...this.#best, faults: faults.sort((a, b) => a.at - b.at) });
  }
}
