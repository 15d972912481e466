/**
 * Who led each partition, over the whole run: rows are partitions, bands are leaders with the hue of their epoch, as high
 * as the ISR.
 */
import { useMemo } from 'react';
import type { LeadershipRow } from '../../frame/lookFrames.ts';
import { outcomeOf } from '../../frame/outcome.ts';
import { Toggle } from '../../ui/Button.tsx';
import { TimeStrip } from '../lens/TimeStrip.tsx';
import type { LeadershipProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { LeadershipTable } from './LeadershipTable.tsx';
import { Line } from './Line.tsx';
import { orderedRows, sizeOfRows, spanAt } from './layout.ts';
import { chartSummary, outcomeSentence, spanSentence } from './sentences.ts';
import './leadership.css';
import { readFlag, useKept } from '../lens/kept.ts';

const EMPTY = words('No partition yet', '아직 파티션 없음');
const TROUBLED = words('Troubled first', '문제 많은 순');
const HINT = words(
  'Height: ISR against the replication factor; dashes: min.insync.replicas. Hollow: elected, not serving.',
  '높이: 복제 계수에 대한 ISR 크기, 점선: min.insync.replicas. 빈 띠: 선출되었지만 서비스하지 않음.',
);
const WIDTHS = { label: 148, narrow: 84, sum: 0 };
const MOST_ZOOM = 10;

export function LeadershipView(props: LeadershipProps) {
  const { leadership, end, now, clock, language, selection, onSelect, onSeek } = props;
  const [isTroubledFirst, setTroubledFirst] = useKept('leadership.troubled', false, readFlag);
  const rows = useMemo(
    () => (leadership === null ? [] : orderedRows(leadership, isTroubledFirst)),
    [leadership, isTroubledFirst],
  );
  if (leadership === null || rows.length === 0) return <p className="lens-empty">{EMPTY[language]}</p>;
  const { until } = leadership;
  const size = sizeOfRows(rows.length);
  const says = (row: LeadershipRow, at: number): string => {
    const span = spanAt(row, at);
    return span === undefined ? row.partition : spanSentence(row, span, at, language);
  };
  return (
    <TimeStrip<LeadershipRow>
      name="leadership"
      now={now}
      clock={clock}
      language={language}
      end={end}
      until={until}
      rows={rows}
      rowHeight={size.row}
      widths={WIDTHS}
      mostZoom={MOST_ZOOM}
      hint={HINT[language]}
      summary={chartSummary(rows, until, language)}
      empty={EMPTY[language]}
      controls={
        rows.length > 3 && (
          <Toggle variant="quiet" isSelected={isTroubledFirst} onChange={setTroubledFirst}>
            {TROUBLED[language]}
          </Toggle>
        )
      }
      keyOf={({ partition }) => partition}
      nameOf={({ partition }) => partition}
      says={says}
      saysNow={(row) => `${says(row, now)}; ${outcomeSentence(outcomeOf(row, until), language)}`}
      changesOf={({ spans }) => spans.map(({ from }) => from)}
      draw={(row, place) => <Line row={row} until={until} size={size} place={place} />}
      isSelected={({ partition }) => selection?.type === 'partition' && selection.id === partition}
      table={() => <LeadershipTable leadership={leadership} language={language} onSeek={onSeek} />}
      onSelect={({ partition }) => onSelect({ type: 'partition', id: partition })}
      onSeek={onSeek}
    />
  );
}
