/** The pane of a lesson: how far one is, the step that is shown, and the one obvious thing to do next. */
import { type ReactNode, useEffect, useRef } from 'react';
import type { Both } from '../../frame/lessonFrames.ts';
import { Button } from '../../ui/Button.tsx';
import { useApp, useAppState, useRun } from '../appContext.ts';
import { commandOf } from '../commands/index.ts';
import { mayTakeFocus } from '../panes/takesFocus.ts';
import { isPlaying } from '../player/playerMachine.ts';
import { AwayPart } from './AwayPart.tsx';
import { EndPart } from './EndPart.tsx';
import { HeadMenu } from './HeadMenu.tsx';
import type { LessonPhase, LessonView } from './lessonView.ts';
import { OnePage } from './OnePage.tsx';
import { OutcomePart } from './OutcomePart.tsx';
import { Committed, QuestionPart } from './QuestionPart.tsx';
import { Text, useLanguage } from './Say.tsx';
import { Steps } from './Steps.tsx';
import { ACTS, HEAD, type Say, STATES, useSay } from './words.ts';
import './lesson.css';

export default function LessonPlayer({ foot }: { readonly foot?: ReactNode }) {
  const lesson = useAppState((state) => state.lesson);
  return lesson === null ? null : <Player view={lesson} foot={foot} />;
}

function Player({ view, foot }: { readonly view: LessonView; readonly foot?: ReactNode }) {
  const language = useLanguage();
  const title = useAppState((state) => state.scenario?.title);
  const pane = useRef<HTMLDivElement>(null);
  useFocus(pane, view);
  return (
    <div ref={pane} className="lesson lesson-player" data-testid="lesson" data-keys="lesson" data-phase={view.phase}>
      <h1 className="lesson-title" lang={language}>
        {title?.[language]}
      </h1>
      <Head view={view} />
      {view.lesson.elsewhere !== null && <Elsewhere text={view.lesson.elsewhere} />}
      {view.asPage ? (
        <OnePage view={view} foot={foot} />
      ) : view.away !== null ? (
        <AwayPart view={view} />
      ) : (
        <Phase view={view} />
      )}
    </div>
  );
}

/** Where the focus goes when something new is there: to what is to be read, or to the one thing to do. */
const FOCUSED: Readonly<Partial<Record<LessonPhase | 'away' | 'evidence', string>>> = {
  waiting: '.lesson-go .button',
  reading: '.lesson-go .button',
  answering: '.question-title',
  revealing: '.lesson-go .button',
  going: '.lesson-go .button',
  outcome: '.outcome-title',
  finished: '.end-title',
  missing: '.lesson-go .button',
  away: '.away-title',
  evidence: '.evidence .button',
};

function useFocus(pane: React.RefObject<HTMLDivElement | null>, view: LessonView): void {
  const { phase, beat, away, atEvidence, asPage, isJumping } = view;
  const place = away !== null ? 'away' : atEvidence ? 'evidence' : phase;
  const last = useRef('');
  // Nothing in it has had the focus yet: on the way to the first step there may be nothing to focus.
  const isFirst = useRef(true);
  useEffect(() => {
    const key = `${place} ${beat} ${asPage}`;
    // While it is jumped there is no button; the one that comes after it is new.
    const hadIt = last.current === key;
    last.current = isJumping ? '' : key;
    if (isJumping || hadIt) return;
    const element = pane.current;
    const focused = document.activeElement;
    if (element === null) return;
    // Who works on the stage keeps the focus there.
    const isFree = focused === null || focused === document.body || !focused.isConnected;
    const isOurs = element.contains(focused) || focused?.closest('.lesson-bar, .tab-list, .drawer-handles') != null;
    if (!isFree && !isOurs && !(isFirst.current && focused.matches('.play-button'))) return;
    const selector = asPage ? '.lesson-tools .button' : FOCUSED[place];
    const found = selector === undefined ? null : element.querySelector<HTMLElement>(selector);
    if (found !== null && mayTakeFocus()) {
      found.focus({ preventScroll: true });
      isFirst.current = false;
    }
    if (phase !== 'marking') element.closest('.side, .panel-body, .tab-panel')?.scrollTo({ top: 0 });
  }, [pane, place, beat, asPage, phase, isJumping]);
}

/** It is run on a release that it was not written for. */
function Elsewhere({ text }: { readonly text: Both }) {
  const say = useSay();
  const version = useAppState((state) => state.scenario?.version ?? '');
  return (
    <section className="lesson-elsewhere" data-testid="elsewhere">
      <p className="lesson-note">{say(HEAD.elsewhere, { version })}</p>
      <Text text={text} />
    </section>
  );
}

