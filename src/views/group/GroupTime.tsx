/**
 * Who owned what, over the whole run: bands of owners or of what members were at, gaps where nobody was the owner, and
 * generations as lines through all of it. Only the rows in sight are drawn; the same stands in a table.
 */
// biome-ignore-all lint/a11y/useSemanticElements: rows over a time axis are a picture, its table is beside it
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Micros } from '../../base/time.ts';
import type { GroupHistoryFrame, GroupMark, GroupMemberRow, GroupPartitionRow } from '../../frame/groups/groupFrame.ts';
import { Button, Toggle } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useSize } from '../../ui/useSize.ts';
import { formatSpan, formatTime } from '../format.ts';
import { axisOf, rowsInSight, timeScale, windowAt } from '../timeAxis.ts';
import type { GroupProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { MemberRowLine, PartitionRowLine } from './GroupLines.tsx';
import { HistoryTable } from './HistoryTable.tsx';
import { changesOf, layoutMarks, layoutMember, layoutPartition, mostLagOf, sizeOfRows } from './layout.ts';
import { markSentence, memberSentence, partitionSentence, summary } from './sentences.ts';

const EMPTY = words('Nobody has joined yet', '아직 아무도 참여하지 않음');
const ZOOM_IN = words('Zoom in', '확대');
const ZOOM_OUT = words('Zoom out', '축소');
const WHOLE = words('Whole run', '전체 실행');
const BY_MEMBER = words('By member', '멤버별');
const AS_TABLE = words('As a table', '표로 보기');
const HINT = {
  partitions: words(
    'Bands: owners by letter; hatched: nobody’s, and for how long; below: lag; lines: generations (g) and group epochs (e).',
    '띠: 소유자(글자), 빗금: 소유자 없음과 그 시간, 아래: 랙, 세로줄: generation(g)과 그룹 epoch(e).',
  ),
  members: words(
    'Bands: what a member was at; the bar under them: processing records, not in poll().',
    '띠: 멤버의 상태, 그 아래 막대: poll() 밖에서 레코드를 처리하는 시간.',
  ),
} as const;
const STOPPED = words('without an owner in all', '소유자 없던 시간 합계');
const LABEL = 132;
const NARROW_LABEL = 76;
const SUM = 66;
const MOST_ZOOM = 14;
const AXIS = 30;

type Row = GroupPartitionRow | GroupMemberRow;

interface TimeProps extends GroupProps {
  readonly history: GroupHistoryFrame;
}

export function GroupTime(props: TimeProps) {
  const { history, end, now, clock, language, selection, onSelect, onSeek } = props;
  const [box, size] = useSize<HTMLDivElement>({ width: 900, height: 240 });
  const [zoom, setZoom] = useState(0);
  const [isByMember, setByMember] = useState(false);
  const [isTable, setTable] = useState(false);
  const [scrollTop, setScrollTop] = useState(0);
  const [pointed, setPointed] = useState<{ readonly row: Row; readonly at: Micros } | null>(null);
  const [marked, setMarked] = useState<GroupMark | null>(null);
  const [cursor, setCursor] = useState<{ readonly place: number; readonly at: Micros | null }>({ place: 0, at: null });
  const head = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const label = size.width < 560 ? NARROW_LABEL : LABEL;
  const width = Math.max(80, size.width - label - SUM - 12);
  const { from: first, to: last } = windowAt(end, now, zoom, width);
  const window = useMemo(() => ({ from: first, to: last, width }), [first, last, width]);
  const scale = useMemo(() => timeScale(window), [window]);
  const axis = useMemo(() => axisOf(window), [window]);
  const rows: readonly Row[] = isByMember ? history.members : history.partitions;
  const rowSize = sizeOfRows(rows.length);
  const isShown = rows.length > 0 && !isTable;
  const marks = useMemo(() => layoutMarks(history.marks, window), [history.marks, window]);
  const mostLag = useMemo(() => mostLagOf(history), [history]);

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

  const place = Math.min(cursor.place, rows.length - 1);
  const sentence = (row: Row, at: Micros): string =>
    'phases' in row ? memberSentence(history, row, at, language) : partitionSentence(history, row, at, language);
  const select = (row: Row): void =>
    onSelect('phases' in row ? { type: 'node', id: row.node } : { type: 'partition', id: row.partition });
  const isSelected = (row: Row): boolean =>
    'phases' in row
      ? selection?.type === 'node' && selection.id === row.node
      : selection?.type === 'partition' && selection.id === row.partition;

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      Home: 0,
      End: rows.length - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) {
      const target = Math.max(0, Math.min(rows.length - 1, next));
      setCursor({ place: target, at: cursor.at });
      scroller.current?.scrollTo({ top: Math.max(0, (target - 1) * rowSize.row) });
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const changes = changesOf(history, isByMember, place);
      const at = cursor.at ?? now;
      const change =
        event.key === 'ArrowRight' ? changes.find((one) => one > at) : changes.filter((one) => one < at).at(-1);
      if (change !== undefined) setCursor({ place, at: change });
    } else if (event.key === 'Enter') {
      const row = rows[place];
      if (row !== undefined) select(row);
      if (cursor.at !== null) onSeek(cursor.at);
    } else return;
    event.preventDefault();
  };

  const row = rows[place];
  const told = pointed ?? (cursor.at === null || row === undefined ? null : { row, at: cursor.at });
  const says =
    marked !== null
      ? `${formatTime(marked.at)} · ${markSentence(marked, language)}`
      : told === null
        ? null
        : `${formatTime(told.at)} · ${sentence(told.row, told.at)}`;
  return (
    <div ref={box} className="group-time">
      <div className="group-bar">
        <p className="group-told" role="status">
          {isTable
            ? null
            : (says ?? <span className="dim">{HINT[isByMember ? 'members' : 'partitions'][language]}</span>)}
        </p>
        {!isTable && (
          <>
            <Toggle variant="quiet" isSelected={isByMember} onChange={setByMember}>
              {BY_MEMBER[language]}
            </Toggle>
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
          </>
        )}
        <Toggle variant="quiet" isSelected={isTable} onChange={setTable}>
          {AS_TABLE[language]}
        </Toggle>
      </div>
      {isTable ? (
        <div className="group-scroll">
          <HistoryTable history={history} language={language} onSeek={onSeek} />
        </div>
      ) : rows.length === 0 ? (
        <p className="group-empty">{EMPTY[language]}</p>
      ) : (
        <div
          ref={scroller}
          className="group-scroll"
          onScroll={({ currentTarget }) => setScrollTop(currentTarget.scrollTop)}
        >
          <svg className="group-axis" width={label + width + SUM} height={AXIS} aria-hidden="true">
            {axis.map(({ x, text }) => (
              <g key={x}>
                <path d={`M${label + x} 25v5`} />
                <text x={label + x} y={24} textAnchor={x > width - 24 ? 'end' : x < 24 ? 'start' : 'middle'}>
                  {text}
                </text>
              </g>
            ))}
            {marks.map(
              ({ mark, x, label: text }) =>
                text !== '' && (
                  <text key={mark.step} className="group-mark-label" x={label + x} y={11} textAnchor="middle">
                    {text}
                  </text>
                ),
            )}
            <text className="group-sum-title" x={label + width + SUM} y={24} textAnchor="end">
              Σ<title>{STOPPED[language]}</title>
            </text>
          </svg>
          <div
            role="listbox"
            tabIndex={0}
            aria-label={summary(history, isByMember, language)}
            aria-activedescendant={place >= from && place < to ? `${id}-${place}` : undefined}
            className="group-rows"
            style={{ height: rows.length * rowSize.row }}
            onKeyDown={onKeyDown}
            onPointerLeave={() => {
              setPointed(null);
              setMarked(null);
            }}
          >
            {rows.slice(from, to).map((one, index) => {
              const atPointer = (event: React.PointerEvent | React.MouseEvent): Micros =>
                scale.at(event.clientX - event.currentTarget.getBoundingClientRect().x - label);
              const isCursor = from + index === place;
              const mark = isCursor && cursor.at !== null ? scale.x(cursor.at) : null;
              const known = scale.x(Math.min(history.until, window.to));
              const line = { size: rowSize, width, left: label, known, mark };
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the list box answers the keys of its options
                <div
                  key={'phases' in one ? one.node : one.partition}
                  id={`${id}-${from + index}`}
                  role="option"
                  aria-selected={isSelected(one)}
                  aria-posinset={from + index + 1}
                  aria-setsize={rows.length}
                  className={classNames('group-row', isSelected(one) && 'selected', isCursor && 'cursor')}
                  style={{ top: (from + index) * rowSize.row, height: rowSize.row }}
                  onPointerMove={(event) => {
                    const x = event.clientX - event.currentTarget.getBoundingClientRect().x - label;
                    const near = marks.find((candidate) => Math.abs(candidate.x - x) < 4);
                    setMarked(near?.mark ?? null);
                    setPointed({ row: one, at: atPointer(event) });
                  }}
                  onClick={(event) => {
                    setCursor({ place: from + index, at: null });
                    select(one);
                    const x = event.clientX - event.currentTarget.getBoundingClientRect().x - label;
                    if (x > 0 && x <= width) onSeek(atPointer(event));
                  }}
                >
                  <span className="group-name" style={{ width: label - 8 }} aria-hidden="true">
                    {'phases' in one ? (
                      <>
                        <b>{one.letter}</b> {one.node}
                      </>
                    ) : (
                      one.partition
                    )}
                  </span>
                  <span className="visually-hidden">{sentence(one, now)}</span>
                  {'phases' in one ? (
                    <MemberRowLine line={layoutMember(one, window)} language={language} {...line} />
                  ) : (
                    <PartitionRowLine line={layoutPartition(one, history.members, mostLag, window)} {...line} />
                  )}
                  <span className={classNames('group-sum', one.stopped > 0 && 'some')} aria-hidden="true">
                    {one.stopped > 0 ? formatSpan(one.stopped) : '–'}
                  </span>
                </div>
              );
            })}
            <svg className="group-marks" width={label + width} height={rows.length * rowSize.row} aria-hidden="true">
              {marks.map(({ mark, x }) => (
                <path key={mark.step} className={mark.kind} d={`M${label + x} 0V${rows.length * rowSize.row}`} />
              ))}
            </svg>
          </div>
          <div
            ref={head}
            className="group-head"
            style={{ height: AXIS + rows.length * rowSize.row }}
            aria-hidden="true"
          />
        </div>
      )}
    </div>
  );
}
