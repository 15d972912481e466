/**
 * Processes as lanes, messages as slanted lines between them, over simulated time: who could have known what when. What is
 * selected is followed, with its causes and effects; what only repeats itself is folded into counts.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Follow } from '../../frame/spaceTime/spaceTimeFrames.ts';
import type { Target } from '../../frame/target.ts';
import { useSize } from '../../ui/useSize.ts';
import { factSentence } from '../factSentences.ts';
import { formatTime } from '../format.ts';
import { timeScale } from '../timeAxis.ts';
import type { SpaceTimeProps } from '../viewProps.ts';
import { Bar, type Step } from './Bar.tsx';
import { Filters, isFiltered } from './Filters.tsx';
import { layoutPicture, pitchOf } from './layout.ts';
import { PictureView } from './PictureView.tsx';
import { SpaceTimeTable } from './SpaceTimeTable.tsx';
import { foldedSentence, itemSentence, laneSentence, messageSentence, summaryOf } from './sentences.ts';
import { selectedMessage, targetOfItem, targetOfMessage } from './targets.ts';
import { fitted, loadedFor, moved, OPENING_STRETCH, type Page, readStretch, shownOf, zoomed } from './timeWindow.ts';
import { useCursor } from './useCursor.ts';
import { useHead } from './useHead.ts';
import { usePointer } from './usePointer.ts';
import { W } from './words.ts';
import './spaceTime.css';
import { isRecord, type Read, readFlag, useKept } from '../lens/kept.ts';

/** Narrower than that, time runs downwards. */
const NARROW = 560;
const LEFT = { wide: 76, narrow: 58 } as const;
const KEYS: Readonly<Record<string, string>> = { Home: 'first', End: 'last' };
/** Along time, across the lanes: by which way time runs. */
const ARROWS: Readonly<Record<'across' | 'down', Readonly<Record<string, string>>>> = {
  across: { ArrowRight: 'next', ArrowLeft: 'previous', ArrowUp: 'up', ArrowDown: 'down' },
  down: { ArrowDown: 'next', ArrowUp: 'previous', ArrowLeft: 'up', ArrowRight: 'down' },
};

const BOTH_WAYS = { causes: true, effects: true };

const readReach: Read<typeof BOTH_WAYS> = (value) => {
  if (!isRecord(value)) return undefined;
  const [causes, effects] = [readFlag(value.causes), readFlag(value.effects)];
  return causes === undefined || effects === undefined ? undefined : { causes, effects };
};

/** What can be followed: things that happened once. */
function isFollowable(target: Target | null): target is Target {
  return target !== null && ['message', 'fact', 'step', 'record'].includes(target.type);
}

