/**
 * Leads through the lesson of the run that is shown: what a learner does goes to the machine, what the machine enters is
 * done to the run, and where the run stands is told back. Keeps what was reached.
 */
import { type ActorRefFrom, createActor } from 'xstate';
import type { BeatFrame } from '../../frame/lessonFrames.ts';
import type { LessonPlace } from '../../worker/protocol.ts';
import type { Conductor } from '../conductor.ts';
import type { AppState } from '../store.ts';
import { type Extras, NO_EXTRAS } from './extras.ts';
import { Journey } from './journey.ts';
import { Keeping } from './keeping.ts';
import { beatOf, type LessonContext, type LessonEvent, lessonMachine } from './lessonMachine.ts';
import type { LessonPhase, LessonView } from './lessonView.ts';
import { lookedAt } from './look.ts';
import type { ProgressDesk } from './progressDesk.ts';
import { begun } from './resume.ts';
import { placeSentence } from './sentences.ts';
import { Spots } from './spots.ts';
import { Telling } from './telling.ts';
import type { Words } from './words.ts';

/** Who has just come to a step reads it: what comes next is looked for later, unless it is needed before. */
const FURTHER_MS = 2_000;

export interface LessonOpening {
  /** From a link; null: where it was left. */
  readonly beat: string | null;
  /** The link says where the playhead stands: the lesson waits until it is asked for. */
  readonly waits: boolean;
}

export class Guide {
  protected readonly conductor: Conductor;
  protected readonly keeping: Keeping;
  readonly #isReduced: () => boolean;
  protected readonly wait: (run: () => void, ms: number) => unknown;
  readonly #machine: ActorRefFrom<typeof lessonMachine>;
  protected spots: Spots;
  #telling: Telling;
  /** Counts what the machine entered: what was asked for before that comes too late. */
  #turn = 0;
  #phase: LessonPhase = 'none';
  #isAway = false;
  protected readonly journey: Journey;
  protected extras: Extras = NO_EXTRAS;
  #isPublishing = false;
  /** Branches are changed by the guide itself. */
  protected isForking = false;

  constructor(
    conductor: Conductor,
    progress: ProgressDesk,
    now: () => number,
    isReduced: () => boolean,
    wait: (run: () => void, ms: number) => unknown,
  ) {
    this.conductor = conductor;
    this.keeping = new Keeping(progress, now, () => this.name);
    this.#isReduced = isReduced;
    this.wait = wait;
    this.spots = new Spots(conductor, 0);
    this.#telling = new Telling(conductor, 0);
    this.journey = new Journey(conductor);
    this.#machine = createActor(lessonMachine);
    this.#machine.subscribe(() => this.#entered());
    this.#machine.start();
    conductor.store.subscribe((state, before) => this.#watch(state, before));
  }

  get name(): string {
    return this.conductor.state.scenarioName;
  }

  protected get context(): LessonContext {
    return this.#machine.getSnapshot().context;
  }

  get phase(): LessonPhase {
    return this.#machine.getSnapshot().value.beat as LessonPhase;
  }

  async start(opening: LessonOpening): Promise<void> {
    const { branch, scenario } = this.conductor.state;
    const answer = await this.conductor.look({ ask: 'lesson', branch });
    const { lesson } = answer ?? {};
    if (lesson == null || scenario !== this.conductor.state.scenario) return;
    const { beat } = opening;
    if (beat !== null && !lesson.beats.some(({ name }) => name === beat))
      this.conductor.notice('notice.badParameter', { name: 'beat', value: beat });
    this.journey.home = branch;
    this.spots = new Spots(this.conductor, branch);
    this.#telling = new Telling(this.conductor, branch);
    const { extras, ...where } = begun(this.keeping.desk.progress, this.name, lesson, opening.beat);
    this.extras = { ...extras, classroom: this.extras.classroom };
    this.send({ type: 'LOADED', lesson, ...where, waits: opening.waits });
  }

  protected send(event: LessonEvent): void {
    this.#machine.send(event);
  }

  // ---- what a learner does -----------------------------------------------------------------------------------------

  goOn(): void {
    const { phase } = this;
    if (phase === 'going' || phase === 'revealing') {
      this.journey.play();
      return;
    }
    const beat = beatOf(this.context);
    if (beat !== undefined && ['reading', 'outcome', 'missing'].includes(phase)) {
      this.keeping.passed(beat.name);
    }
    this.send({ type: 'GO_ON' });
  }

  // ---- what the machine enters -------------------------------------------------------------------------------------

  #entered(): void {
    const { value, context } = this.#machine.getSnapshot();
    const { phase, isAway } = { phase: value.beat as LessonPhase, isAway: value.place === 'away' };
    const isNew = phase !== this.#phase || this.conductor.state.lesson?.beat !== context.beat;
    const hasComeBack = this.#isAway && !isAway;
    const hasLeft = !this.#isAway && isAway;
    this.#phase = phase;
    this.#isAway = isAway;
    if (isNew || hasComeBack) this.#turn++;
    if (isNew) this.extras = { ...this.extras, atEvidence: false, isJumping: false };
    if (isNew && phase !== 'answering') this.#unlocked();
    if (isNew || hasComeBack || hasLeft) this.extras = { ...this.extras, said: this.sentence(phase, isAway) };
    this.publish();
    // The halt stays: it is one of the lesson's branch, and whoever comes back does not run past it.
    if (hasLeft) this.conductor.travel = null;
    if (isAway || !(isNew || hasComeBack)) return;
    void this.#act(phase, this.#turn, hasComeBack && !isNew);
  }

