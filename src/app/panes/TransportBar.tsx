/** The transport bar: the scrubber, the buttons that move the playhead, the branches, and the badges. */
import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, GitFork, Pause, Play, SkipBack } from 'lucide-react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { factSentence } from '../../views/factSentences.ts';
import { formatSpan, formatTime } from '../../views/format.ts';
import { VIEWS } from '../../views/index.ts';
import { useApp, useAppState, useRun, useTranslate } from '../appContext.ts';
import { commandOf } from '../commands/index.ts';
import { isOperator } from '../eyes.ts';
import { isPlaying } from '../player/playerMachine.ts';
import { currentBranch, currentView } from '../store.ts';
import { LedgerStrip } from './LedgerStrip.tsx';
import { PropertiesBadge } from './PropertiesBadge.tsx';
import { SpeedControl } from './SpeedControl.tsx';
import { useReducedMotion } from './useWidth.ts';

export function TransportBar() {
  const t = useTranslate();
  const hidden = useAppState(isOperator);
  return (
    <section className="transport" aria-label={t('transport.label')} data-keys="stage" data-testid="transport">
      <Scrubber />
      <div className="transport-row">
        <Buttons />
        <SpeedControl />
        <Readout />
        {!hidden && (
          <>
            <BranchButtons />
            <LedgerStrip />
            <PropertiesBadge />
          </>
        )}
      </div>
    </section>
  );
}

/** Marks would tell when, and of which kind. */
const NO_MARKS: readonly never[] = [];

export function Scrubber() {
  const { conductor } = useApp();
  const branches = useAppState((state) => state.branches);
  const branch = useAppState(currentBranch);
  const view = useAppState(currentView);
  const marks = useAppState((state) => state.marks);
  const until = useAppState((state) => state.scenario?.until ?? 0);
  const facts = useAppState((state) => state.facts);
  const compare = useAppState((state) => state.compare);
  const { language, motion } = useAppState((state) => state.settings);
  const reducedMotion = useReducedMotion(motion);
  const hidden = useAppState(isOperator);
  if (view === undefined || branch === undefined) return null;
  const last = facts[facts.length - 1];
  return (
    <VIEWS.timeline.component
      now={view.frame.at}
      clock={conductor.clock}
      step={view.frame.step}
      end={Math.max(until, branch.headAt)}
      headAt={branch.headAt}
      head={branch.head}
      branch={branch.id}
      branches={branches}
      marks={hidden ? NO_MARKS : marks}
      divergence={
        compare === null || hidden
          ? null
          : (branch.divergence ?? branches.find(({ id }) => id === compare)?.divergence ?? null)
      }
      lastFact={last === undefined || hidden ? null : factSentence(last, language)}
      language={language}
      reducedMotion={reducedMotion}
      onSeek={(at) => conductor.seekTo(at)}
      onScrub={(active) => conductor.scrub(active)}
      onBranch={(id) => conductor.lookAt(id)}
    />
  );
}

function Buttons() {
  const t = useTranslate();
  const run = useRun();
  const playing = useAppState(({ player }) => isPlaying(player));
  const hidden = useAppState(isOperator);
  // In a lesson the one obvious button is the lesson's.
  const isLed = useAppState(({ lesson }) => lesson !== null && lesson.away === null && lesson.phase !== 'finished');
  const isFresh = useAppState(
    (state) => !isLed && state.branches.length === 1 && state.player === 'paused' && !state.hasPlayed,
  );
  const button = (id: string, icon: React.ReactNode) => {
    const { label, key } = commandOf(id);
    return (
      <IconButton
        label={t(label)}
        {...(key === undefined ? {} : { shortcut: key })}
        icon={icon}
        onPress={() => run(commandOf(id))}
      />
    );
  };
  const play = commandOf(playing ? 'transport.pause' : 'transport.play');
  return (
    <div className="transport-buttons">
      {button('transport.start', <SkipBack size={18} aria-hidden />)}
      {!hidden && button('transport.interestingBack', <ChevronsLeft size={18} aria-hidden />)}
      {button('transport.stepBack', <ChevronLeft size={18} aria-hidden />)}
      <span data-testid="play" className={isFresh ? 'play fresh' : 'play'}>
        <Button variant={isLed ? 'plain' : 'primary'} className="play-button" onPress={() => run(play)}>
          {playing ? <Pause size={18} aria-hidden /> : <Play size={18} aria-hidden />}
          <span>{t(play.label)}</span>
        </Button>
      </span>
      {button('transport.stepForward', <ChevronRight size={18} aria-hidden />)}
      {!hidden && button('transport.interestingForward', <ChevronsRight size={18} aria-hidden />)}
    </div>
  );
}

/** A shorter stretch is over before it could be read. */
const SAID_FROM = 20_000;

/** Where the playhead is, in events and in time; what is being skipped. */
function Readout() {
  const t = useTranslate();
  const frame = useAppState((state) => currentView(state)?.frame);
  const idle = useAppState((state) => state.idle);
  const player = useAppState((state) => state.player);
  const budget = useAppState((state) => currentBranch(state)?.budgetReached ?? null);
  const stoppedAt = useAppState((state) => {
    if (isOperator(state)) return null;
    const index = currentView(state)?.stopped ?? null;
    return index === null ? null : (state.facts.find((fact) => fact.index === index)?.type ?? null);
  });
  if (frame === undefined) return null;
  const note =
    idle !== null && idle.to - idle.from >= SAID_FROM
      ? t('transport.idle', { time: formatSpan(idle.to - idle.from) })
      : budget !== null
        ? t('transport.budget', { budget })
        : player === 'atEnd'
          ? t('transport.atEnd')
          : stoppedAt !== null && !isPlaying(player)
            ? t('stop.at', { fact: stoppedAt })
            : null;
  return (
    <div className="readout">
      <span className="readout-time mono" data-testid="time">
        {formatTime(frame.at, 6)}
      </span>
      <span className="readout-step mono" data-testid="step">
        {t('transport.step', { step: frame.step })}
      </span>
      {note !== null && (
        <span className={idle === null ? 'readout-note' : 'readout-note idle'} data-testid="note">
          {note}
        </span>
      )}
    </div>
  );
}

function BranchButtons() {
  const t = useTranslate();
  const run = useRun();
  const comparing = useAppState((state) => state.compare !== null);
  const several = useAppState((state) => state.branches.length > 1);
  return (
    <div className="branch-buttons" data-testid="branches">
      <Button variant="quiet" onPress={() => run(commandOf('branch.fork'))}>
        <GitFork size={16} aria-hidden />
        <span>{t('branch.fork')}</span>
      </Button>
      {several && (
        <Button variant="quiet" onPress={() => run(commandOf(comparing ? 'branch.compareOff' : 'branch.compare'))}>
          {t(comparing ? 'branch.compareOff' : 'branch.compare')}
        </Button>
      )}
    </div>
  );
}
