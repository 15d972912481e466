/**
 * Metrics under their JMX names: one small picture each, all over the same time axis, under the same playhead, with the
 * values it stands on. The same stands in a table.
 */
import { useEffect, useId, useRef, useState } from 'react';
import type { Micros } from '../../base/time.ts';
import type { MetricFamily, MetricsFrame, MetricWindow } from '../../frame/metrics/metricFrames.ts';
import { Toggle } from '../../ui/Button.tsx';
import { formatTime } from '../format.ts';
import type { MetricsProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { MetricCard } from './MetricCard.tsx';
import { MetricsTable } from './MetricsTable.tsx';
import './metrics.css';
import { readFlag, readText, useKept } from '../lens/kept.ts';

const FAMILIES: Readonly<Record<MetricFamily, ReturnType<typeof words>>> = {
  producer: words('Producers', '프로듀서'),
  consumer: words('Consumers', '컨슈머'),
  broker: words('Brokers', '브로커'),
  'group-coordinator': words('Group coordinators', '그룹 코디네이터'),
  controller: words('Controllers', '컨트롤러'),
};
const OF = words('Metrics of', '대상');
const ALL = words('all', '전체');
const NODE = words('Node', '노드');
const FILTER = words('Name', '이름');
const FILTER_HINT = words('part of a name', '이름 일부');
const AS_JMX = words('As JMX measures', 'JMX처럼 재기');
const AS_TABLE = words('As a table', '표로 보기');
const LOADING = words('Looking it up …', '찾는 중 …');
const NONE = words('No metric has such a name', '그런 이름의 지표가 없어요');
const LAST_SECOND = words(
  'Drawn: what the last second brought. JMX: samples of 30 s × 2 for clients, a one-minute rate for brokers.',
  '그림은 지난 1초 동안의 값이에요. JMX는 클라이언트에서 30초 × 2 샘플, 브로커에서 1분 평균이에요.',
);
const JMX_DRAWN = words(
  'Drawn as JMX shows it: samples of 30 s × 2 for clients, a one-minute rate for brokers. A short run hardly moves them.',
  'JMX가 보여주는 대로 그려요. 클라이언트는 30초 × 2 샘플, 브로커는 1분 평균이라 짧은 실행에서는 거의 움직이지 않아요.',
);

export function MetricsView(props: MetricsProps) {
  const { metrics, choice, onChoose, end, clock, language, onSeek } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [isTable, setTable] = useKept('metrics.table', false, readFlag);
  const [filter, setFilter] = useKept('metrics.filter', '', readText);
  const [cursor, setCursor] = useState<Micros | null>(null);

  // The playhead follows the clock without React.
  useEffect(() => {
    const move = (at: number): void => {
      box.current?.style.setProperty('--head', `${Math.max(0, Math.min(1, at / end)) * 100}%`);
    };
    move(clock.now());
    return clock.subscribe(move);
  }, [clock, end]);

  const nodes = metrics?.nodes[choice.family] ?? [];
  const charts = (metrics?.charts ?? []).filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()));
  const setWindow = (window: MetricWindow): void => onChoose({ ...choice, window });
  return (
    <div ref={box} className="metrics">
      <div className="lens-bar">
        <label className="metrics-choice">
          {OF[language]}
          <select
            value={choice.family}
            onChange={({ currentTarget }) =>
              onChoose({ ...choice, family: currentTarget.value as MetricFamily, node: null })
            }
          >
            {familiesOf(metrics).map((family) => (
              <option key={family} value={family}>
                {FAMILIES[family][language]}
              </option>
            ))}
          </select>
        </label>
        {nodes.length > 1 && (
          <label className="metrics-choice">
            {NODE[language]}
            <select
              value={choice.node ?? ''}
              onChange={({ currentTarget: { value } }) => onChoose({ ...choice, node: value === '' ? null : value })}
            >
              <option value="">{ALL[language]}</option>
              {nodes.map((node) => (
                <option key={node} value={node}>
                  {node}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className="metrics-choice">
          {FILTER[language]}
          <input
            type="search"
            value={filter}
            placeholder={FILTER_HINT[language]}
            onChange={({ currentTarget }) => setFilter(currentTarget.value)}
          />
        </label>
        <Toggle
          variant="quiet"
          isSelected={choice.window === 'jmx'}
          onChange={(on) => setWindow(on ? 'jmx' : 'last-second')}
        >
          {AS_JMX[language]}
        </Toggle>
        <Toggle variant="quiet" isSelected={isTable} onChange={setTable}>
          {AS_TABLE[language]}
        </Toggle>
        <p className={cursor === null ? 'metrics-told hint' : 'metrics-told'} role="status">
          {cursor !== null && !isTable
            ? formatTime(cursor)
            : (choice.window === 'jmx' ? JMX_DRAWN : LAST_SECOND)[language]}
        </p>
      </div>
      {metrics === null ? (
        <p className="metrics-empty">{LOADING[language]}</p>
      ) : charts.length === 0 ? (
        <p className="metrics-empty">{NONE[language]}</p>
      ) : isTable ? (
        <div className="metrics-scroll">
          <MetricsTable charts={charts} at={metrics.at} language={language} />
        </div>
      ) : (
        <div className="metrics-scroll">
          <div className="metrics-grid">
            {charts.map((chart, place) => (
              <MetricCard
                key={chart.id}
                id={`${id}-${place}`}
                chart={chart}
                end={end}
                until={Math.min(end, metrics.until)}
                cursor={cursor}
                language={language}
                onCursor={setCursor}
                onSeek={onSeek}
              />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function familiesOf(metrics: MetricsFrame | null): readonly MetricFamily[] {
  const all = Object.keys(FAMILIES) as MetricFamily[];
  return metrics === null ? all : all.filter((family) => metrics.nodes[family].length > 0 || family === metrics.family);
}
