/**
 * Rows over simulated time, with a bar above that says what stands where one points: shared by every lens that tells a run
 * as bands. Only the rows in sight are drawn; the same stands in a table. What a row looks like is its lens's.
 */
// biome-ignore-all lint/a11y/useSemanticElements: rows over a time axis are a picture, its table is beside it
import { type ReactNode, useId, useMemo, useRef, useState } from 'react';
import type { Micros } from '../../base/time.ts';
import { Toggle } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useSize } from '../../ui/useSize.ts';
import { formatTime } from '../format.ts';
import { axisOf, layoutMarks, rowsInSight, type StripMark, type TimeWindow, timeScale, windowAt } from '../timeAxis.ts';
import type { ViewProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { usePlayhead } from './usePlayhead.ts';
import { ZoomButtons } from './ZoomButtons.tsx';
import './timeStrip.css';
import { readCount, readFlag, useKept } from './kept.ts';

const AS_TABLE = words('As a table', '표로 보기');

/** Where a row's picture is drawn. */
export interface StripPlace {
  readonly window: TimeWindow;
  readonly left: number;
  /** In pixels; what lies beyond has not been seen. */
  readonly known: number;
  /** Where the keyboard's cursor stands in this row, in pixels. */
  readonly mark: number | null;
}

/** Widths of the names at the left, and of the sums at the right. */
export interface StripWidths {
  readonly label: number;
  readonly narrow: number;
  readonly sum: number;
}

interface TimeStripProps<Row> extends Pick<ViewProps, 'now' | 'clock' | 'language'> {
  /** Of the lens. */
  readonly name: string;
  /** The axis ends here, known or not. */
  readonly end: Micros;
  /** Known up to here. */
  readonly until: Micros;
  readonly rows: readonly Row[];
  readonly rowHeight: number;
  readonly widths: StripWidths;
  /** How often the window can be halved. */
  readonly mostZoom: number;
  /** Said while nothing is pointed at. */
  readonly hint: string;
  /** The picture in one sentence; and what stands where there is no row. */
  readonly summary: string;
  readonly empty: string;
  /** More controls of the bar. */
  readonly controls?: ReactNode;
  readonly marks?: readonly StripMark[];
  readonly sumTitle?: string;
  keyOf(row: Row): string;
  nameOf(row: Row): ReactNode;
  says(row: Row, at: Micros): string;
  /** For those who do not see the picture: what stands now. */
  saysNow?(row: Row): string;
  /** Where something begins or ends in a row, rising. */
  changesOf(row: Row): readonly Micros[];
  draw(row: Row, place: StripPlace): ReactNode;
  sumOf?(row: Row): { readonly text: string; readonly isSome: boolean };
  isSelected(row: Row): boolean;
  table(): ReactNode;
  onSelect(row: Row): void;
  onSeek(at: Micros): void;
}

const AXIS = 20;
const AXIS_WITH_MARKS = 30;
/** A mark is pointed at within so many pixels. */
const NEAR = 4;

export function TimeStrip<Row>(props: TimeStripProps<Row>) {
  const { now, clock, language, end, until, rows, rowHeight, widths, marks, says, keyOf, onSelect, onSeek } = props;
  const [box, size] = useSize<HTMLDivElement>({ width: 900, height: 240 });
  const [wanted, setZoom] = useKept(`${props.name}.zoom`, 0, readCount);
  const [isTable, setTable] = useKept(`${props.name}.table`, false, readFlag);
  const zoom = Math.min(Math.floor(wanted), props.mostZoom);
  const [scrollTop, setScrollTop] = useState(0);
  const [pointed, setPointed] = useState<{ readonly row: Row; readonly at: Micros } | null>(null);
  const [near, setNear] = useState<StripMark | null>(null);
  const [cursor, setCursor] = useState<{ readonly place: number; readonly at: Micros | null }>({ place: 0, at: null });
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const label = size.width < 560 ? widths.narrow : widths.label;
  const width = Math.max(80, size.width - label - widths.sum - 12);
  // While the playhead moves within the window, the window is the same one.
  const { from: first, to: last } = windowAt(end, now, zoom, width);
  const window = useMemo(() => ({ from: first, to: last, width }), [first, last, width]);
  const scale = useMemo(() => timeScale(window), [window]);
  const lines = useMemo(() => layoutMarks(marks ?? [], window), [marks, window]);
  const isShown = rows.length > 0 && !isTable;
  const head = usePlayhead(clock, window, label, isShown);
  const [from, to] = rowsInSight(scrollTop, size.height, { row: rowHeight }, rows.length);
  const place = Math.max(0, Math.min(cursor.place, rows.length - 1));
  const row = rows[place];
  const axisHeight = marks === undefined ? AXIS : AXIS_WITH_MARKS;

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || row === undefined) return;
    const page = Math.max(1, Math.floor(size.height / rowHeight) - 2);
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
      bringIntoSight(scroller.current, target, rowHeight);
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const at = cursor.at ?? now;
      const changes = props.changesOf(row);
      const change =
        event.key === 'ArrowRight' ? changes.find((one) => one > at) : changes.filter((one) => one < at).at(-1);
      if (change !== undefined) setCursor({ place, at: change });
    } else if (event.key === 'Enter') {
      onSelect(row);
      if (cursor.at !== null) onSeek(cursor.at);
    } else return;
    event.preventDefault();
  };

  const told = pointed ?? (cursor.at === null || row === undefined ? null : { row, at: cursor.at });
  const sentence =
    near !== null
      ? `${formatTime(near.at)} · ${near.says}`
      : told === null
        ? null
        : `${formatTime(told.at)} · ${says(told.row, told.at)}`;
  const known = scale.x(Math.min(until, window.to));
  return (
    <div ref={box} className="strip">
      <div className="lens-bar">
        <p className="lens-told" role="status">
          {isTable ? null : (sentence ?? <span className="dim">{props.hint}</span>)}
        </p>
        {!isTable && (
          <>
            {props.controls}
            <ZoomButtons zoom={zoom} most={props.mostZoom} language={language} onZoom={setZoom} />
          </>
        )}
        <Toggle variant="quiet" isSelected={isTable} onChange={setTable}>
          {AS_TABLE[language]}
        </Toggle>
      </div>
      {isTable ? (
        <div className="strip-scroll">{props.table()}</div>
      ) : rows.length === 0 ? (
        <p className="lens-empty">{props.empty}</p>
      ) : (
        <div
          ref={scroller}
          className="strip-scroll"
          onScroll={({ currentTarget }) => setScrollTop(currentTarget.scrollTop)}
        >
          <Axis window={window} left={label} sum={widths.sum} height={axisHeight} sumTitle={props.sumTitle}>
            {lines.map(
              ({ mark, x, label: text }) =>
                text !== '' && (
                  <text key={mark.key} className="strip-mark-label" x={label + x} y={11} textAnchor="middle">
                    {text}
                  </text>
                ),
            )}
          </Axis>
          <div
            role="listbox"
            tabIndex={0}
            aria-label={props.summary}
            aria-activedescendant={place >= from && place < to ? `${id}-${place}` : undefined}
            className="strip-rows"
            style={{ height: rows.length * rowHeight }}
            onKeyDown={onKeyDown}
            onPointerLeave={() => {
              setPointed(null);
              setNear(null);
            }}
          >
            {rows.slice(from, to).map((one, index) => {
              const isSelected = props.isSelected(one);
              const isCursor = from + index === place;
              const mark = isCursor && cursor.at !== null ? scale.x(cursor.at) : null;
              const xOf = (event: React.PointerEvent | React.MouseEvent): number =>
                event.clientX - event.currentTarget.getBoundingClientRect().x - label;
              const sum = props.sumOf?.(one);
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the list box answers the keys of its options
                <div
                  key={keyOf(one)}
                  id={`${id}-${from + index}`}
                  role="option"
                  aria-selected={isSelected}
                  aria-posinset={from + index + 1}
                  aria-setsize={rows.length}
                  className={classNames('strip-row', isSelected && 'selected', isCursor && 'cursor')}
                  style={{ top: (from + index) * rowHeight, height: rowHeight }}
                  onPointerMove={(event) => {
                    const x = xOf(event);
                    setNear(lines.find((candidate) => Math.abs(candidate.x - x) < NEAR)?.mark ?? null);
                    setPointed({ row: one, at: scale.at(x) });
                  }}
                  onClick={(event) => {
                    setCursor({ place: from + index, at: null });
                    onSelect(one);
                    const x = xOf(event);
                    if (x > 0 && x <= width) onSeek(scale.at(x));
                  }}
                >
                  <span className="strip-name" style={{ width: label - 8 }} aria-hidden="true">
                    {props.nameOf(one)}
                  </span>
                  <span className="visually-hidden">{props.saysNow?.(one) ?? says(one, now)}</span>
                  {props.draw(one, { window, left: label, known, mark })}
                  {sum !== undefined && (
                    <span className={classNames('strip-sum', sum.isSome && 'some')} aria-hidden="true">
                      {sum.text}
                    </span>
                  )}
                </div>
              );
            })}
            <svg className="strip-marks" width={label + width} height={rows.length * rowHeight} aria-hidden="true">
              {lines.map(({ mark, x }) => (
                <path key={mark.key} className={mark.kind} d={`M${label + x} 0V${rows.length * rowHeight}`} />
              ))}
            </svg>
          </div>
          <div
            ref={head}
            className="strip-head"
            style={{ height: axisHeight + rows.length * rowHeight }}
            aria-hidden="true"
          />
        </div>
      )}
    </div>
  );
}

