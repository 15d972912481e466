/** The thin transport: play, the scrubber, the time; steps and speed where there is room. */
import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useApp, useAppState, useRun, useTranslate } from '../app/appContext.ts';
import { commandOf } from '../app/commands/index.ts';
import { SpeedControl } from '../app/panes/SpeedControl.tsx';
import { Scrubber } from '../app/panes/TransportBar.tsx';
import { isPlaying } from '../app/player/playerMachine.ts';
import { currentView } from '../app/store.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { formatTime } from '../views/format.ts';
import type { EmbedPane } from './parameters.ts';
import { useRoom } from './useRoom.ts';
import { PLAYER } from './words.ts';

export function EmbedTransport({ withSheets }: { readonly withSheets: readonly EmbedPane[] }) {
  const t = useTranslate();
  const run = useRun();
  const playing = useAppState(({ player }) => isPlaying(player));
  const at = useAppState((state) => currentView(state)?.frame.at ?? 0);
  const { isRoomy } = useRoom();
  const play = commandOf(playing ? 'transport.pause' : 'transport.play');
  const step = (id: 'transport.stepBack' | 'transport.stepForward') => (
    <IconButton
      label={t(commandOf(id).label)}
      icon={
        id === 'transport.stepBack' ? <ChevronLeft size={18} aria-hidden /> : <ChevronRight size={18} aria-hidden />
      }
      onPress={() => run(commandOf(id))}
    />
  );
  return (
    <section className="embed-transport" aria-label={t('transport.label')} data-keys="stage" data-testid="transport">
      <IconButton
        variant="primary"
        className="embed-play"
        label={t(play.label)}
        icon={playing ? <Pause size={18} aria-hidden /> : <Play size={18} aria-hidden />}
        onPress={() => run(play)}
      />
      {isRoomy && step('transport.stepBack')}
      {isRoomy && step('transport.stepForward')}
      <Scrubber />
      <span className="embed-time mono" data-testid="time">
        {formatTime(at, 3)}
      </span>
      {isRoomy && <SpeedControl />}
      <SheetButtons sheets={withSheets} />
    </section>
  );
}

/** To what is selected, and to the text of a scenario that has no lesson. */
function SheetButtons({ sheets }: { readonly sheets: readonly EmbedPane[] }) {
  const { conductor } = useApp();
  const { language } = useAppState((state) => state.settings);
  const pane = useAppState((state) => state.pane);
  const isSelected = useAppState((state) => state.selection !== null);
  const hasText = useAppState(
    ({ scenario }) => scenario !== null && !scenario.hasLesson && scenario.prose[language] !== '',
  );
  const { isWide } = useRoom();
  const toggle = (to: 'lesson' | 'inspect') => () => conductor.set({ pane: pane === to ? 'stage' : to });
  return (
    <>
      {hasText && !isWide && sheets.includes('lesson') && (
        <Button variant="quiet" onPress={toggle('lesson')}>
          {PLAYER.about[language]}
        </Button>
      )}
      {isSelected && sheets.includes('inspect') && (
        <Button variant="quiet" onPress={toggle('inspect')}>
          {PLAYER.details[language]}
        </Button>
      )}
    </>
  );
}
