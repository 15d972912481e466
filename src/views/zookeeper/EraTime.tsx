/** The era over time: who /controller named and who acted, the servers of the ensemble, and the sessions of their clients. */
import { useMemo } from 'react';
import type { EraHistoryFrame, EraRow, EraSpan } from '../../frame/zookeeper/zooKeeperLens.ts';
import { classNames } from '../../ui/classNames.ts';
import { Table } from '../../ui/Table.tsx';
import { epochClass } from '../encoding.ts';
import { formatSpan, formatTime } from '../format.ts';
import { type StripPlace, TimeStrip } from '../lens/TimeStrip.tsx';
import { hatch, type StripMark } from '../timeAxis.ts';
import type { ZooKeeperProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { BAND_HEIGHT, changesOf, layoutEraRow, ROW_HEIGHT, zombieSpans } from './layout.ts';
import { markLabel, markSentence, rowName, rowSentence, timeSummary } from './sentences.ts';

const HINT = words(
  'Bands: who /controller names, who takes itself for it, roles of the servers, sessions; hatched: nobody, or expired. Lines: a leader or a controller has taken over.',
  '띠: /controller가 가리키는 브로커, 스스로 컨트롤러라고 아는 브로커, 서버의 역할, 세션. 빗금: 비어 있거나 만료됨. 세로줄: 리더나 컨트롤러가 바뀜.',
);
const EMPTY = words('Nothing yet', '아직 없음');
const CAPTION = words('The era over time, the newest first', '시간에 따른 기록, 새것부터');
const COLUMNS = {
  from: words('From', '시작'),
  lasted: words('Lasted', '지속'),
  what: words('What', '무엇'),
} as const;
const WIDTHS = { label: 132, narrow: 96, sum: 0 };
const MOST_ZOOM = 12;
const TOP = (ROW_HEIGHT - BAND_HEIGHT) / 2;

type TimeProps = ZooKeeperProps & { readonly history: EraHistoryFrame };

export function EraTime(props: TimeProps) {
  const { history, end, now, clock, language, selection, onSelect, onSeek } = props;
  const marks = useMemo(
    () =>
      history.marks.map(
        (mark): StripMark => ({
          key: `${mark.step} ${mark.kind}`,
          at: mark.at,
          label: markLabel(mark),
          kind: mark.kind,
          says: markSentence(mark, language),
        }),
      ),
    [history.marks, language],
  );
  const nodeOf = (row: EraRow): string | null => row.node;
  return (
    <TimeStrip<EraRow>
      name="zookeeper"
      now={now}
      clock={clock}
      language={language}
      end={end}
      until={history.until}
      rows={history.rows}
      rowHeight={ROW_HEIGHT}
      widths={WIDTHS}
      mostZoom={MOST_ZOOM}
      hint={HINT[language]}
      summary={timeSummary(history, language)}
      empty={EMPTY[language]}
      marks={marks}
      keyOf={({ kind, node }) => `${kind} ${node}`}
      nameOf={(row) => rowName(row, language)}
      says={(row, at) => rowSentence(row, at, language, isZombieAt(row, history, at))}
      changesOf={(row) => changesOf(row, history.until, zombieSpans(row, history.rows))}
      draw={(row, place) => <EraLineView row={row} history={history} place={place} />}
      isSelected={(row) => selection?.type === 'node' && selection.id === nodeOf(row)}
      table={() => <HistoryTable {...props} />}
      onSelect={(row) => {
        const node = nodeOf(row);
        if (node !== null) onSelect({ type: 'node', id: node });
      }}
      onSeek={onSeek}
    />
  );
}

function isZombieAt(row: EraRow, { rows }: EraHistoryFrame, at: number): boolean {
  return zombieSpans(row, rows).some(({ from, to }) => from <= at && at < to);
}

interface LineProps {
  readonly row: EraRow;
  readonly history: EraHistoryFrame;
  readonly place: StripPlace;
}

function EraLineView({ row, history, place }: LineProps) {
  const { window, left, known, mark } = place;
  const line = layoutEraRow(row, history.rows, history.until, window);
  return (
    <svg className="strip-line" width={window.width} height={ROW_HEIGHT} style={{ left }} aria-hidden="true">
      <rect className="strip-ground" x={0} y={TOP} width={Math.max(0, known)} height={BAND_HEIGHT} />
      {line.gaps.map(({ x, width }) => (
        <g key={x} className={classNames('era-gap', row.kind)}>
          <rect x={x} y={TOP} width={width} height={BAND_HEIGHT} />
          <path d={hatch(x, width, TOP, BAND_HEIGHT)} />
        </g>
      ))}
      {line.bands.map(({ span, x, width, label }) => (
        <g
          key={span.from}
          className={classNames(
            'era-band',
            row.kind,
            span.what.toLowerCase(),
            span.epoch >= 0 && epochClass(span.epoch),
          )}
        >
          <rect x={x} y={TOP} width={width} height={BAND_HEIGHT} />
          {span.ended === 'expired' && (
            <path className="era-expired" d={`M${x + width} ${TOP - 2}v${BAND_HEIGHT + 4}`} />
          )}
          {label !== '' && (
            <text x={x + 5} y={TOP + BAND_HEIGHT / 2 + 4}>
              {label}
            </text>
          )}
        </g>
      ))}
      {line.zombie.map(({ x, width }) => (
        <path key={x} className="era-zombie" d={`${hatch(x, width, TOP, BAND_HEIGHT)}M${x} ${TOP}v${BAND_HEIGHT}`} />
      ))}
      {mark !== null && <path className="strip-cursor" d={`M${mark} 0V${ROW_HEIGHT}`} />}
    </svg>
  );
}

interface TableLine {
  readonly key: string;
  readonly from: number;
  readonly lasted: number | null;
  readonly text: string;
}

function HistoryTable({ history, language, onSeek }: TimeProps) {
  const lines: TableLine[] = history.marks.map((mark) => ({
    key: `mark ${mark.step} ${mark.kind}`,
    from: mark.at,
    lasted: null,
    text: markSentence(mark, language),
  }));
  for (const row of history.rows)
    for (const span of row.spans as readonly EraSpan[]) {
      const key = `${row.kind} ${row.node} ${span.from}`;
      lines.push({ key, from: span.from, lasted: span.to - span.from, text: rowSentence(row, span.from, language) });
    }
  lines.sort((a, b) => b.from - a.from);
  return (
    <Table<TableLine>
      caption={CAPTION[language]}
      rows={lines}
      keyOf={({ key }) => key}
      onChoose={({ from }) => onSeek(from)}
      empty={EMPTY[language]}
      columns={[
        { id: 'from', title: COLUMNS.from[language], cell: ({ from }) => formatTime(from), isNumber: true },
        {
          id: 'lasted',
          title: COLUMNS.lasted[language],
          cell: ({ lasted }) => (lasted === null ? '–' : formatSpan(lasted)),
          isNumber: true,
        },
        { id: 'what', title: COLUMNS.what[language], cell: ({ text }) => text },
      ]}
    />
  );
}
