/** What the run says in the texts of a lesson, and of which fact a beat shows the causes: asked once, where it is come to. */
import type { BeatFrame, LessonFrame } from '../../frame/lessonFrames.ts';
import type { Conductor } from '../conductor.ts';
import type { LessonContext } from './lessonMachine.ts';

type Which = 'stop' | 'reveal';

export class Telling {
  readonly #conductor: Conductor;
  readonly #branch: number;
  readonly #told = new Map<string, { readonly which: Which; readonly beat: BeatFrame }>();
  readonly #causes = new Map<string, number | null>();

  constructor(conductor: Conductor, branch: number) {
    this.#conductor = conductor;
    this.#branch = branch;
  }

  /** Before it is shown, so that no gap is seen. */
  async tell({ name, shows }: BeatFrame, which: Which): Promise<void> {
    const known = this.#told.get(name);
    if (!shows || known?.which === 'reveal' || known?.which === which) return;
    for (;;) {
      const said = await this.#conductor.look({ ask: 'lesson-beat', branch: this.#branch, beat: name, which });
      if (said?.more === true) continue;
      if (said?.beat != null) this.#told.set(name, { which, beat: said.beat });
      return;
    }
  }

  /** Of a beat that asks nothing: an answer that is marked brings it with it. */
  async findCause({ name, asksWhy, question }: BeatFrame): Promise<void> {
    if (!asksWhy || question !== null || this.#causes.has(name)) return;
    const place = { beat: name, which: 'why' } as const;
    for (;;) {
      const said = await this.#conductor.look({ ask: 'lesson-spot', branch: this.#branch, place });
      if (said?.more === true) continue;
      this.#causes.set(name, said?.fact ?? null);
      return;
    }
  }

  /** By its place in the branch's list of facts. */
  causeOf(beat: string): number | null {
    return this.#causes.get(beat) ?? null;
  }

  lesson(lesson: LessonFrame): LessonFrame {
    if (this.#told.size === 0) return lesson;
    return { ...lesson, beats: lesson.beats.map((beat) => this.#told.get(beat.name)?.beat ?? beat) };
  }

  context(context: LessonContext): LessonContext {
    return context.lesson === null ? context : { ...context, lesson: this.lesson(context.lesson) };
  }
}
