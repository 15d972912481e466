/** What the page asks about the lesson of a scenario: a part of the one protocol (protocol.ts). */
import type { LessonAnswer } from '../frame/lessonFrames.ts';

/** Where in a lesson. */
export type LessonPlace =
  /** why: the fact whose causes are shown. */
  | { readonly beat: string; readonly which: 'stop' | 'reveal' | 'why' }
  | { readonly review: string; readonly which: 'stop' | 'reveal' }
  /** Where free play for it begins. */
  | { readonly goal: string }
  /** By its place in the list. */
  | { readonly try: number };

/** Asks that move nothing. What they look for may have to be simulated first, bounded a call: `more` asks again. */
export type LessonAsk =
  /** The lesson of the scenario, without its answers. */
  | { readonly ask: 'lesson'; readonly branch: number }
  /** Where in the run a place of the lesson is. */
  | { readonly ask: 'lesson-spot'; readonly branch: number; readonly place: LessonPlace }
  /** A beat with what the run says in its texts, where it stops, and (which: reveal) when it is over. */
  | { readonly ask: 'lesson-beat'; readonly branch: number; readonly beat: string; readonly which: 'stop' | 'reveal' }
  /** What the run says to an answer; null: it was skipped. */
  | {
      readonly ask: 'mark';
      readonly branch: number;
      readonly question: { readonly beat: string } | { readonly review: string };
      readonly answer: LessonAnswer | null;
    }
  /** How the goals stand at the playhead. */
  | { readonly ask: 'goals'; readonly branch: number };
