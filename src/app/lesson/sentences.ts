/** What is said aloud when a lesson has moved: the beat, the question, what came out. */
import type { Both } from '../../frame/lessonFrames.ts';
import { beatOf, type LessonContext } from './lessonMachine.ts';
import type { LessonPhase } from './lessonView.ts';
import { filled, OUTCOME, SAID, STATES, type Words, words } from './words.ts';

/** null: nothing new to say. */
export function placeSentence(phase: LessonPhase, isAway: boolean, context: LessonContext): Words | null {
  if (isAway) return SAID.away;
  const beat = beatOf(context);
  const { lesson } = context;
  if (beat === undefined || lesson === null) return null;
  const values = { step: context.beat + 1, count: lesson.beats.length };
  switch (phase) {
    case 'waiting':
      return filled(STATES.waiting, values);
    case 'going':
      return context.watched ? STATES.going : null;
    case 'revealing':
      return STATES.revealing;
    case 'reading':
      return withText(SAID.beat, values, beat.say);
    case 'answering':
      return withText(SAID.asks, values, beat.question?.ask ?? beat.say);
    case 'outcome': {
      const marked = context.answers[beat.name]?.marked;
      const result = marked == null ? null : resultOf(marked.right, null);
      const text = plain(beat.outcome ?? words('', ''));
      return result === null ? text : words(`${result.en} ${text.en}`, `${result.ko} ${text.ko}`);
    }
    case 'missing':
      return STATES.missing;
    case 'none':
    case 'marking':
    case 'finished':
      return null;
  }
}

/** How an answer compares with the run, calmly. */
export function resultOf(right: boolean | null, confidence: 1 | 2 | 3 | null): Words {
  if (right === null) return OUTCOME.skipped;
  if (right) return OUTCOME.right;
  return confidence === 3 ? OUTCOME.certainlyWrong : OUTCOME.wrong;
}

function withText(sentence: Words, values: { readonly step: number; readonly count: number }, text: Both): Words {
  const { en, ko } = plain(text);
  return words(filled(sentence, { ...values, text: en }).en, filled(sentence, { ...values, text: ko }).ko);
}

/** Without the marks of Markdown, and the first sentences only: the rest is there to be read. */
function plain({ en, ko }: Both): Words {
  return words(shortened(en), shortened(ko));
}

function shortened(text: string): string {
  const bare = text
    .replace(/[*_`#>]|\[([^[\]]{0,300})\]\([^()]{0,2000}\)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (bare.length <= 200) return bare;
  const cut = bare.slice(0, 200);
  return `${cut.slice(0, Math.max(cut.lastIndexOf('. ') + 1, 120))} …`;
}
