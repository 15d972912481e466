/** What a learner does in a lesson. Single keys act while the focus is in the lesson. */
import type { AppState } from '../store.ts';
import type { Command } from './command.ts';

const isAt =
  (...phases: readonly string[]) =>
  ({ lesson }: AppState): boolean =>
    lesson !== null && lesson.away === null && phases.includes(lesson.phase);

export const LESSONS: readonly Command[] = [
  {
    id: 'lesson.goOn',
    label: 'lesson.goOn',
    key: 'N',
    scope: 'lesson',
    when: isAt('waiting', 'reading', 'outcome', 'missing', 'going', 'revealing'),
    run: ({ conductor }) => conductor.lead?.goOn(),
  },
  {
    id: 'lesson.jump',
    label: 'lesson.jump',
    key: 'J',
    scope: 'lesson',
    when: isAt('going', 'revealing'),
    run: ({ conductor }) => conductor.lead?.jump(),
  },
  {
    id: 'lesson.skip',
    label: 'lesson.skip',
    scope: 'lesson',
    when: isAt('answering'),
    run: ({ conductor }) => conductor.lead?.skip(),
  },
  {
    id: 'lesson.classroom',
    label: 'lesson.classroom',
    key: 'C',
    scope: 'lesson',
    when: ({ lesson }) => lesson !== null,
    run: ({ conductor, state }) => conductor.lead?.classroom(state.lesson?.classroom.isOn !== true),
  },
  {
    id: 'lesson.skipAhead',
    label: 'lesson.skipAhead',
    scope: 'lesson',
    when: isAt('going', 'reading', 'answering', 'revealing', 'outcome', 'missing'),
    run: ({ conductor }) => conductor.lead?.skipAhead(),
  },
  {
    id: 'lesson.again',
    label: 'lesson.again',
    key: 'R',
    scope: 'lesson',
    when: (state) => isAt('outcome')(state) && state.lesson?.lesson.beats[state.lesson.beat]?.reveals === true,
    run: ({ conductor }) => conductor.lead?.again(),
  },
  {
    id: 'lesson.previous',
    label: 'lesson.previous',
    key: 'P',
    scope: 'lesson',
    when: ({ lesson }) => lesson !== null && lesson.beat > 0,
    run: ({ conductor, state }) => conductor.lead?.open((state.lesson?.beat ?? 1) - 1),
  },
  {
    id: 'lesson.freePlay',
    label: 'lesson.freePlay',
    scope: 'page',
    when: ({ lesson }) => lesson !== null && lesson.away === null,
    run: ({ conductor }) => conductor.lead?.freePlay(),
  },
  {
    id: 'lesson.back',
    label: 'lesson.back',
    scope: 'page',
    when: ({ lesson }) => lesson !== null && lesson.away !== null,
    run: ({ conductor }) => conductor.lead?.back(),
  },
];
