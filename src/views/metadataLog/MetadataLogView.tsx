/** The lens on the quorum: who votes, who leads, what a majority is, and the metadata log on every server. */
// biome-ignore-all lint/a11y/useSemanticElements: cells stand by offset, which no table element can do
// biome-ignore-all lint/a11y/useFocusableInteractive: the headers of the grid are read, its cells are walked
import { useEffect, useMemo, useRef, useState } from 'react';
import type { MetadataLogFrame } from '../../frame/frame.ts';
import { Button, Toggle } from '../../ui/Button.tsx';
import { Table } from '../../ui/Table.tsx';
import { useSize } from '../../ui/useSize.ts';
import { epochClass } from '../encoding.ts';
import { formatTime } from '../format.ts';
import type { Language, MetadataLogProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { boundsOf, layoutQuorumLog, quorumWindow, type RecordRow, recordRows } from './layout.ts';
import { COMMITTED, QuorumLogRowView, UNCOMMITTED } from './QuorumLogRow.tsx';
import { quorumSentence } from './sentence.ts';
import './metadataLog.css';
import { readFlag, useKept } from '../lens/kept.ts';

const LOG = words('Metadata log of every server', '서버마다의 메타데이터 로그');
const RECORDS = words('Records of the metadata log', '메타데이터 로그의 레코드');
const FOLLOW = words('Follow the end', '끝 따라가기');
const EARLIER = words('Earlier', '이전');
const LATER = words('Later', '이후');
const NONE = words('No record yet', '아직 레코드 없음');
const ONLY_NO_OPS = words('Only NoOp here', '여기에는 NoOp뿐');
const OFFSET = words('Offset', '오프셋');
const EPOCH = words('Epoch', '에포크');
const WRITTEN = words('Written', '기록 시각');
const STATE = words('State', '상태');
const HELD_BY = words('Held by', '가진 서버');
const RECORD = words('Record', '레코드');

/** Written twice a second to keep the log alive: dots in the picture, folded in the list. */
const NO_OP = 'NoOp';
/** Asked for on either side of the window, for the list. */
const MORE = 24;
const LABEL_WIDTH = 292;
const NARROW_LABEL_WIDTH = 120;
const CELL_WIDTH = 34;

export function MetadataLogView(props: MetadataLogProps) {
  const { log, language, onSelect, onRange } = props;
  const [box, size] = useSize<HTMLDivElement>({ width: 900, height: 300 });
  const [from, setFrom] = useState<number | null>(null);
  const [marked, setMarked] = useState<number | null>(null);
  const wanted = useRef<string | null>(null);
  const isNarrow = size.width < 620;
  const labelWidth = isNarrow ? NARROW_LABEL_WIDTH : LABEL_WIDTH;
  const columns = Math.max(4, Math.floor((size.width - labelWidth - 28) / CELL_WIDTH));
  const layout = useMemo(
    () => (log === null ? null : layoutQuorumLog(log, quorumWindow(log, from, columns))),
    [log, from, columns],
  );
  const rows = useMemo(() => (log === null ? [] : recordRows(log)), [log]);

  const first = layout?.window.from ?? 0;
  const end = log === null ? 0 : boundsOf(log).end;
  const isNothing = log === null;
  const isCovered = log !== null && log.from <= first && log.to >= Math.min(first + columns, end);
  useEffect(() => {
    if (isNothing || isCovered) return;
    if (from === null) onRange(-1, -1);
    else onRange(Math.max(0, first - MORE), first + columns + MORE);
  }, [isNothing, isCovered, first, columns, from, onRange]);

  useEffect(() => {
    if (wanted.current === null || layout === null) return;
    const element = box.current?.querySelector<HTMLElement>(`[data-cell="${wanted.current}"]`);
    if (element === null || element === undefined) return;
    wanted.current = null;
    element.focus();
  }, [layout, box]);

  if (log === null || layout === null) {
    return (
      <div ref={box} className="quorum-lens">
        <p className="quorum-empty">{NONE[language]}</p>
      </div>
    );
  }

  const texts = new Map(log.records.map(({ offset, epoch, text }) => [`${offset} ${epoch}`, text]));
  const names = new Map(log.replicas.map(({ node, nodeId }) => [nodeId, node]));
  const nameOf = (id: number): string => names.get(id) ?? String(id);
  const { start } = boundsOf(log);
  const show = (next: number): void => {
    const place = quorumWindow(log, next, columns).from;
    const isEnd = place >= quorumWindow(log, null, columns).from;
    setFrom(isEnd ? null : place);
    if (isEnd) onRange(-1, -1);
  };
  const withCells = layout.rows.filter(({ cells }) => cells.length > 0);
  const stopRow = withCells[0];
  const stopCell = stopRow?.cells.find(({ offset }) => offset === marked) ?? stopRow?.cells[stopRow.cells.length - 1];
  const tabStop = stopRow === undefined ? null : `${stopRow.replica.nodeId} ${stopCell?.offset}`;

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const [nodeId, offset] = ((event.target as HTMLElement).dataset.cell ?? '').split(' ').map(Number);
    if (nodeId === undefined || offset === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = withCells.findIndex(({ replica }) => replica.nodeId === nodeId);
    const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const jump = { Home: start, End: end - 1 }[event.key];
    if (event.key === 'Enter' || event.key === ' ') setMarked(offset);
    else if (move === undefined && jump === undefined) return;
    event.preventDefault();
    if (move === undefined && jump === undefined) return;
    const to = withCells[Math.max(0, Math.min(withCells.length - 1, row + (move?.[0] ?? 0)))]!.replica;
    const next = Math.max(to.logStartOffset, Math.min(jump ?? offset + move![1]!, to.logEndOffset - 1));
    setMarked(next);
    wanted.current = `${to.nodeId} ${next}`;
    if (next < first) show(next);
    else if (next >= first + columns) show(next - columns + 1);
    else box.current?.querySelector<HTMLElement>(`[data-cell="${wanted.current}"]`)?.focus();
  };

  const telling = rows.filter(({ record }) => record.text !== NO_OP);
  const chosen = marked === null ? telling.slice(-1) : rows.filter(({ record }) => record.offset === marked);
  return (
    <div
      ref={box}
      className={isNarrow ? 'quorum-lens narrow' : 'quorum-lens'}
      style={{ '--label': `${labelWidth}px`, '--cell': `${CELL_WIDTH}px` } as React.CSSProperties}
    >
      <div className="lens-bar">
        <p className="quorum-sentence">{quorumSentence(log, language)}</p>
        <Button variant="quiet" isDisabled={first <= start} onPress={() => show(first - Math.ceil(columns / 2))}>
          ◀ {EARLIER[language]}
        </Button>
        <Button variant="quiet" isDisabled={from === null} onPress={() => show(first + Math.ceil(columns / 2))}>
          {LATER[language]} ▶
        </Button>
        <Toggle variant="quiet" isSelected={from === null} onChange={(isOn) => (isOn ? show(end) : setFrom(first))}>
          {FOLLOW[language]}
        </Toggle>
      </div>
      <div
        role="grid"
        aria-label={LOG[language]}
        aria-colcount={end + 1}
        tabIndex={-1}
        className="quorum-grid"
        onKeyDown={onKeyDown}
      >
        <div role="row" className="quorum-ruler">
          <div role="columnheader" className="quorum-label">
            {OFFSET[language]}
          </div>
          {layout.offsets.map(({ offset, column }) => (
            <div
              key={offset}
              role="columnheader"
              className="quorum-offset"
              style={{ left: labelWidth + column * CELL_WIDTH, width: CELL_WIDTH }}
            >
              {offset}
            </div>
          ))}
        </div>
        {layout.rows.map((row) => (
          <QuorumLogRowView
            key={row.replica.nodeId}
            row={row}
            language={language}
            voters={log.quorum.voters.length}
            isActive={row.replica.nodeId === log.quorum.activeController}
            fetching={
              row.replica.voter && log.quorum.leaderId !== null && row.replica.nodeId !== log.quorum.leaderId
                ? log.quorum.fetching.includes(row.replica.nodeId)
                : null
            }
            nameOf={nameOf}
            textOf={(offset, epoch) => texts.get(`${offset} ${epoch}`) ?? ''}
            marked={marked}
            isNarrow={isNarrow}
            tabStop={tabStop}
            onSelect={() => onSelect({ type: 'node', id: row.replica.node })}
            onMark={setMarked}
          />
        ))}
      </div>
      {chosen.length > 0 && (
        <p className="quorum-chosen">
          {chosen.map(({ record, isCommitted }) => (
            <span key={record.epoch}>
              <span className={`epoch-chip ${epochClass(record.epoch)}`}>e{record.epoch}</span>{' '}
              <code>{record.offset}</code> <span lang="en">{record.text}</span> ·{' '}
              {(isCommitted ? COMMITTED : UNCOMMITTED)[language]}
            </span>
          ))}
        </p>
      )}
      <Records rows={rows} log={log} language={language} marked={marked} onMark={setMarked} />
    </div>
  );
}

interface RecordsProps {
  readonly rows: readonly RecordRow[];
  readonly log: MetadataLogFrame;
  readonly language: Language;
  readonly marked: number | null;
  readonly onMark: (offset: number) => void;
}

/** The newest first: what was decided last is what one looks for. */
function Records({ rows, log, language, marked, onMark }: RecordsProps) {
  const [isWhole, setWhole] = useKept('quorum.whole', false, readFlag);
  const all = log.replicas.length;
  const noOps = rows.filter(({ record }) => record.text === NO_OP).length;
  const shown = isWhole ? rows : rows.filter(({ record }) => record.text !== NO_OP || record.offset === marked);
  return (
    <>
      <Table
        caption={RECORDS[language]}
        rows={[...shown].reverse()}
        keyOf={({ record }) => `${record.offset} ${record.epoch}`}
        isSelected={({ record }) => record.offset === marked}
        onChoose={({ record }) => onMark(record.offset)}
        empty={(noOps > 0 ? ONLY_NO_OPS : NONE)[language]}
        columns={[
          { id: 'offset', title: OFFSET[language], cell: ({ record }) => record.offset, isNumber: true },
          {
            id: 'epoch',
            title: EPOCH[language],
            cell: ({ record }) => <span className={`epoch-chip ${epochClass(record.epoch)}`}>e{record.epoch}</span>,
          },
          { id: 'text', title: RECORD[language], cell: ({ record }) => <span lang="en">{record.text}</span> },
          {
            id: 'state',
            title: STATE[language],
            cell: ({ isCommitted }) => (isCommitted ? COMMITTED : UNCOMMITTED)[language],
          },
          {
            id: 'held',
            title: HELD_BY[language],
            cell: ({ heldBy }) => (heldBy.length === all ? ALL[language] : heldBy.join(', ')),
          },
          { id: 'at', title: WRITTEN[language], cell: ({ record }) => formatTime(record.at), isNumber: true },
        ]}
      />
      {noOps > 0 && (
        <div className="quorum-more">
          <Toggle variant="chip" isSelected={isWhole} onChange={setWhole}>
            {`${NO_OP} ${noOps}`}
          </Toggle>
        </div>
      )}
    </>
  );
}

const ALL = words('all', '모두');
