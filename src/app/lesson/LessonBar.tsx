/**
 * A lesson while its pane is not in sight: one line that says where it is, and the way to it. And what is said aloud of it.
 */
import { useEffect, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useApp, useAppState, useRun } from '../appContext.ts';
import { commandOf } from '../commands/index.ts';
import type { WidthClass } from '../panes/useWidth.ts';
import type { LessonView } from './lessonView.ts';
import { useLanguage } from './Say.tsx';
import { ACTS, BAR, GOALS, HEAD, OUTCOME, STATES, useSay, type Words } from './words.ts';
import './lesson.css';

export default function LessonBar({ width }: { readonly width: WidthClass }) {
  const view = useAppState((state) => state.lesson);
  return view === null ? null : <Bar view={view} width={width} />;
}

function Bar({ view, width }: { readonly view: LessonView; readonly width: WidthClass }) {
  const language = useLanguage();
  const { conductor } = useApp();
  const run = useRun();
  const say = useSay();
  const isShown = useIsShown(width);
  useOpening(view, width);
  useStageOnTheWay(view, width);
  const { lesson, phase, beat, away, atEvidence } = view;
  const step = say(HEAD.step, { step: beat + 1, count: lesson.beats.length });
  const isUnderWay = phase === 'going' || phase === 'revealing';
  return (
    <>
      {!isShown && (
        <section className="lesson-bar" aria-label={say(BAR.label)} data-keys="lesson" data-testid="lesson-bar">
          <span className="lesson-bar-text">
            {say(toldIn(view) ?? HEAD.step, { step: beat + 1, count: lesson.beats.length })}
          </span>
          {isUnderWay && away === null && (
            <Button onPress={() => run(commandOf('lesson.jump'))}>{say(ACTS.jump)}</Button>
          )}
          {atEvidence && (
            <Button
              variant="primary"
              onPress={() => {
                conductor.lead?.toOutcome();
                conductor.set(shownIn(width));
              }}
            >
              {say(ACTS.toOutcome)}
            </Button>
          )}
          {!atEvidence && (
            <Button variant={isUnderWay ? 'plain' : 'primary'} onPress={() => conductor.set(shownIn(width))}>
              {away !== null ? say(BAR.label) : say(NEXT[phase] ?? BAR.read)}
              <span className="visually-hidden"> {step}</span>
            </Button>
          )}
        </section>
      )}
      <div className="visually-hidden" role="status" aria-live="polite" data-testid="lesson-said">
        {view.said[language]}
      </div>
    </>
  );
}

const NEXT: Readonly<Partial<Record<LessonView['phase'], Words>>> = { answering: BAR.answer, outcome: BAR.outcome };

function shownIn(width: WidthClass) {
  if (width === 'narrow') return { pane: 'lesson' } as const;
  return width === 'medium' ? ({ drawer: 'lesson' } as const) : ({ side: 'lesson' } as const);
}

/** What is going on, in a few words. */
function toldIn({ away, phase, goals, atEvidence }: LessonView): Words | null {
  if (atEvidence) return OUTCOME.atEvidence;
  if (away?.type === 'goal') return GOALS[goals.find(({ name }) => name === away.name)?.state ?? 'open'];
  if (away !== null) return GOALS.free;
  if (phase === 'going') return STATES.going;
  return phase === 'revealing' ? STATES.revealing : null;
}

function useIsShown(width: WidthClass): boolean {
  return useAppState(({ pane, drawer, side, settings }) => {
    if (width === 'narrow') return pane === 'lesson';
    if (width === 'medium') return drawer === 'lesson';
    return settings.mode === 'learn' || side === 'lesson';
  });
}

/** A lesson that begins is in sight. */
function useOpening({ phase, lesson }: LessonView, width: WidthClass): void {
  const { conductor } = useApp();
  const opened = useRef<unknown>(null);
  useEffect(() => {
    if (opened.current === lesson || phase === 'none') return;
    opened.current = lesson;
    if (phase === 'waiting') return;
    conductor.set(shownIn(width));
  }, [conductor, phase, lesson, width]);
}

/** On a phone the stage is shown while the run goes on; what it means is read when one wants to. */
function useStageOnTheWay({ phase, away, atEvidence }: LessonView, width: WidthClass): void {
  const { conductor } = useApp();
  const player = useAppState((state) => state.player);
  const isPlayed = (phase === 'going' || phase === 'revealing') && player === 'playing';
  const isOnTheWay = (isPlayed || atEvidence) && away === null;
  useEffect(() => {
    if (isOnTheWay && width === 'narrow' && conductor.state.pane === 'lesson') conductor.set({ pane: 'stage' });
  }, [conductor, isOnTheWay, width]);
}
