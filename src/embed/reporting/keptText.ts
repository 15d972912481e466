/**
 * One text for a learning management system to keep: where the run stands and how far the lesson is. It has a bound, so
 * what is needed least goes first. What comes back was in other hands, and is read like any address and any file.
 */
import { lessonProgress, type Progress } from '../../app/lesson/progress.ts';
import { readProgress, writeProgress } from '../../app/lesson/progressFile.ts';
import { LONGEST_KEPT } from './attempt.ts';

export interface Kept {
  /** What follows the `#` of a link. */
  readonly run: string;
  readonly progress: Progress;
}

/** `lesson`: the others are of no use in this package. */
export function writeKept({ run, progress }: Kept, lesson: string): string | null {
  const mine = lessonProgress(progress, lesson);
  const own = { lessons: { [lesson]: mine }, last: progress.last?.lesson === lesson ? progress.last : null };
  const unexplained = { ...own, lessons: { [lesson]: { ...mine, explain: '' } } };
  const short = withoutActs(run);
  const ways = [text(run, own), text(run, unexplained), text(short, unexplained)];
  return ways.find(({ length }) => length <= LONGEST_KEPT) ?? null;
}

export function readKept(kept: string | null): Kept | null {
  if (kept === null || kept.length > LONGEST_KEPT) return null;
  try {
    const said = JSON.parse(kept) as {
      readonly tidemark?: unknown;
      readonly run?: unknown;
      readonly progress?: unknown;
    };
    if (said?.tidemark !== 1 || typeof said.run !== 'string') return null;
    return { run: said.run, progress: readProgress(JSON.stringify(said.progress ?? null)).progress };
  } catch {
    return null;
  }
}

/** Systems count characters or bytes, and some lose what is not ASCII. */
function text(run: string, progress: Progress): string {
  const all = JSON.stringify({ tidemark: 1, run, progress: JSON.parse(writeProgress(progress)) as unknown });
  return all.replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function withoutActs(run: string): string {
  const parameters = new URLSearchParams(run);
  for (const name of ['acts', 'changed', 'change']) parameters.delete(name);
  return parameters.toString();
}
