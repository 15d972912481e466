/** One replica's log: its label, its records in the window, its tide line and its edge. */
// biome-ignore-all lint/a11y/useSemanticElements: cells stand by offset, which no table element can do
import { memo } from 'react';
import { classNames } from '../../ui/classNames.ts';
import { epochClass, FATE_SIGNS, ROLE_LETTERS } from '../encoding.ts';
import type { Language, PartitionLogProps } from '../viewProps.ts';
import { FATE_WORDS, IN_ISR, OUT_OF_ISR, ROLE_WORDS, statusText, words } from '../words.ts';
import { type LogCell, type LogRow, shortened } from './layout.ts';

const DIVERGED = words('differs from the leader', '리더와 다름');
const COMMITTED = words('below the high watermark', '하이 워터마크 아래');
const OFFSET = words('offset', '오프셋');
const EPOCH = words('epoch', '에포크');
const TOMBSTONE = words('tombstone', '툼스톤');

interface LogRowViewProps extends Pick<PartitionLogProps, 'onSelect' | 'onMenu'> {
  readonly row: LogRow;
  readonly language: Language;
  readonly isSelected: boolean;
  readonly selectedCell: string | null;
  readonly tabStop: string | null;
  readonly isNarrow: boolean;
  /** Pixels between two offsets. */
  readonly cellWidth: number;
}

/** Marks are printed by the style sheet (`data-text`): the name says the same in words, and nothing is read twice. */
export const LogRowView = memo(function LogRowView(props: LogRowViewProps) {
  const { row, language, isSelected, selectedCell, tabStop, isNarrow, cellWidth, onSelect, onMenu } = props;
  const { replica, down } = row;
  const isDead = down !== null;
  const role = isDead ? 'offline' : replica.role;
  const isr = (replica.inIsr ? IN_ISR : OUT_OF_ISR)[language];
  const at = (columns: number): string => `calc(var(--label) + ${columns} * var(--cell))`;
  return (
    <div
      role="row"
      className={classNames('log-row', isDead && 'dead', !replica.inIsr && 'out', isSelected && 'selected')}
    >
      <div role="rowheader" className="log-label">
        <button
          type="button"
          className="log-replica"
          aria-label={`b${replica.broker}, ${isDead ? statusText(down, language) : ROLE_WORDS[role][language]}, ${isr}`}
          onClick={() => onSelect({ type: 'replica', partition: replica.partition, broker: replica.broker })}
        >
          <b>b{replica.broker}</b>
          <span className={classNames('role-mark', role)} data-text={ROLE_LETTERS[role]} />
          {!isNarrow && (
            <span
              className={classNames('epoch-chip', epochClass(replica.leaderEpoch))}
              data-text={`e${replica.leaderEpoch}`}
            />
          )}
        </button>
        <span className="log-state">{isDead ? statusText(down, language) : isr}</span>
      </div>
      {row.cells.map((cell) => {
        const key = `${replica.broker} ${cell.record.offset}`;
        const target = {
          type: 'record',
          partition: replica.partition,
          broker: replica.broker,
          offset: cell.record.offset,
        } as const;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid answers the keys of its cells
          <div
            key={cell.record.offset}
            role="gridcell"
            tabIndex={key === tabStop ? 0 : -1}
            data-cell={key}
            aria-colindex={cell.record.offset + 1}
            aria-selected={key === selectedCell}
            aria-label={cellName(cell, language)}
            className={classNames(
              'log-cell',
              epochClass(cell.record.epoch),
              cell.isCommitted && 'committed',
              cell.isDiverged && 'diverged',
              cell.startsEpoch && 'starts',
              cell.record.fate,
            )}
            style={{ left: at(cell.column) }}
            onClick={() => onSelect(target)}
            onContextMenu={(event) => {
              event.preventDefault();
              onSelect(target);
              onMenu(target, { x: event.clientX, y: event.clientY, width: 0, height: 0 });
            }}
          >
            {cell.startsEpoch && <span className="cell-epoch" data-text={`e${cell.record.epoch}`} />}
            {cell.record.fate !== null && <span className="cell-fate" data-text={FATE_SIGNS[cell.record.fate]} />}
            <span className="cell-key" data-text={shortened(cell.record.key ?? '', keyRoom(cell, cellWidth))} />
            <span
              className="cell-value"
              data-text={isTombstone(cell) ? '∅' : shortened(cell.record.value ?? '', letters(cellWidth - CELL_EDGES))}
            />
          </div>
        );
      })}
      {row.divergesAt !== null && row.cells.some((cell) => cell.isDiverged) && (
        <span
          className="log-diverges"
          aria-hidden="true"
          style={{ left: at(row.cells.find((cell) => cell.isDiverged)!.column) }}
        >
          ≠
        </span>
      )}
      {row.start !== null && <span className="log-start" aria-hidden="true" style={{ left: at(row.start) }} />}
      {row.end !== null && (
        <span className="log-end" aria-hidden="true" style={{ left: at(row.end) }}>
          ❯<small>LEO {replica.logEndOffset}</small>
        </span>
      )}
      {row.tide !== null && (
        <span className="log-tide" aria-hidden="true" style={{ left: at(row.tide) }}>
          <small>HW {replica.highWatermark}</small>
        </span>
      )}
    </div>
  );
});

/** Pixels that a cell's borders and paddings take, its fate's sign, and the number of the epoch it starts. */
const CELL_EDGES = 15;
const FATE_SIGN = 10;
const EPOCH_NUMBER = 26;
const LETTER = 7.25;

function letters(pixels: number): number {
  return Math.max(2, Math.floor(pixels / LETTER));
}

function keyRoom({ startsEpoch }: LogCell, width: number): number {
  return letters(width - CELL_EDGES - FATE_SIGN - (startsEpoch ? EPOCH_NUMBER : 0));
}

/** A key without a value: compaction takes what the key had. */
function isTombstone({ record: { key, value } }: Pick<LogCell, 'record'>): boolean {
  return key !== null && value === null;
}

function cellName({ record, isCommitted, isDiverged }: LogCell, language: Language): string {
  const parts = [`${OFFSET[language]} ${record.offset}`, `${EPOCH[language]} ${record.epoch}`];
  if (record.key !== null || record.value !== null) parts.push(`${record.key ?? 'null'} = ${record.value ?? 'null'}`);
  if (isTombstone({ record })) parts.push(TOMBSTONE[language]);
  if (record.fate !== null) parts.push(FATE_WORDS[record.fate][language]);
  if (isCommitted) parts.push(COMMITTED[language]);
  if (isDiverged) parts.push(DIVERGED[language]);
  return parts.join(', ');
}
