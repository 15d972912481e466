/**
 * An attempt that SCORM keeps. One session: initialized once, every value set and committed in between, finished once; then
 * silence. What was passed stays passed, and what was completed stays so, however often the lesson is gone through again.
 */
import type { Score } from '../../protocol.ts';
import { type Attempt, type Complain, LONGEST_KEPT } from '../attempt.ts';
import type { Dialect, Pair, ScormApi, Standing } from './dialects.ts';

/** Already begun, by a page that was left without a word; the calls go on all the same. */
const BEGUN_ALREADY = ['101', '103'];

/** null: the system does not let it begin. */
export function openScorm(api: ScormApi, dialect: Dialect, now: () => number, complain: Complain): Attempt | null {
  const began = now();
  let isOpen = true;
  let hasComplained = false;

  const call = (name: string, ...values: string[]): string => {
    try {
      return String(api[name]!(...values) ?? '');
    } catch {
      return '';
    }
  };
  const problem = (what: string): void => {
    if (hasComplained) return;
    hasComplained = true;
    const code = call(dialect.lastError);
    complain(`${what}: ${code} ${call(dialect.errorText, code)}`.trim().slice(0, 200));
  };
  const isDone = (answer: string): boolean => answer.toLowerCase() === 'true' || answer === '1';
  const read = (element: string): string => call(dialect.get, element);
  const set = (pairs: readonly Pair[]): void => {
    for (const [element, value] of pairs)
      if (isOpen && !isDone(call(dialect.set, element, value))) problem(`${element} = ${value.slice(0, 40)}`);
  };
  const commit = (): void => {
    if (isOpen && !isDone(call(dialect.commit, ''))) problem(dialect.commit);
  };

  if (!isDone(call(dialect.initialize, '')) && !BEGUN_ALREADY.includes(call(dialect.lastError))) {
    problem(dialect.initialize);
    return null;
  }
  const counts = dialect.counts(read);
  const mastery = dialect.mastery(read);
  const before = dialect.before(read);
  let standing: Standing = before;
  // A new attempt, or one that was not finished.
  if (counts && !before.isCompleted) {
    set(dialect.standing(before));
    commit();
  }

  const ended = (score: Score): void => {
    const isEnough = mastery === null || score.scaled === null ? null : score.scaled >= mastery;
    standing = { isCompleted: true, hasPassed: standing.hasPassed === true ? true : (isEnough ?? standing.hasPassed) };
    set([...dialect.score(score), ...dialect.standing(standing)]);
    commit();
  };

  const kept = read(dialect.suspendData);
  return {
    kept: kept === '' ? null : kept,
    reporter: {
      began: () => undefined,
      came: ({ name, i, n }) => {
        if (counts) set(dialect.place(name, i, n));
      },
      predicted: (_prediction, score) => {
        if (!counts) return;
        set(dialect.score(score));
        commit();
      },
      reached: () => undefined,
      completed: (score) => {
        if (counts) ended(score);
      },
    },
    keep: (text) => {
      if (!counts || text.length > LONGEST_KEPT) return;
      set([[dialect.suspendData, text]]);
      commit();
    },
    leave: () => {
      if (!isOpen) return;
      set(dialect.leaving(now() - began, standing.isCompleted));
      commit();
      if (!isDone(call(dialect.finish, ''))) problem(dialect.finish);
      isOpen = false;
    },
  };
}
