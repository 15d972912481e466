/**
 * Who led each partition, over the whole run: rows are partitions, bands are leaders with the hue of their epoch, as high
 * as the ISR. Only the rows in sight are drawn; the same stands in a table.
 */
// biome-ignore-all lint/a11y/useSemanticElements: rows over a time axis are a picture, its table is beside it
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Micros } from '../../base/time.ts';
import type { LeadershipRow } from '../../frame/lookFrames.ts';
import { Button, Toggle } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useSize } from '../../ui/useSize.ts';
import { formatTime } from '../format.ts';
import { axisOf, rowsInSight, timeScale, windowAt } from '../timeAxis.ts';
import type { LeadershipProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { LeadershipTable } from './LeadershipTable.tsx';
import { Line } from './Line.tsx';
import { changeFrom, layoutRow, orderedRows, sizeOfRows, spanAt } from './layout.ts';
import { chartSummary, outcomeSentence, spanSentence } from './sentences.ts';
import './leadership.css';

const EMPTY = words('No partition yet', '아직 파티션 없음');
const ZOOM_IN = words('Zoom in', '확대');
const ZOOM_OUT = words('Zoom out', '축소');
const WHOLE = words('Whole run', '전체 실행');
const TROUBLED = words('Troubled first', '문제 많은 순');
const AS_TABLE = words('As a table', '표로 보기');
const HINT = words(
  'Height: ISR against the replication factor; dashes: min.insync.replicas. Hollow: elected, not serving.',
  '높이: 복제 계수에 대한 ISR 크기, 점선: min.insync.replicas. 빈 띠: 선출되었지만 서비스하지 않음.',
);
const LABEL = 148;
const NARROW_LABEL = 84;
const MOST_ZOOM = 10;

export function LeadershipView(props: LeadershipProps) {
  const { leadership, end, now, clock, language, selection, onSelect, onSeek } = props;
  const [box, size] = useSize<HTMLDivElement>({ width: 900, height: 240 });
  const [zoom, setZoom] = useState(0);
  const [isTroubledFirst, setTroubledFirst] = useState(false);
  const [isTable, setTable] = useState(false);
  const [scrollTop, setScrollTop] = useState(0);
  const [pointed, setPointed] = useState<{ readonly row: LeadershipRow; readonly at: Micros } | null>(null);
  const [cursor, setCursor] = useState<{ readonly place: number; readonly at: Micros | null }>({ place: 0, at: null });
  const head = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const label = size.width < 560 ? NARROW_LABEL : LABEL;
  const width = Math.max(80, size.width - label - 12);
  // While the playhead moves within the window, the window is the same one.
  const { from: first, to: last } = windowAt(end, now, zoom, width);
  const window = useMemo(() => ({ from: first, to: last, width }), [first, last, width]);
  const scale = useMemo(() => timeScale(window), [window]);
  const axis = useMemo(() => axisOf(window), [window]);
  const rows = useMemo(
    () => (leadership === null ? [] : orderedRows(leadership, isTroubledFirst)),
    [leadership, isTroubledFirst],
  );

  const rowSize = sizeOfRows(rows.length);
  const isShown = rows.length > 0 && !isTable;

  // The playhead follows the clock without React.
  useEffect(() => {
    if (!isShown) return;
    const move = (at: number): void => {
      if (head.current === null) return;
      head.current.style.transform = `translateX(${label + scale.x(at)}px)`;
      head.current.style.visibility = at < window.from || at > window.to ? 'hidden' : 'visible';
    };
    move(clock.now());
    return clock.subscribe(move);
  }, [clock, scale, window, label, isShown]);
  const [from, to] = rowsInSight(scrollTop, size.height, rowSize, rows.length);
  const until = leadership?.until ?? 0;
  const lines = useMemo(
    () => rows.slice(from, to).map((one) => layoutRow(one, until, window, sizeOfRows(rows.length))),
    [rows, from, to, until, window],
  );

  if (leadership === null || rows.length === 0) {
    return (
      <div ref={box} className="leadership">
        <p className="leadership-empty">{EMPTY[language]}</p>
      </div>
    );
  }

  const place = Math.min(cursor.place, rows.length - 1);
  const row = rows[place]!;
  const select = (next: LeadershipRow): void => onSelect({ type: 'partition', id: next.partition });

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(size.height / rowSize.row) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      PageDown: place + page,
      PageUp: place - page,
      Home: 0,
      End: rows.length - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) {
      const target = Math.max(0, Math.min(rows.length - 1, next));
      setCursor({ place: target, at: cursor.at });
      show(target);
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const direction = event.key === 'ArrowRight' ? 1 : -1;
      const change = changeFrom(row, cursor.at ?? now, direction);
      if (change !== undefined) setCursor({ place, at: change.from });
    } else if (event.key === 'Enter') {
      select(row);
      if (cursor.at !== null) onSeek(cursor.at);
    } else return;
    event.preventDefault();
  };
  const show = (target: number): void => {
    const element = scroller.current;
    if (element === null) return;
    const top = target * rowSize.row;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + 2 * rowSize.row > element.scrollTop + element.clientHeight)
      element.scrollTop = top + 2 * rowSize.row - element.clientHeight;
  };

  const told = pointed ?? (cursor.at === null ? null : { row, at: cursor.at });
  const span = told === null ? undefined : spanAt(told.row, told.at);
  return (
    <div ref={box} className="leadership">
      <div className="leadership-bar">
        <p className="leadership-told" role="status">
          {isTable ? null : told === null || span === undefined ? (
            <span className="leadership-hint">{HINT[language]}</span>
          ) : (
            `${formatTime(told.at)} · ${spanSentence(told.row, span, told.at, language)}`
          )}
        </p>
        {!isTable && (
          <>
            <Button variant="quiet" isDisabled={zoom === 0} onPress={() => setZoom(zoom - 1)}>
              <span aria-hidden="true">−</span>
              <span className="visually-hidden">{ZOOM_OUT[language]}</span>
            </Button>
            <Button variant="quiet" isDisabled={zoom === MOST_ZOOM} onPress={() => setZoom(zoom + 1)}>
              <span aria-hidden="true">+</span>
              <span className="visually-hidden">{ZOOM_IN[language]}</span>
            </Button>
            <Button variant="quiet" isDisabled={zoom === 0} onPress={() => setZoom(0)}>
              {WHOLE[language]}
            </Button>
            {rows.length > 3 && (
              <Toggle variant="quiet" isSelected={isTroubledFirst} onChange={setTroubledFirst}>
                {TROUBLED[language]}
              </Toggle>
            )}
          </>
        )}
        <Toggle variant="quiet" isSelected={isTable} onChange={setTable}>
          {AS_TABLE[language]}
        </Toggle>
      </div>
      {isTable ? (
        <LeadershipTable leadership={leadership} language={language} onSeek={onSeek} />
      ) : (
        <div
          ref={scroller}
          className="leadership-scroll"
          onScroll={({ currentTarget }) => setScrollTop(currentTarget.scrollTop)}
        >
          <svg className="leadership-axis" width={label + width} height={20} aria-hidden="true">
            {axis.map(({ x, text }) => (
              <g key={x}>
                <path d={`M${label + x} 15v5`} />
                <text x={label + x} y={12} textAnchor={x > width - 24 ? 'end' : x < 24 ? 'start' : 'middle'}>
                  {text}
                </text>
              </g>
            ))}
          </svg>
          <div
            role="listbox"
            tabIndex={0}
            aria-label={chartSummary(rows, leadership.until, language)}
            aria-activedescendant={place >= from && place < to ? `${id}-${place}` : undefined}
            className="leadership-rows"
            style={{ height: rows.length * rowSize.row }}
            onKeyDown={onKeyDown}
            onPointerLeave={() => setPointed(null)}
          >
            {lines.map((line, index) => {
              const one = line.row;
              const current = spanAt(one, now);
              const isSelected = selection?.type === 'partition' && selection.id === one.partition;
              const atPointer = (event: React.PointerEvent | React.MouseEvent): Micros =>
                scale.at(event.clientX - event.currentTarget.getBoundingClientRect().x - label);
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the list box answers the keys of its options
                <div
                  key={one.partition}
                  id={`${id}-${from + index}`}
                  role="option"
                  aria-selected={isSelected}
                  aria-posinset={from + index + 1}
                  aria-setsize={rows.length}
                  className={classNames('leadership-row', isSelected && 'selected', from + index === place && 'cursor')}
                  style={{ top: (from + index) * rowSize.row, height: rowSize.row }}
                  onPointerMove={(event) => setPointed({ row: one, at: atPointer(event) })}
                  onClick={(event) => {
                    setCursor({ place: from + index, at: null });
                    select(one);
                    if (event.clientX - event.currentTarget.getBoundingClientRect().x > label) onSeek(atPointer(event));
                  }}
                >
                  <span
                    className="leadership-name"
                    style={{ width: label - 8, lineHeight: `${rowSize.row - 1}px` }}
                    aria-hidden="true"
                  >
                    {one.partition}
                  </span>
                  <span className="visually-hidden">
                    {current === undefined ? one.partition : spanSentence(one, current, now, language)};{' '}
                    {outcomeSentence(line.outcome, language)}
                  </span>
                  <Line
                    line={line}
                    size={rowSize}
                    width={width}
                    left={label}
                    known={scale.x(Math.min(leadership.until, window.to))}
                    mark={from + index === place && cursor.at !== null ? scale.x(cursor.at) : null}
                  />
                </div>
              );
            })}
          </div>
          <div
            ref={head}
            className="leadership-head"
            style={{ height: 20 + rows.length * rowSize.row }}
            aria-hidden="true"
          />
        </div>
      )}
    </div>
  );
}
