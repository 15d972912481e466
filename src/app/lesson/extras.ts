/** What is shown of a lesson beside where one is in it. */
import type { LessonView } from './lessonView.ts';
import { words } from './words.ts';

export type Extras = Pick<
  LessonView,
  | 'goals'
  | 'goalsReached'
  | 'hints'
  | 'reviews'
  | 'explain'
  | 'modelShown'
  | 'atEvidence'
  | 'asPage'
  | 'resumed'
  | 'said'
  | 'classroom'
  | 'isJumping'
  | 'skipped'
>;

export const NO_EXTRAS: Extras = {
  goals: [],
  goalsReached: [],
  hints: {},
  reviews: {},
  explain: '',
  modelShown: false,
  atEvidence: false,
  asPage: false,
  resumed: false,
  said: words('', ''),
  classroom: { isOn: false, votes: {} },
  isJumping: false,
  skipped: 0,
};