function Head({ view }: { readonly view: LessonView }) {
  const { conductor } = useApp();
  const say = useSay();
  const { lesson, beat, asPage, resumed, phase, away } = view;
  const isResumed = resumed && away === null && phase !== 'finished';
  return (
    <div className="lesson-head">
      <Steps view={view} />
      <div className="lesson-tools">
        {beat === 0 && phase !== 'finished' && (
          <span className="dim">{say(HEAD.minutes, { minutes: lesson.minutes })}</span>
        )}
        <Button variant="quiet" className="lesson-small" onPress={() => conductor.lead?.readAsPage(!asPage)}>
          {say(asPage ? HEAD.asSteps : HEAD.asPage)}
        </Button>
        <HeadMenu view={view} />
      </div>
      {isResumed && (
        <p className="lesson-note">
          {say(HEAD.resumed)}{' '}
          <Button variant="quiet" className="lesson-small" onPress={() => conductor.lead?.fromTheStart()}>
            {say(HEAD.fromTheStart)}
          </Button>
        </p>
      )}
    </div>
  );
}

function Phase({ view }: { readonly view: LessonView }) {
  const say = useSay();
  const { lesson, phase, beat } = view;
  const shown = lesson.beats[beat];
  if (phase === 'finished') return <EndPart view={view} />;
  if (phase === 'waiting') {
    return (
      <>
        <p className="lesson-note">{say(STATES.waiting, { count: lesson.beats.length })}</p>
        <Go label={say(ACTS.begin)} />
      </>
    );
  }
  if (shown === undefined) return null;
  switch (phase) {
    case 'going':
      return <Under view={view} text={say(STATES.going)} />;
    case 'revealing':
      return (
        <>
          <BeatText say={shown.say} />
          <Committed view={view} />
          <Under view={view} text={say(STATES.revealing)} />
        </>
      );
    case 'marking':
      return (
        <>
          <BeatText say={shown.say} />
          <p className="lesson-note">{say(STATES.marking)}</p>
        </>
      );
    case 'answering':
      return (
        <>
          <BeatText say={shown.say} />
          <QuestionPart view={view} />
        </>
      );
    case 'outcome':
      return (
        <>
          <OutcomePart view={view} />
          <Next view={view} />
        </>
      );
    case 'missing':
      return (
        <>
          <p className="lesson-note">{say(STATES.missing)}</p>
          <BeatText say={shown.say} />
          {shown.outcome !== null && <BeatText say={shown.outcome} />}
          <Next view={view} />
        </>
      );
    case 'reading':
      return (
        <>
          <BeatText say={shown.say} />
          <Next view={view} />
        </>
      );
    case 'none':
      return null;
  }
}

function BeatText({ say }: { readonly say: Both }) {
  return (
    <div className="lesson-text">
      <Text text={say} />
    </div>
  );
}

/** What the one button does from here. */
function Next({ view }: { readonly view: LessonView }) {
  const say = useSay();
  const { lesson, phase, beat } = view;
  const reveals = phase === 'reading' && lesson.beats[beat]?.reveals === true;
  const isLast = beat + 1 >= lesson.beats.length;
  return <Go label={say(reveals ? ACTS.watch : isLast ? ACTS.toTheEnd : ACTS.goOn)} withFreePlay />;
}

function Go({ label, withFreePlay = false }: { readonly label: string; readonly withFreePlay?: boolean }) {
  const run = useRun();
  const say = useSay();
  return (
    <div className="lesson-go">
      <Button variant="primary" onPress={() => run(commandOf('lesson.goOn'))}>
        {label}
        <kbd aria-hidden>N</kbd>
      </Button>
      {withFreePlay && (
        <Button variant="quiet" onPress={() => run(commandOf('lesson.freePlay'))}>
          {say(ACTS.freePlay)}
        </Button>
      )}
    </div>
  );
}

function skippedText(skipped: number, say: Say): string {
  const seconds = Math.round(skipped / 1_000_000);
  if (seconds < 120) return say(STATES.skippedSeconds, { count: seconds });
  return say(STATES.skippedMinutes, { count: Math.round(seconds / 60) });
}

/** The run is under way; it can be ended at once, and gone on with when it was paused. */
function Under({ view, text }: { readonly view: LessonView; readonly text: string }) {
  const run = useRun();
  const say = useSay();
  const playing = useAppState(({ player }) => isPlaying(player) || player === 'seeking');
  const { isJumping, skipped } = view;
  if (isJumping) return <p className="lesson-note">{say(STATES.jumping)}</p>;
  return (
    <div className="lesson-under">
      <p className="lesson-note">
        {playing ? text : say(STATES.paused)}
        {skipped > 0 && ` ${skippedText(skipped, say)}`}
      </p>
      <div className="lesson-go">
        <Button variant={playing ? 'plain' : 'primary'} onPress={() => run(commandOf('lesson.jump'))}>
          {say(ACTS.jump)}
          <kbd aria-hidden>J</kbd>
        </Button>
        {!playing && (
          <Button onPress={() => run(commandOf('lesson.goOn'))}>
            {say(ACTS.playOn)}
            <kbd aria-hidden>N</kbd>
          </Button>
        )}
      </div>
    </div>
  );
}
