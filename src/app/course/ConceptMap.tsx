/** The concepts as a map: what stands to the right of a thing builds upon it. One tab stop; arrow keys go along it. */
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { CHAPTERS, CONCEPTS } from '../../course/curriculum.ts';
import { classNames } from '../../ui/classNames.ts';
import { useAppState } from '../appContext.ts';
import { useSay } from '../dialogs/words.ts';
import { neighbourOf } from './mapKeys.ts';
import { BOX, layoutMap, NAMES_WIDTH } from './mapLayout.ts';
import { StateMark } from './StateMark.tsx';
import { chapterCount, conceptState, type Standing } from './standing.ts';
import * as W from './words.ts';

interface ConceptMapProps {
  readonly standing: Standing;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  readonly onOpen: (id: string) => void;
}

export function ConceptMap({ standing, chosen, onChoose, onOpen }: ConceptMapProps) {
  const say = useSay();
  const { language } = useAppState((state) => state.settings);
  const layout = useMemo(() => layoutMap(CHAPTERS), []);
  const box = useRef<HTMLDivElement>(null);
  const button = (id: string) => box.current?.querySelector<HTMLElement>(`[data-concept="${id}"]`);

  // What is suggested is in sight when the map opens.
  useEffect(() => {
    box.current
      ?.querySelector('[tabindex="0"][data-concept]')
      ?.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbourOf(layout, chosen, event.key);
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    button(next)?.focus();
  };
  const style = { width: layout.width, height: layout.height };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons that arrow keys go along is no field set.
    <div ref={box} className="concept-map" role="group" aria-label={say(W.MAP_LABEL)} onKeyDown={onKeyDown}>
      <div className="concept-plane" style={style}>
        {layout.bands.map(({ id, y, height }, place) => {
          const chapter = CHAPTERS[place]!;
          return (
            <div key={id} className="concept-band" style={{ top: y, height }}>
              <span className="concept-band-name" style={{ width: NAMES_WIDTH }}>
                <strong>{chapter.name[language]}</strong>{' '}
                <span className="dim">{say(W.CHAPTER_COUNT, { ...chapterCount(chapter, standing) })}</span>
              </span>
            </div>
          );
        })}
        <svg className="concept-edges" {...style} aria-hidden>
          {layout.edges.map(({ from, to, path }) => (
            <path
              key={`${from} ${to}`}
              d={path}
              className={classNames(from === chosen || to === chosen ? 'near' : '')}
            />
          ))}
        </svg>
        {CONCEPTS.map((concept) => {
          const { id, x, y } = layout.places.get(concept.id)!;
          const state = conceptState(concept, standing);
          return (
            <button
              key={id}
              type="button"
              data-concept={id}
              tabIndex={id === chosen ? 0 : -1}
              aria-pressed={id === chosen}
              className={classNames('concept', state)}
              style={{ left: x, top: y, width: BOX.width, height: BOX.height }}
              onClick={({ detail }) => (detail === 0 ? onOpen(id) : onChoose(id))}
              onDoubleClick={() => onOpen(id)}
              onFocus={() => onChoose(id)}
            >
              <StateMark state={state} />
              <span className="concept-name">{concept.name[language]}</span>
              <span className={state === 'not-begun' ? 'visually-hidden' : 'concept-state'}>
                {say(W.STATES[state])}
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