export function SpaceTimeView(props: SpaceTimeProps) {
  const { data, ask, frame, now, clock, end, language, selection, onAsk, onSelect, onSeek, onMenu } = props;
  const [box, size] = useSize<HTMLDivElement>({ width: 900, height: 320 });
  const [stretch, setStretch] = useKept('space-time.stretch', OPENING_STRETCH, readStretch);
  const [isTable, setTable] = useKept('space-time.table', false, readFlag);
  const [isFilterOpen, setFilterOpen] = useState(false);
  const [isFollowing, setFollowing] = useKept('space-time.following', true, readFlag);
  const [isBrushing, setBrushing] = useState(false);
  const [reach, setReach] = useKept('space-time.reach', BOTH_WAYS, readReach);
  const area = useRef<HTMLDivElement>(null);
  const page = useRef<Page | null>(null);
  const cursor = useCursor(data);

  const isVertical = size.width < NARROW;
  const left = isVertical ? LEFT.narrow : LEFT.wide;
  const lanes = data?.lanes.length ?? 0;
  const room = isVertical ? size.width - left - 8 : size.height - 34;
  const pitch = pitchOf(lanes, room);
  const width = Math.max(120, isVertical ? Math.max(380, size.height - 40) : size.width - left - 14);
  const isTracking = stretch.from === null;
  const shown = shownOf(stretch, now, end, page.current);
  const { from, to } = shown;
  useEffect(() => {
    page.current = shown;
  });
  const window = useMemo(() => ({ from, to, width }), [from, to, width]);
  const scale = useMemo(() => timeScale(window), [window]);
  const picture = useMemo(() => (data === null ? null : layoutPicture(data, window, pitch)), [data, window, pitch]);
  const head = useHead(clock, window, isVertical, picture !== null && !isTable);

  // More is asked for than is shown; and what is selected is followed.
  const [first, last] = loadedFor(shown);
  const follow = useMemo<Follow | null>(
    () => (isFollowing && isFollowable(selection) ? { of: 'target', target: selection, ...reach } : null),
    [isFollowing, selection, reach],
  );
  const tell = useRef(onAsk);
  tell.current = onAsk;
  useEffect(() => tell.current({ from: first, to: last, follow }), [first, last, follow]);

  const step = (way: Step): void => {
    const middle = isTracking ? now : (cursor.item?.at ?? (from + to) / 2);
    const third = (to - from) / 3;
    if (way === 'in' || way === 'out') setStretch(zoomed(shown, middle, way === 'in' ? 0.5 : 2, end, isTracking));
    else if (way === 'earlier' || way === 'later') setStretch(moved(shown, way === 'later' ? third : -third));
    else if (way === 'whole') setStretch({ length: end, from: 0 });
    else if (way === 'playhead') setStretch({ length: to - from, from: null });
    else if (data?.path != null) setStretch(fitted(data.path.from, data.path.to));
  };

  const { pointed, brush, handlers } = usePointer(area, {
    picture,
    isVertical,
    isBrushing,
    onPan: (pixels) => setStretch(moved(shown, (pixels / width) * (to - from))),
    onBrush: (one) => {
      setBrushing(false);
      setStretch({ length: Math.max(1, scale.at(one.to) - scale.at(one.from)), from: scale.at(one.from) });
    },
    onZoom: (t, factor) => setStretch(zoomed(shown, scale.at(t), factor, end, false)),
    onPress: (target, t) => {
      if (target === null || 'folded' in target) onSeek(scale.at(t));
      else
        onSelect(
          'mark' in target ? { type: 'fact', index: target.mark.fact.index } : targetOfMessage(target.line.message),
        );
    },
  });

  const goTo = (key: string): void => {
    const item = cursor.onKey(key, now);
    if (item !== null && (item.at < from || item.at > to))
      setStretch({ length: to - from, from: Math.max(0, Math.round(item.at - (to - from) / 2)) });
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const key = (isVertical ? ARROWS.down : ARROWS.across)[event.key] ?? KEYS[event.key];
    if (key !== undefined) goTo(key);
    else if (event.key === 'Enter' && cursor.item !== null) onSelect(targetOfItem(cursor.item));
    else if (event.key === 'f' || event.key === 'F') {
      if (cursor.item !== null && !isFollowing) onSelect(targetOfItem(cursor.item));
      setFollowing(!isFollowing);
    } else if (event.key === '+' || event.key === '=') step('in');
    else if (event.key === '-') step('out');
    else if (event.key === 'PageUp') step('earlier');
    else if (event.key === 'PageDown') step('later');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const summary = data === null ? W.empty[language] : summaryOf(data, language);
  const told =
    pointed !== null && 'mark' in pointed ? (
      `${formatTime(pointed.mark.fact.at, 6)} · ${factSentence(pointed.mark.fact, language)}`
    ) : pointed !== null && 'folded' in pointed ? (
      foldedSentence(pointed.folded.lane, pointed.folded.count, pointed.folded.apis, language)
    ) : pointed !== null ? (
      `${formatTime(pointed.line.message.sentAt, 6)} · ${messageSentence(pointed.line.message, language)}`
    ) : cursor.item !== null ? (
      itemSentence(cursor.item, language)
    ) : (
      <span className="dim">{data?.path == null ? W.hint[language] : summary}</span>
    );
  return (
    <div className="st">
      <Bar
        told={isTable ? null : told}
        language={language}
        isTable={isTable}
        isFollowing={isFollowing}
        hasPath={data?.path != null}
        isTracking={isTracking}
        isFilterOpen={isFilterOpen}
        isFiltered={isFiltered(ask)}
        onFollow={setFollowing}
        onFilter={setFilterOpen}
        onTable={setTable}
        onStep={step}
      />
      {isFilterOpen && (
        <Filters
          data={data}
          ask={ask}
          frame={frame}
          language={language}
          reach={reach}
          onAsk={onAsk}
          onReach={setReach}
          isBrushing={isBrushing}
          onBrush={setBrushing}
          onWhole={() => step('whole')}
        />
      )}
      <div ref={box} className="st-scroll">
        {picture === null || data === null ? (
          <p className="lens-empty">{W.empty[language]}</p>
        ) : isTable ? (
          <SpaceTimeTable data={data} from={from} to={to} language={language} onSelect={onSelect} />
        ) : (
          <PictureView
            picture={picture}
            isVertical={isVertical}
            isFollowing={data.path !== null}
            left={left}
            selectedMessage={selectedMessage(data.messages, selection)}
            selectedFact={selection?.type === 'fact' ? selection.index : null}
            selectedNode={selection?.type === 'node' ? selection.id : null}
            pointed={pointed}
            brush={brush}
            cursor={cursor}
            divergence={props.divergence}
            summary={summary}
            language={language}
            area={area}
            head={head}
            handlers={handlers}
            nameOf={({ lane }) => (
              <button
                type="button"
                tabIndex={-1}
                className={selection?.type === 'node' && selection.id === lane.id ? 'selected' : undefined}
                title={laneSentence(lane, now, language)}
                onClick={() => onSelect({ type: 'node', id: lane.id })}
              >
                {lane.id}
              </button>
            )}
            onKeyDown={onKeyDown}
            onContextMenu={(event) => {
              if (pointed === null || 'folded' in pointed) return;
              event.preventDefault();
              const target: Target =
                'mark' in pointed
                  ? { type: 'fact', index: pointed.mark.fact.index }
                  : targetOfMessage(pointed.line.message);
              onMenu(target, { x: event.clientX, y: event.clientY, width: 0, height: 0 });
            }}
            onFocus={() => {
              if (cursor.item === null) goTo('down');
            }}
          />
        )}
      </div>
    </div>
  );
}
