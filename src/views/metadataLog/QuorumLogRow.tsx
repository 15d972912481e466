/** One server's copy of the metadata log: who it is in the quorum, and its records as cells. */
// biome-ignore-all lint/a11y/useSemanticElements: cells stand by offset, which no table element can do
import { memo } from 'react';
import { classNames } from '../../ui/classNames.ts';
import { epochClass } from '../encoding.ts';
import type { Language } from '../viewProps.ts';
import { processText, words } from '../words.ts';
import type { QuorumCell, QuorumLogRow } from './layout.ts';
import { codeOf } from './layout.ts';

const OBSERVER = words('observer', '옵저버');
const VOTED = words('voted', '투표');
const SNAPSHOT = words('snapshot', '스냅샷');
const SILENT = words('silent', 'fetch 없음');
const ACTIVE = words('active controller', '활성 컨트롤러');
export const COMMITTED = words('committed', '커밋됨');
export const UNCOMMITTED = words('not committed', '커밋되지 않음');
const DIVERGED = words('differs from the leader', '리더와 다름');
const OFFSET = words('offset', '오프셋');
const EPOCH = words('epoch', '에포크');

interface RowProps {
  readonly row: QuorumLogRow;
  readonly language: Language;
  readonly isActive: boolean;
  /** How many there are. */
  readonly voters: number;
  /** A voter: whether the leader hears of it; null for others, and where nobody leads. */
  readonly fetching: boolean | null;
  readonly nameOf: (nodeId: number) => string;
  readonly textOf: (offset: number, epoch: number) => string;
  readonly marked: number | null;
  readonly isNarrow: boolean;
  readonly tabStop: string | null;
  readonly onSelect: () => void;
  readonly onMark: (offset: number) => void;
}

export const QuorumLogRowView = memo(function QuorumLogRowView(props: RowProps) {
  const { row, language, isActive, voters, fetching, nameOf, textOf, marked, isNarrow, tabStop, onSelect, onMark } =
    props;
  const { replica } = row;
  const { raft } = replica;
  const role = raft === null ? processText(replica.status, language) : raft.role;
  const votes = raft?.votedFor ?? null;
  const snapshot = replica.snapshots[replica.snapshots.length - 1];
  return (
    <div role="row" className={classNames('quorum-row', raft === null && 'dead', !replica.voter && 'observer')}>
      <div role="rowheader" className="quorum-label">
        <button type="button" className="quorum-node" onClick={onSelect}>
          <b>{replica.node}</b>
        </button>
        <span className={classNames('quorum-role', raft?.role.toLowerCase())} lang={raft === null ? undefined : 'en'}>
          {isActive && <span title={ACTIVE[language]}>★ </span>}
          {isNarrow && <span data-text={raft === null ? '×' : replica.voter ? raft.role[0] : 'O'} />}
          <span className={isNarrow ? 'visually-hidden' : undefined}>
            {replica.voter || raft === null ? role : OBSERVER[language]}
          </span>
          {isActive && <span className="visually-hidden">, {ACTIVE[language]}</span>}
        </span>
        {raft !== null && (
          <span className={classNames('epoch-chip', epochClass(raft.epoch))}>
            <span className="visually-hidden">{EPOCH[language]} </span>e{raft.epoch}
          </span>
        )}
        <span className="quorum-note">
          {fetching === false && raft !== null && <b>{SILENT[language]} · </b>}
          {[
            replica.election === null ? '' : electionWords(replica.election, voters, language),
            snapshot === undefined ? '' : `▣ ${SNAPSHOT[language]} ${snapshot.endOffset}`,
            votes === null ? '' : `${VOTED[language]} ${nameOf(votes)}`,
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
        <span className="quorum-ends mono">
          LEO {replica.logEndOffset}
          <span className="visually-hidden">
            , HW {raft?.highWatermark ?? '–'}, {OFFSET[language]} {replica.logStartOffset}–
          </span>
        </span>
      </div>
      {row.cells.map((cell) => {
        const key = `${replica.nodeId} ${cell.offset}`;
        const text = textOf(cell.offset, cell.epoch);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid answers the keys of its cells
          <div
            key={cell.offset}
            role="gridcell"
            tabIndex={key === tabStop ? 0 : -1}
            data-cell={key}
            aria-colindex={cell.offset + 1}
            aria-label={cellName(cell, text, language)}
            title={`${cell.offset}: ${text}`}
            className={classNames(
              'quorum-cell',
              epochClass(cell.epoch),
              cell.isCommitted && 'committed',
              cell.isDiverged && 'diverged',
              cell.startsEpoch && 'starts',
              cell.offset === marked && 'marked',
            )}
            style={{ left: at(cell.column) }}
            onClick={() => onMark(cell.offset)}
          >
            <span data-text={codeOf(text)} />
          </div>
        );
      })}
      {row.start !== null && replica.logStartOffset > 0 && (
        <span className="quorum-start" aria-hidden="true" style={{ left: at(row.start) }} />
      )}
      {row.end !== null && (
        <span className="quorum-end" aria-hidden="true" style={{ left: at(row.end) }}>
          ❯
        </span>
      )}
      {row.tide !== null && <span className="quorum-tide" aria-hidden="true" style={{ left: at(row.tide) }} />}
    </div>
  );
});

function electionWords(
  { granted, rejected }: NonNullable<QuorumLogRow['replica']['election']>,
  voters: number,
  language: Language,
): string {
  const no =
    rejected.length === 0 ? '' : language === 'ko' ? `, 거절 ${rejected.length}` : `, ${rejected.length} refused`;
  return language === 'ko' ? `${voters}표 중 ${granted.length}표${no}` : `${granted.length} of ${voters} votes${no}`;
}

function at(columns: number): string {
  return `calc(var(--label) + ${columns} * var(--cell))`;
}

function cellName(cell: QuorumCell, text: string, language: Language): string {
  const parts = [`${OFFSET[language]} ${cell.offset}`, `${EPOCH[language]} ${cell.epoch}`, text];
  parts.push((cell.isCommitted ? COMMITTED : UNCOMMITTED)[language]);
  if (cell.isDiverged) parts.push(DIVERGED[language]);
  return parts.join(', ');
}
