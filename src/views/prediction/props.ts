/** What a widget gets and hands back: data in, an answer out. */
import type { ReactNode } from 'react';
import type { Frame } from '../../frame/frame.ts';
import type { Both, LessonAnswer, QuestionFrame } from '../../frame/lessonFrames.ts';
import type { Language } from '../viewProps.ts';

export interface PredictionProps<Question = QuestionFrame> {
  readonly question: Question;
  readonly value: LessonAnswer | null;
  readonly language: Language;
  /** The run where it is asked: whose log, which nodes. null: not at hand. */
  readonly frame: Frame | null;
  /** Texts of the file may have marks in them. */
  say(text: Both): ReactNode;
  onChange(answer: LessonAnswer | null): void;
}

export type QuestionOf<Kind extends QuestionFrame['kind']> = Extract<QuestionFrame, { readonly kind: Kind }>;
