/** The concept that is chosen on the map: its question, what it follows, and the way into its lesson. */
import { type Concept, conceptsAfter } from '../../course/curriculum.ts';
import { Button } from '../../ui/Button.tsx';
import { useAppState } from '../appContext.ts';
import { useSay } from '../dialogs/words.ts';
import { openWords } from './openWords.ts';
import { StateMark } from './StateMark.tsx';
import { conceptState, lessonsOf, missingBefore, type Standing } from './standing.ts';
import * as W from './words.ts';

interface ConceptCardProps {
  readonly concept: Concept;
  readonly standing: Standing;
  readonly isNext: boolean;
  readonly onOpen: (id: string) => void;
}

export function ConceptCard({ concept, standing, isNext, onOpen }: ConceptCardProps) {
  const say = useSay();
  const { language } = useAppState((state) => state.settings);
  const state = conceptState(concept, standing);
  const missing = missingBefore(concept, standing).map(({ name }) => name[language]);
  const following = conceptsAfter(concept.id).map(({ name }) => name[language]);
  const isThere = lessonsOf(concept, standing).length > 0;
  return (
    <section className="concept-card" aria-live="polite" aria-label={say(isNext ? W.NEXT : W.CHOSEN)}>
      <div>
        <p className="concept-card-name">
          {isNext && <span className="concept-next">{say(W.NEXT)}</span>}
          <StateMark state={state} />
          <strong>{concept.name[language]}</strong>
          <span className="dim">{say(W.STATES[state])}</span>
        </p>
        <p>{concept.question[language]}</p>
        {missing.length > 0 && <p className="dim">{say(W.BETTER_BEFORE, { names: missing.join(', ') })}</p>}
        {missing.length === 0 && following.length > 0 && (
          <p className="dim">
            {say(W.AFTER)}: {following.join(', ')}
          </p>
        )}
      </div>
      {isThere ? (
        <Button variant="primary" onPress={() => onOpen(concept.id)}>
          {say(openWords(state))}
        </Button>
      ) : (
        <span className="dim">{say(W.NOT_HERE)}</span>
      )}
    </section>
  );
}
