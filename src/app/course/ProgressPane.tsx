/** What is kept of the lessons: in numbers, as a file to take along, and how to be rid of it. */
import { useRef, useState } from 'react';
import { CHAPTERS } from '../../course/curriculum.ts';
import { Button } from '../../ui/Button.tsx';
import { useApp, useAppState } from '../appContext.ts';
import { useSay } from '../dialogs/words.ts';
import { LARGEST_PROGRESS, type ProgressProblem } from '../lesson/progressFile.ts';
import { progressOf } from '../lesson/progressOf.ts';
import { chapterCount, type Standing } from './standing.ts';
import * as W from './words.ts';

const MOST_PROBLEMS = 20;

type Told = 'imported' | 'erased' | 'asking' | readonly ProgressProblem[] | null;

export function ProgressPane({ standing }: { readonly standing: Standing }) {
  const app = useApp();
  const say = useSay();
  const { language } = useAppState((state) => state.settings);
  const [told, setTold] = useState<Told>(null);
  const file = useRef<HTMLInputElement>(null);
  const desk = progressOf(app);

  const takeIn = async (chosen: File) => {
    const problems =
      chosen.size > LARGEST_PROGRESS * 3 ? [{ where: '', what: 'size' } as const] : desk.takeIn(await chosen.text());
    setTold(problems.length === 0 ? 'imported' : problems);
  };
  return (
    <div className="progress-pane">
      <table className="course-table">
        <tbody>
          {CHAPTERS.map((chapter) => (
            <tr key={chapter.id}>
              <th scope="row">{chapter.name[language]}</th>
              <td>{say(W.CHAPTER_COUNT, { ...chapterCount(chapter, standing) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{say(W.KEPT)}</p>
      <div className="course-acts">
        <Button onPress={() => app.commandContext().save('tidemark-progress.json', desk.export())}>
          {say(W.EXPORT)}
        </Button>
        <Button onPress={() => file.current?.click()}>{say(W.IMPORT)}</Button>
        <Button onPress={() => setTold('asking')}>{say(W.ERASE)}</Button>
      </div>
      <input
        ref={file}
        type="file"
        accept=".json"
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden
        data-testid="import-progress"
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (chosen !== undefined) void takeIn(chosen);
          currentTarget.value = '';
        }}
      />
      <div role="status">
        {told === 'imported' && <p>{say(W.IMPORTED)}</p>}
        {told === 'erased' && <p>{say(W.ERASED)}</p>}
      </div>
      {told === 'asking' && (
        <div role="alert" className="progress-erase">
          <p>{say(W.ERASE_SURE)}</p>
          <div className="course-acts">
            <Button onPress={() => setTold(null)}>{say(W.ERASE_NO)}</Button>
            <Button
              onPress={() => {
                desk.erase();
                setTold('erased');
              }}
            >
              {say(W.ERASE_YES)}
            </Button>
          </div>
        </div>
      )}
      {Array.isArray(told) && (
        <div role="alert" className="progress-problems">
          <p>{say(W.NOT_IMPORTED)}</p>
          <ul>
            {(told as readonly ProgressProblem[]).slice(0, MOST_PROBLEMS).map(({ where, what }) => (
              <li key={`${where} ${what}`}>
                {where !== '' && <code>{where}</code>} {say(W.PROBLEMS[what])}
              </li>
            ))}
            {told.length > MOST_PROBLEMS && <li>+ {told.length - MOST_PROBLEMS}</li>}
          </ul>
        </div>
      )}
    </div>
  );
}
