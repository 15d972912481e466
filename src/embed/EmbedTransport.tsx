/** The thin transport: play, the scrubber, the time; steps and speed where there is room. */
import { ChevronLeft, ChevronRight, ExternalLink, LogOut, Pause, Play } from 'lucide-react';
import { useApp, useAppState, useRun, useTranslate } from '../app/appContext.ts';
import { commandOf } from '../app/commands/index.ts';
import { SpeedControl } from '../app/panes/SpeedControl.tsx';
import { Scrubber } from '../app/panes/TransportBar.tsx';
import { isPlaying } from '../app/player/playerMachine.ts';
import { currentView } from '../app/store.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { formatTime } from '../views/format.ts';
import { openWhole } from './openWhole.ts';
import type { EmbedPane } from './parameters.ts';
import { useRoom } from './useRoom.ts';
import { PLAYER } from './words.ts';

interface TransportProps {
  readonly withSheets: readonly EmbedPane[];
  readonly onBack: (() => void) | undefined;
}

export function EmbedTransport({ withSheets, onBack }: TransportProps) {
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
      {onBack === undefined ? <OpenWhole /> : <BackToCourse onPress={onBack} />}
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

/** In a file there is no other page to open. */
function OpenWhole() {
  const app = useApp();
  const { language } = useAppState((state) => state.settings);
  if (document.documentElement.dataset.ui === 'full') return null;
  return (
    <IconButton
      className="embed-open"
      label={`${PLAYER.open[language]} (${PLAYER.openHint[language]})`}
      icon={<ExternalLink size={16} aria-hidden />}
      onPress={() => void openWhole(app)}
    />
  );
}

function BackToCourse({ onPress }: { readonly onPress: () => void }) {
  const { language } = useAppState((state) => state.settings);
  const { isRoomy } = useRoom();
  const label = PLAYER.back[language];
  if (isRoomy) return <Button onPress={onPress}>{label}</Button>;
  return <IconButton label={label} icon={<LogOut size={16} aria-hidden />} onPress={onPress} />;
}
