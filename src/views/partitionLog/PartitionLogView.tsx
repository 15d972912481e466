/** The lens: every replica's log of one partition, aligned by offset. A grid one can walk by arrow keys. */
// biome-ignore-all lint/a11y/useSemanticElements: cells stand by offset, which no table element can do
// biome-ignore-all lint/a11y/useFocusableInteractive: the headers of the grid are read, its cells are walked
import { useEffect, useMemo, useRef } from 'react';
import { sameTarget } from '../../frame/target.ts';
import { Button, Toggle } from '../../ui/Button.tsx';
import { useSize } from '../../ui/useSize.ts';
import type { PartitionLogProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { LogRowView } from './LogRowView.tsx';
import { endOf, layoutLog, logWindow, startOf } from './layout.ts';
import './partitionLog.css';
import { type Read, readCount, useKept } from '../lens/kept.ts';

const LOGS = words('Logs of', '로그:');
const FOLLOW = words('Follow the end', '끝 따라가기');
const EARLIER = words('Earlier', '이전');
const LATER = words('Later', '이후');
const LOADING = words('No log yet', '아직 로그 없음');
const CONSUMERS = words('Consumers', '컨슈머');
const OFFSET = words('offset', '오프셋');

const LABEL_WIDTH = 136;
const NARROW_LABEL_WIDTH = 74;
const CELL_WIDTH = 76;
/** As wide as cells get where few records leave room. */
const WIDEST_CELL = 112;
const NARROW_CELL_WIDTH = 58;
/** Whose log it is, is said beside it. */
const readOffset: Read<number | null> = (value) =>
  value === null ? null : Number.isInteger(value) ? readCount(value) : undefined;
/** The window is kept inside the log: asked for by hand, the end wins over a replica that lags behind it. */
const THE_END = Number.MAX_SAFE_INTEGER;

export function PartitionLogView(props: PartitionLogProps) {
  const { frame, log, partition, selection, language, onRange, onSelect, onMenu } = props;
  const [box, size] = useSize<HTMLDivElement>({ width: 900, height: 300 });
  const [from, setFrom] = useKept('log.from', null, readOffset);
  const wanted = useRef<{ readonly broker: number; readonly offset: number } | null>(null);
  const isNarrow = size.width < 560;
  const labelWidth = isNarrow ? NARROW_LABEL_WIDTH : LABEL_WIDTH;
  const room = size.width - labelWidth - 20;
  const records = log === null ? 0 : endOf(log) - startOf(log);
  // One more for the edge, one for the next record.
  const spread = Math.min(WIDEST_CELL, Math.floor(room / (records + 2)));
  const cellWidth = Math.max(isNarrow ? NARROW_CELL_WIDTH : CELL_WIDTH, spread);
  const columns = Math.max(3, Math.floor(room / cellWidth));
  const looked = selection?.type === 'replica' && selection.partition === partition ? selection.broker : undefined;
  useEffect(() => {
    if (looked !== undefined) setFrom((now) => (now === THE_END ? null : now));
  }, [looked, setFrom]);
  const layout = useMemo(
    () => (log === null ? null : layoutLog(log, frame.nodes, logWindow(log, from, columns, looked))),
    [log, frame.nodes, from, columns, looked],
  );

  const first = layout?.window.from ?? 0;
  const isCovered = log !== null && log.from <= first && log.to >= Math.min(first + columns, endOf(log));
  useEffect(() => {
    if (!isCovered) onRange(first, first + columns);
  }, [isCovered, first, columns, onRange]);

  // After the window moved under the keyboard, the focus goes on to the cell it was on its way to.
  useEffect(() => {
    const cell = wanted.current;
    if (cell === null || layout === null) return;
    const element = box.current?.querySelector<HTMLElement>(`[data-cell="${cell.broker} ${cell.offset}"]`);
    if (element === null || element === undefined) return;
    wanted.current = null;
    element.focus();
  }, [layout, box]);

  if (log === null || layout === null) return <p className="log-empty">{LOADING[language]}</p>;

  const start = startOf(log);
  const end = endOf(log);
  const scroll = (by: number): void => {
    const next = logWindow(log, layout.window.from + by, columns).from;
    setFrom(next >= end - columns + 1 ? THE_END : next);
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const [broker, offset] = ((event.target as HTMLElement).dataset.cell ?? '').split(' ').map(Number);
    if (broker === undefined || offset === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === 'ContextMenu') {
      event.preventDefault();
      const { x, y, width, height } = (event.target as HTMLElement).getBoundingClientRect();
      onSelect({ type: 'record', partition, broker, offset });
      onMenu({ type: 'record', partition, broker, offset }, { x, y, width, height });
      return;
    }
    const row = layout.rows.findIndex(({ replica }) => replica.broker === broker);
    const next = nextCell(event.key, row, offset, layout.rows.length, start, end);
    const replica = next === null ? undefined : layout.rows[next.row]?.replica;
    if (next === null || replica === undefined) return;
    event.preventDefault();
    const target = Math.max(replica.logStartOffset, Math.min(next.offset, replica.logEndOffset - 1));
    wanted.current = { broker: replica.broker, offset: target };
    onSelect({ type: 'record', partition, broker: replica.broker, offset: target });
    if (target < layout.window.from) setFrom(target);
    else if (target >= layout.window.from + columns) setFrom(target - columns + 1);
    else box.current?.querySelector<HTMLElement>(`[data-cell="${replica.broker} ${target}"]`)?.focus();
  };

  const selectedKey =
    selection?.type === 'record' && selection.partition === partition
      ? `${selection.broker} ${selection.offset}`
      : null;
  const firstCell = layout.rows.find(({ cells }) => cells.length > 0);
  const tabStop = isShown(layout.rows, selectedKey)
    ? selectedKey
    : firstCell === undefined
      ? null
      : `${firstCell.replica.broker} ${firstCell.cells[firstCell.cells.length - 1]!.record.offset}`;

  return (
    <div
      ref={box}
      className={isNarrow ? 'log narrow' : 'log'}
      style={{ '--label': `${labelWidth}px`, '--cell': `${cellWidth}px` } as React.CSSProperties}
    >
      <div className="log-bar">
        <h3>
          {LOGS[language]} <code>{partition}</code>
        </h3>
        <Button
          variant="quiet"
          isDisabled={layout.window.from <= start}
          onPress={() => scroll(-Math.ceil(columns / 2))}
        >
          ◀ {EARLIER[language]}
        </Button>
        <Button
          variant="quiet"
          isDisabled={layout.window.from >= end - columns + 1}
          onPress={() => scroll(Math.ceil(columns / 2))}
        >
          {LATER[language]} ▶
        </Button>
        <Toggle
          variant="quiet"
          isSelected={from === null || from === THE_END}
          onChange={(isOn) => setFrom(isOn ? THE_END : layout.window.from)}
        >
          {FOLLOW[language]}
        </Toggle>
      </div>
      <div
        role="grid"
        aria-label={`${LOGS[language]} ${partition}`}
        aria-colcount={end + 1}
        tabIndex={-1}
        className="log-grid"
        onKeyDown={onKeyDown}
        onWheel={(event) => {
          const by = Math.sign(
            Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.shiftKey ? event.deltaY : 0,
          );
          if (by !== 0) scroll(by);
        }}
      >
        <div role="row" className="log-ruler">
          <div role="columnheader" className="log-label">
            {OFFSET[language]}
          </div>
          {layout.offsets.map((offset, column) =>
            offset < end || offset === 0 ? (
              <div
                key={offset}
                role="columnheader"
                className="ruler-offset"
                style={{ left: labelWidth + column * cellWidth, width: cellWidth }}
              >
                {offset}
              </div>
            ) : null,
          )}
        </div>
        {layout.rows.map((row) => (
          <LogRowView
            key={row.replica.broker}
            row={row}
            language={language}
            isSelected={sameTarget(selection, { type: 'replica', partition, broker: row.replica.broker })}
            selectedCell={selectedKey}
            tabStop={tabStop}
            isNarrow={isNarrow}
            cellWidth={cellWidth}
            onSelect={onSelect}
            onMenu={onMenu}
          />
        ))}
      </div>
      {layout.consumers.length > 0 && (
        <div className="log-consumers">
          <span className="log-label">{CONSUMERS[language]}</span>
          {layout.consumers.map(({ id, column, lane, position }) => (
            <button
              key={id}
              type="button"
              className="consumer-mark"
              style={{ left: labelWidth + column * cellWidth, top: lane * 24 }}
              onClick={() => onSelect({ type: 'node', id })}
            >
              ▲ {id} @{position}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function isShown(
  rows: readonly { cells: readonly { record: { offset: number } }[]; replica: { broker: number } }[],
  key: string | null,
): boolean {
  return rows.some(({ cells, replica }) => cells.some(({ record }) => `${replica.broker} ${record.offset}` === key));
}

function nextCell(key: string, row: number, offset: number, rows: number, start: number, end: number) {
  switch (key) {
    case 'ArrowLeft':
      return { row, offset: offset - 1 };
    case 'ArrowRight':
      return { row, offset: offset + 1 };
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), offset };
    case 'ArrowDown':
      return { row: Math.min(rows - 1, row + 1), offset };
    case 'Home':
      return { row, offset: start };
    case 'End':
      return { row, offset: end - 1 };
    default:
      return null;
  }
}
