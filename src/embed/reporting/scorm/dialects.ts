/** The two versions of SCORM: the same things by other names. Pure: which element is set to what. */
import type { Score } from '../../protocol.ts';
import { isoDuration, timespan } from '../durations.ts';

/** The functions of both; each returns a text. */
export type ScormApi = Readonly<Record<string, (...values: string[]) => unknown>>;

export type Pair = readonly [element: string, value: string];
export type Read = (element: string) => string;

/** How the lesson stands: of its end, and of its score against what is asked for. */
export interface Standing {
  readonly isCompleted: boolean;
  /** null: nothing says which score is enough, or the lesson asks nothing. */
  readonly hasPassed: boolean | null;
}

export interface Dialect {
  readonly api: 'API' | 'API_1484_11';
  readonly initialize: string;
  readonly get: string;
  readonly set: string;
  readonly commit: string;
  readonly finish: string;
  readonly lastError: string;
  readonly errorText: string;
  readonly suspendData: string;
  /** Whether what is done now counts: not when it is looked at again, or only tried. */
  counts(read: Read): boolean;
  /** What was reached before this session. */
  before(read: Read): Standing;
  /** From 0 to 1; null: the system does not say. */
  mastery(read: Read): number | null;
  standing(now: Standing): readonly Pair[];
  score(score: Score): readonly Pair[];
  place(beat: string, i: number, n: number): readonly Pair[];
  leaving(ms: number, isCompleted: boolean): readonly Pair[];
}

export const SCORM_12: Dialect = {
  api: 'API',
  initialize: 'LMSInitialize',
  get: 'LMSGetValue',
  set: 'LMSSetValue',
  commit: 'LMSCommit',
  finish: 'LMSFinish',
  lastError: 'LMSGetLastError',
  errorText: 'LMSGetErrorString',
  suspendData: 'cmi.suspend_data',
  counts: (read) => !['browse', 'review'].includes(read('cmi.core.lesson_mode')),
  before: (read) => {
    const status = read('cmi.core.lesson_status');
    return {
      isCompleted: ['passed', 'failed', 'completed'].includes(status),
      hasPassed: status === 'passed' ? true : status === 'failed' ? false : null,
    };
  },
  mastery: (read) => fraction(read('cmi.student_data.mastery_score'), 100),
  // One element says both: whether it is over, and how it went.
  standing: ({ isCompleted, hasPassed }) => [
    [
      'cmi.core.lesson_status',
      !isCompleted ? 'incomplete' : hasPassed === null ? 'completed' : hasPassed ? 'passed' : 'failed',
    ],
  ],
  score: ({ scaled }) => (scaled === null ? [] : rawScore('cmi.core.score', scaled)),
  place: (beat) => [['cmi.core.lesson_location', beat.slice(0, 255)]],
  leaving: (ms, isCompleted) => [
    ['cmi.core.session_time', timespan(ms)],
    ['cmi.core.exit', isCompleted ? '' : 'suspend'],
  ],
};

export const SCORM_2004: Dialect = {
  api: 'API_1484_11',
  initialize: 'Initialize',
  get: 'GetValue',
  set: 'SetValue',
  commit: 'Commit',
  finish: 'Terminate',
  lastError: 'GetLastError',
  errorText: 'GetErrorString',
  suspendData: 'cmi.suspend_data',
  counts: (read) => !['browse', 'review'].includes(read('cmi.mode')),
  before: (read) => {
    const success = read('cmi.success_status');
    return {
      isCompleted: read('cmi.completion_status') === 'completed',
      hasPassed: success === 'passed' ? true : success === 'failed' ? false : null,
    };
  },
  mastery: (read) => fraction(read('cmi.scaled_passing_score'), 1),
  standing: ({ isCompleted, hasPassed }) => [
    ['cmi.completion_status', isCompleted ? 'completed' : 'incomplete'],
    ...(isCompleted && hasPassed !== null ? [['cmi.success_status', hasPassed ? 'passed' : 'failed'] as const] : []),
  ],
  score: ({ scaled }) =>
    scaled === null ? [] : [['cmi.score.scaled', String(scaled)], ...rawScore('cmi.score', scaled)],
  place: (beat, i, n) => [
    ['cmi.location', beat.slice(0, 1_000)],
    ['cmi.progress_measure', String(Math.floor((Math.min(i, n) / Math.max(1, n)) * 10_000) / 10_000)],
  ],
  leaving: (ms, isCompleted) => [
    ['cmi.session_time', isoDuration(ms)],
    ['cmi.exit', isCompleted ? 'normal' : 'suspend'],
  ],
};

function rawScore(element: string, scaled: number): readonly Pair[] {
  return [
    [`${element}.raw`, String(Math.round(scaled * 10_000) / 100)],
    [`${element}.min`, '0'],
    [`${element}.max`, '100'],
  ];
}

/** Said by the system, so it may be anything. */
function fraction(text: string, of: number): number | null {
  const value = Number(text.trim());
  return text.trim() !== '' && value >= 0 && value <= of ? value / of : null;
}