interface AxisProps {
  readonly window: TimeWindow;
  readonly left: number;
  readonly sum: number;
  readonly height: number;
  readonly sumTitle: string | undefined;
  readonly children: ReactNode;
}

function Axis({ window, left, sum, height, sumTitle, children }: AxisProps) {
  const { width } = window;
  const ticks = useMemo(() => axisOf(window), [window]);
  const textY = height === AXIS ? 12 : 24;
  return (
    <svg className="strip-axis" width={left + width + sum} height={height} aria-hidden="true">
      {ticks.map(({ x, text }) => (
        <g key={x}>
          <path d={`M${left + x} ${height - 5}v5`} />
          <text x={left + x} y={textY} textAnchor={x > width - 24 ? 'end' : x < 24 ? 'start' : 'middle'}>
            {text}
          </text>
        </g>
      ))}
      {children}
      {sumTitle !== undefined && (
        <text x={left + width + sum} y={textY} textAnchor="end">
          Σ<title>{sumTitle}</title>
        </text>
      )}
    </svg>
  );
}

function bringIntoSight(element: HTMLElement | null, row: number, height: number): void {
  if (element === null) return;
  const top = row * height;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top + 2 * height > element.scrollTop + element.clientHeight)
    element.scrollTop = top + 2 * height - element.clientHeight;
}
