/** The texts of a lesson with what this run says in them. */
import type { Says } from '../base/says.ts';
import type { BeatFrame } from '../frame/lessonFrames.ts';
import type { Lesson } from '../scenario/lesson/schemaLesson.ts';
import { eachText, filledIn, shownIn, type Values } from '../scenario/lesson/values.ts';
import { Unreadable } from './known.ts';
import type { LessonRun } from './lessonRun.ts';
import { read, type Value, type Window } from './readings.ts';
import { JUDGE_SAYS } from './says.ts';

export type Telling = 'stop' | 'reveal';

/** The names that a part of a lesson shows. */
export function namesShown(part: unknown): readonly string[] {
  const names = new Set<string>();
  eachText(part, [], ({ en, ko }) => {
    for (const { name } of [...shownIn(en), ...shownIn(ko)]) names.add(name);
  });
  return [...names];
}

/** What cannot be read is left out, and told by its name. Throws `NotYet`. */
export function valuesAt(
  { values = {} }: Lesson,
  names: readonly string[],
  window: Window,
  problem: (says: Says) => void = () => {},
): Values {
  const found: Record<string, Values[string]> = {};
  for (const name of names) {
    const reading = Object.hasOwn(values, name) ? values[name] : undefined;
    if (reading === undefined) continue;
    try {
      found[name] = valueText(read(reading, window));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      problem(JUDGE_SAYS.cannotBeShown(name, error.says));
    }
  }
  return found;
}

/** A beat as it is told where the lesson stands. Throws `NotYet`. */
export function toldBeat(run: LessonRun, frame: BeatFrame, which: Telling): BeatFrame {
  const values = (part: unknown, place: Telling): Values => {
    const window = run.telling(frame.name, place);
    return window === null ? {} : valuesAt(run.lesson, namesShown(part), window);
  };
  const { say, question, outcome } = frame;
  const atStop = values([say, question], 'stop');
  const inTheEnd = which === 'reveal' ? values(outcome, 'reveal') : {};
  return {
    ...frame,
    say: filledIn(say, atStop),
    question: filledIn(question, atStop),
    outcome: filledIn(outcome, inTheEnd),
  };
}

export function valueText(value: Value): Values[string] {
  if (value === null || value === 'none') return { en: 'nobody', ko: '없음' };
  if (typeof value === 'number') return both(numberText(value));
  if (typeof value === 'boolean') return value ? { en: 'yes', ko: '예' } : { en: 'no', ko: '아니요' };
  if (typeof value === 'string') return both(value);
  if (value.length === 0) return { en: 'nobody', ko: '없음' };
  const items = value.map((item) => (typeof item === 'number' ? numberText(item) : item));
  const last = items[items.length - 1]!;
  return { en: items.length === 1 ? last : `${items.slice(0, -1).join(', ')} and ${last}`, ko: items.join(', ') };
}

function both(text: string): Values[string] {
  return { en: text, ko: text };
}

/** Small ones to a tenth, others whole: nobody reads a microsecond out of a text. */
function numberText(value: number): string {
  const size = Math.abs(value);
  const tenths = size < 20 ? Math.floor(size * 10 + 0.5) : Math.floor(size + 0.5) * 10;
  const whole = Math.floor(tenths / 10);
  const digits = String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
  const tenth = tenths % 10 === 0 ? '' : `.${tenths % 10}`;
  return `${value < 0 && tenths > 0 ? '-' : ''}${digits}${tenth}`;
}
