/** The same as the map, as nested lists: chapters, their concepts, and what each one follows. */
import { CHAPTERS, type Concept, conceptOf } from '../../course/curriculum.ts';
import { Button } from '../../ui/Button.tsx';
import { useAppState } from '../appContext.ts';
import { useSay } from '../dialogs/words.ts';
import { openWords } from './openWords.ts';
import { StateMark } from './StateMark.tsx';
import { chapterCount, conceptState, lessonsOf, type Standing } from './standing.ts';
import * as W from './words.ts';

interface ConceptListProps {
  readonly standing: Standing;
  readonly next: string | undefined;
  readonly onOpen: (id: string) => void;
}

export function ConceptList({ standing, next, onOpen }: ConceptListProps) {
  const say = useSay();
  const { language } = useAppState((state) => state.settings);
  const names = (ids: readonly string[]) => ids.map((id) => conceptOf(id)?.name[language] ?? id).join(', ');
  return (
    <div className="concept-list">
      {CHAPTERS.map((chapter) => (
        <section key={chapter.id} aria-label={chapter.name[language]}>
          <h3>
            {chapter.name[language]}{' '}
            <span className="dim">{say(W.CHAPTER_COUNT, { ...chapterCount(chapter, standing) })}</span>
          </h3>
          <ol>
            {chapter.concepts.map((concept) => (
              <li key={concept.id} aria-current={concept.id === next ? 'step' : undefined}>
                <Item
                  concept={concept}
                  standing={standing}
                  isNext={concept.id === next}
                  names={names}
                  onOpen={onOpen}
                />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

interface ItemProps {
  readonly concept: Concept;
  readonly standing: Standing;
  readonly isNext: boolean;
  readonly names: (ids: readonly string[]) => string;
  readonly onOpen: (id: string) => void;
}

function Item({ concept, standing, isNext, names, onOpen }: ItemProps) {
  const say = useSay();
  const { language } = useAppState((state) => state.settings);
  const state = conceptState(concept, standing);
  const isThere = lessonsOf(concept, standing).length > 0;
  return (
    <>
      <StateMark state={state} />
      <div className="concept-item">
        <p>
          {isNext && <span className="concept-next">{say(W.NEXT)}</span>}
          <strong>{concept.name[language]}</strong> <span className="dim">{say(W.STATES[state])}</span>
        </p>
        <p>{concept.question[language]}</p>
        {concept.after.length > 0 && (
          <p className="dim">
            {say(W.BEFORE)}: {names(concept.after)}
          </p>
        )}
      </div>
      {isThere ? (
        <Button variant={isNext ? 'primary' : 'plain'} onPress={() => onOpen(concept.id)}>
          {say(openWords(state))}
          <span className="visually-hidden">: {concept.name[language]}</span>
        </Button>
      ) : (
        <span className="dim">{say(W.NOT_HERE)}</span>
      )}
    </>
  );
}
