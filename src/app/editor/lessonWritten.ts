/** The lesson of the text that is written: whether it is true of its run, and how it is for a learner. */
import type { App } from '../appContext.ts';
import { openLesson } from '../lesson/openLesson.ts';
import type { EditorDesk } from './editorDesk.ts';
import type { EditorState } from './editorState.ts';

/** Asked for in slices, as long as the text stays: between them the worker answers everything else. */
export async function judgeLesson(
  desk: EditorDesk,
  text: string,
  problems: EditorState['problems'],
  afterMs: number,
): Promise<void> {
  const { conductor } = desk.app;
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  if (text !== desk.text || desk.state.getState().isPlaying) return;
  let answer = await conductor.look({ ask: 'judge-text', text });
  while (answer?.more === true && text === desk.text && !desk.state.getState().isPlaying) {
    desk.set({ lesson: 'judging' });
    answer = await conductor.look({ ask: 'judge-text', text });
  }
  if (answer === undefined || answer.more || text !== desk.text) return;
  const isLesson = /^lesson:/m.test(text);
  desk.set({ lesson: answer.problems.length > 0 ? 'untrue' : isLesson ? 'true' : 'none' });
  const isOther = answer.problems.length > 0 || judgedIn(desk.state.getState().problems).length > 0;
  if (isOther) desk.mark([...problems, ...answer.problems].sort((a, b) => a.from - b.from));
}

/** Those of the lesson, which takes longer to judge: they stay until it has been judged again. */
export function judgedIn(problems: EditorState['problems']): EditorState['problems'] {
  return problems.filter(({ code }) => code === 'lesson-untrue');
}

/** `beat`: from there on, whatever has been answered before. */
export async function openWrittenLesson(
  app: App,
  written: { readonly name: string; readonly fileName: string; readonly text: string },
  beat: string | null,
): Promise<void> {
  const { conductor } = app;
  await conductor.load({ ...written, kind: 'scenario' });
  conductor.set({ pane: 'lesson' });
  const { scenario } = conductor.state;
  if (scenario?.hasLesson !== true || beat === null) return;
  // The page begins it by itself, where it was left: then it is begun at the beat that is wanted.
  if (conductor.state.lesson === null)
    await new Promise<void>((resolve) => {
      const stop = conductor.store.subscribe((state) => {
        if (state.lesson === null && state.scenario === scenario) return;
        stop();
        resolve();
      });
    });
  if (conductor.state.scenario === scenario) openLesson(app, { beat, waits: false });
}