  /** What was said of the lock is no longer so. */
  #unlocked(): void {
    const { notices } = this.conductor.state;
    const others = notices.filter(({ key }) => key !== 'lesson.locked');
    if (others.length < notices.length) this.conductor.set({ notices: others });
  }

  async #act(phase: LessonPhase, turn: number, hasComeBack: boolean): Promise<void> {
    const beat = beatOf(this.context);
    switch (phase) {
      case 'going':
      case 'revealing':
        if (beat !== undefined) await this.#travel(beat, turn, hasComeBack);
        return;
      case 'marking':
        if (beat !== undefined) await this.#mark(beat.name, turn);
        return;
      case 'answering':
      case 'reading':
      case 'outcome':
        if (beat !== undefined) this.keeping.went(beat.name);
        if (phase === 'outcome') this.#keepOutcome();
        if (phase === 'outcome' && beat !== undefined) void this.#showCauses(beat, turn);
        await this.stand(hasComeBack);
        return;
      case 'finished':
        this.keeping.end(this.context.lesson?.review.map(({ name }) => name) ?? []);
        this.journey.halt(null);
        return;
      case 'none':
      case 'waiting':
      case 'missing':
        this.journey.halt(null);
    }
  }

  /** To the stop or the reveal of the beat: watched, or at once. */
  async #travel(beat: BeatFrame, turn: number, hasComeBack: boolean): Promise<void> {
    const { journey } = this;
    const { aim, watched } = this.context;
    const { name, look } = beat;
    const isWatched = watched && !hasComeBack && !this.#isReduced();
    this.extend({ isJumping: true });
    const spot = await this.spots.find({ beat: name, which: aim });
    // The stop is where a way to the reveal begins, also when it is watched again.
    const from = aim === 'reveal' ? await this.spots.find({ beat: name, which: 'stop' }) : journey.here;
    if (spot !== null) await this.#telling.tell(beat, aim);
    if (turn !== this.#turn) return;
    if (spot === null) return this.send({ type: 'NOWHERE' });
    journey.aim(spot);
    const isOnTheWay = isWatched && from !== null && from.step < spot.step;
    const skipped = isOnTheWay ? await journey.goToWay(from, spot, beat.watch) : 0;
    if (!isOnTheWay) await journey.goTo(spot);
    // What it names may be there only now; by then the lesson may have noticed that it is there.
    if (look !== null && aim === 'stop' && beatOf(this.context)?.name === name) lookedAt(this.conductor, look);
    if (turn !== this.#turn) return;
    this.extend({ isJumping: !isOnTheWay, skipped });
    if (isOnTheWay) journey.play();
    else this.#arrive();
  }

  async #showCauses(beat: BeatFrame, turn: number): Promise<void> {
    await this.#telling.findCause(beat);
    if (turn === this.#turn) this.publish();
  }

  async #mark(beat: string, turn: number): Promise<void> {
    const given = this.context.answers[beat];
    const marked = await this.spots.mark({ beat }, given?.answer ?? null);
    if (turn !== this.#turn) return;
    this.send(marked === null ? { type: 'NOWHERE' } : { type: 'MARKED', marked });
  }

  #keepOutcome(): void {
    const beat = beatOf(this.context);
    const given = beat === undefined ? undefined : this.context.answers[beat.name];
    if (beat !== undefined && given !== undefined) this.keeping.outcome(beat.name, given);
  }

  /** The run waits here; how far it may go on by itself is found out when somebody goes on, or in a while. */
  protected async stand(goThere = true): Promise<void> {
    const { phase, journey } = this;
    const turn = this.#turn;
    const beat = beatOf(this.context);
    if (beat === undefined) return;
    const which = phase === 'outcome' && beat.reveals ? 'reveal' : 'stop';
    const here = await this.spots.find({ beat: beat.name, which });
    if (turn !== this.#turn) return;
    journey.here = here;
    if (here === null) return;
    if (phase === 'answering') {
      journey.halt(here, true);
      if (goThere) await journey.goTo(here);
      return;
    }
    const next = this.#nextPlace(phase === 'reading' && beat.reveals);
    // Whoever has gone somewhere else meanwhile waits somewhere else.
    const isOpen = () => this.conductor.halt?.further === further;
    const further = async () => {
      if (!isOpen()) return;
      const spot = await this.spots.find(next);
      if (isOpen()) journey.halt(spot);
    };
    journey.halt(here, false, further);
    if (goThere) await journey.goTo(here);
    this.wait(() => void further(), FURTHER_MS);
  }

  #nextPlace(isReveal: boolean): LessonPlace | null {
    const { lesson, beat } = this.context;
    const place = lesson?.beats[isReveal ? beat : beat + 1];
    return place === undefined ? null : { beat: place.name, which: isReveal ? 'reveal' : 'stop' };
  }

  // ---- where the run stands ----------------------------------------------------------------------------------------

  #watch(state: AppState, before: AppState): void {
    if (this.#isPublishing || this.phase === 'none') return;
    if (state.scenario === null) {
      this.journey.forget();
      this.forget();
      this.send({ type: 'RESET' });
      return;
    }
    if (!this.isForking && state.branch !== before.branch) {
      if (state.branch !== this.journey.home) this.send({ type: 'LEAVE', playedFor: { type: 'free' } });
      else if (this.context.away !== null) this.send({ type: 'BACK' });
    }
    if (state.views !== before.views || state.player !== before.player) {
      this.#arrive();
      this.moved();
    }
  }

  /** The playhead has moved, in whichever branch. */
  protected moved(): void {}

  /** Another run is loaded. */
  protected forget(): void {}

  #arrive(): void {
    const { phase, journey } = this;
    const { player, branch } = this.conductor.state;
    if (branch !== journey.home || this.context.away !== null) return;
    const isUnderWay = phase === 'going' || phase === 'revealing';
    if (player === 'exhausted' && isUnderWay) this.send({ type: 'NOWHERE' });
    if (player !== 'paused' && player !== 'atEnd') return;
    if (isUnderWay) {
      if (journey.hasArrived()) this.send({ type: 'THERE' });
    } else if ((phase === 'reading' || phase === 'outcome') && !this.extras.atEvidence && journey.isAtHalt) this.goOn();
  }

  // ---- what is shown -----------------------------------------------------------------------------------------------

  protected sentence(phase: LessonPhase, isAway: boolean): Words {
    return placeSentence(phase, isAway, this.#telling.context(this.context)) ?? this.extras.said;
  }

  protected extend(change: Partial<Extras>): void {
    this.extras = { ...this.extras, ...change };
    this.publish();
  }

  protected publish(): void {
    const { lesson, beat, furthest, draft, confidence, answers, away, ended } = this.context;
    this.#isPublishing = true;
    const told = { beat, furthest, draft, confidence, answers, away, ended };
    const { home } = this.journey;
    const shown = lesson === null ? null : this.#telling.lesson(lesson);
    const causeOf = this.#telling.causeOf(lesson?.beats[beat]?.name ?? '');
    const view: LessonView | null =
      shown === null ? null : { ...this.extras, ...told, lesson: shown, causeOf, phase: this.phase, home };
    this.conductor.set({ lesson: view });
    this.#isPublishing = false;
  }
}
