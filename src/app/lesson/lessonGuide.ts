/** The rest of what one does in a lesson: goals in free play, hints, explaining, review, trying things out. */
import type { GoalState, LessonAnswer, Spot } from '../../frame/lessonFrames.ts';
import { currentView } from '../store.ts';
import { NO_EXTRAS } from './extras.ts';
import { LearnerActs } from './learnerActs.ts';
import type { LessonLead, LessonPhase, PlayedFor, ReviewView, Votes } from './lessonView.ts';
import type { Confidence } from './progress.ts';
import { BRANCH, filled, GOALS, OUTCOME, SAID, type Words, words } from './words.ts';

/** The goals follow the playhead this often. */
const GOALS_MS = 250;
const NOT_ASKED: ReviewView = { draft: null, confidence: null, answered: null };

export class LessonGuide extends LearnerActs implements LessonLead {
  #goalsPlanned = false;
  /** Branch and step at which they were last looked at. */
  #goalsAt = '';

  freePlay(): void {
    void this.#leave(null, { type: 'free' });
  }

  /** A branch to play in, from a place of the lesson, or from where the playhead stands. */
  async #leave(spot: Spot | null, playedFor: PlayedFor): Promise<void> {
    const { conductor } = this;
    const { halt } = conductor;
    this.isForking = true;
    conductor.player({ type: 'PAUSE' });
    try {
      this.journey.halt(null);
      if (spot !== null) {
        if (conductor.state.branch !== this.journey.home) conductor.lookAt(this.journey.home);
        await conductor.goTo({ step: spot.step });
      }
      await conductor.fork(this.#branchName(playedFor));
    } finally {
      this.isForking = false;
      // One of the lesson's branch: whoever comes back to it does not run past it.
      conductor.halt = halt;
    }
    this.send({ type: 'LEAVE', playedFor });
  }

  // ---- goals ---------------------------------------------------------------------------------------------------------

  playGoal(name: string): void {
    void this.spots.find({ goal: name }).then((spot) => this.#leave(spot ?? this.journey.here, { type: 'goal', name }));
  }

  hint(name: string): void {
    const goal = this.context.lesson?.goals.find(({ name: is }) => is === name);
    if (goal === undefined) return;
    const all = [...goal.hints, ...goal.solutions];
    const shown = Math.min(all.length, (this.extras.hints[name] ?? 0) + 1);
    const said = all[shown - 1];
    this.extend({
      hints: { ...this.extras.hints, [name]: shown },
      said:
        said === undefined
          ? this.extras.said
          : words(filled(SAID.hint, { hint: said.en }).en, filled(SAID.hint, { hint: said.ko }).ko),
    });
  }

  tryOut(place: number): void {
    const hasMoment = this.context.lesson?.tries[place]?.hasMoment === true;
    const spot = hasMoment ? this.spots.find({ try: place }) : Promise.resolve(null);
    void spot.then((found) => this.#leave(found ?? this.journey.here, { type: 'try', place }));
  }

  /** One thing changed from the start, shown beside the lesson's run, with what is different. */
  whatIf(place: number): void {
    void this.#whatIf(place);
  }

  async #whatIf(place: number): Promise<void> {
    const { conductor } = this;
    this.isForking = true;
    try {
      if (conductor.state.branch !== this.journey.home) conductor.lookAt(this.journey.home);
      const problem = await conductor.change({ whatIf: place }, 'start');
      if (problem !== null) {
        conductor.notice('notice.failed', { reason: problem }, true);
        return;
      }
    } finally {
      this.isForking = false;
    }
    conductor.set({ lens: 'difference' });
    this.send({ type: 'LEAVE', playedFor: { type: 'what-if', place } });
  }

  #branchName(playedFor: PlayedFor): string {
    const { language } = this.conductor.state.settings;
    switch (playedFor.type) {
      case 'goal':
        return filled(BRANCH.goal, { goal: playedFor.name })[language];
      case 'try':
        return filled(BRANCH.try, { place: playedFor.place + 1 })[language];
      case 'what-if':
      case 'free':
        return BRANCH.free[language];
    }
  }

