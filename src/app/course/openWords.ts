/** What opening a lesson is called, by how far it is. */
import type { LessonState } from '../lesson/progress.ts';
import * as W from './words.ts';

export function openWords(state: LessonState) {
  if (state === 'not-begun') return W.BEGIN;
  return state === 'under-way' ? W.GO_ON : W.ONCE_MORE;
}