  protected override moved(): void {
    const { lesson, away } = this.context;
    if (away === null || lesson === null || lesson.goals.length === 0 || this.#goalsPlanned) return;
    const { state } = this.conductor;
    if (`${state.branch} ${currentView(state)?.frame.step}` === this.#goalsAt) return;
    this.#goalsPlanned = true;
    this.wait(() => void this.#lookAtGoals(), GOALS_MS);
  }

  async #lookAtGoals(): Promise<void> {
    const { state } = this.conductor;
    this.#goalsAt = `${state.branch} ${currentView(state)?.frame.step}`;
    const answer = await this.conductor.look({ ask: 'goals', branch: state.branch });
    this.#goalsPlanned = false;
    if (answer === undefined || this.context.away === null) return;
    // There is more to look at up to the playhead: once more.
    if (answer.more) this.#goalsAt = '';
    const changed = answer.goals.filter(
      ({ name, state: is }) => is !== (this.extras.goals.find((goal) => goal.name === name)?.state ?? 'open'),
    );
    for (const goal of changed) this.#goalChanged(goal);
    if (JSON.stringify(answer.goals) !== JSON.stringify(this.extras.goals)) this.extend({ goals: answer.goals });
    this.moved();
  }

  #goalChanged({ name, state }: GoalState): void {
    const { away, lesson } = this.context;
    if (state === 'reached') {
      this.keeping.goal(name);
      this.extend({ goalsReached: [...new Set([...this.extras.goalsReached, name])] });
    }
    const goal = lesson?.goals.find(({ name: is }) => is === name);
    if (goal === undefined || away?.type !== 'goal' || away.name !== name) return;
    const said = (language: 'en' | 'ko') =>
      filled(SAID.goal, { goal: goal.say[language], state: GOALS[state][language] })[language];
    this.extend({ said: words(said('en'), said('ko')) });
  }

  // ---- at the end ----------------------------------------------------------------------------------------------------

  explain(text: string): void {
    this.keeping.explain(text);
    this.extend({ explain: text });
  }

  showModel(): void {
    this.extend({ modelShown: true });
  }

  draftReview(name: string, answer: LessonAnswer | null): void {
    this.#review(name, { draft: answer });
  }

  sureOfReview(name: string, confidence: Confidence): void {
    this.#review(name, { confidence });
  }

  answerReview(name: string): void {
    const { draft, confidence } = this.#reviewOf(name);
    if (draft !== null) void this.#markReview(name, draft, confidence);
  }

  async #markReview(name: string, answer: LessonAnswer, confidence: Confidence | null): Promise<void> {
    const marked = await this.spots.mark({ review: name }, answer);
    if (marked === null) return;
    this.#review(name, { answered: { answer, confidence, marked } });
    const right = marked.right === true;
    this.keeping.review(name, right, confidence);
    this.extend({ said: right ? OUTCOME.reviewRight : OUTCOME.reviewWrong });
  }

  /** From where it is asked to where the run has answered it. */
  checkReview(name: string): void {
    void this.#check(name);
  }

  async #check(review: string): Promise<void> {
    const { conductor } = this;
    const [stop, reveal] = await Promise.all([
      this.spots.find({ review, which: 'stop' }),
      this.spots.find({ review, which: 'reveal' }),
    ]);
    if (stop === null && reveal === null) return;
    if (conductor.state.branch !== this.journey.home) conductor.lookAt(this.journey.home);
    this.journey.halt(null);
    // Coming to the end of this way is no sign to go on with the lesson.
    this.journey.here = null;
    await conductor.goTo({ step: (stop ?? reveal)!.step });
    if (reveal !== null && stop !== null && reveal.step > stop.step) this.journey.playTo(reveal);
  }

  #reviewOf(name: string): ReviewView {
    return Object.hasOwn(this.extras.reviews, name) ? this.extras.reviews[name]! : NOT_ASKED;
  }

  #review(name: string, change: Partial<ReviewView>): void {
    this.extend({ reviews: { ...this.extras.reviews, [name]: { ...this.#reviewOf(name), ...change } } });
  }

  // ---- the whole -----------------------------------------------------------------------------------------------------

  readAsPage(asPage: boolean): void {
    this.extend({ asPage });
  }

  classroom(isOn: boolean): void {
    this.extend({ classroom: { ...this.extras.classroom, isOn } });
  }

  vote(votes: readonly Votes[]): void {
    const { lesson, beat } = this.context;
    const name = lesson?.beats[beat]?.name;
    if (name === undefined) return;
    const { classroom } = this.extras;
    this.extend({ classroom: { ...classroom, votes: { ...classroom.votes, [name]: votes } } });
  }

  fromTheStart(): void {
    this.extend({ resumed: false });
    this.open(0);
  }

  protected override sentence(phase: LessonPhase, isAway: boolean): Words {
    return (isAway ? this.#playedFor() : undefined) ?? super.sentence(phase, isAway);
  }

  /** What is tried, in its own words. */
  #playedFor(): Words | undefined {
    const { away, lesson } = this.context;
    switch (away?.type) {
      case 'goal':
        return lesson?.goals.find(({ name }) => name === away.name)?.say;
      case 'try':
        return lesson?.tries[away.place]?.say;
      case 'what-if':
        return lesson?.whatIf[away.place]?.say;
      default:
        return undefined;
    }
  }

  protected override forget(): void {
    this.#goalsAt = '';
    // Whoever teaches goes on with the next lesson.
    const { isOn } = this.extras.classroom;
    this.extras = { ...NO_EXTRAS, classroom: { isOn, votes: {} } };
  }
}
