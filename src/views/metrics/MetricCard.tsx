/** One metric: its picture, its value at the playhead, what it means. The picture is a slider over time. */
import { memo, useMemo } from 'react';
import type { Micros } from '../../base/time.ts';
import type { MetricChart } from '../../frame/metrics/metricFrames.ts';
import { formatTime } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { words } from '../words.ts';
import { EXPLANATIONS } from './explanations.ts';
import { formatValue, plotOf, valueAt } from './layout.ts';

const WIDTH = 300;
const HEIGHT = 72;
const ALARMING = words('Alarming:', '주의:');
const JMX = words('as JMX shows it', 'JMX가 보여주는 값');
const NOTHING = words('no node of this kind', '해당하는 노드 없음');

interface MetricCardProps {
  readonly chart: MetricChart;
  readonly end: Micros;
  /** Beyond it nothing was seen. */
  readonly until: Micros;
  readonly cursor: Micros | null;
  readonly language: Language;
  readonly id: string;
  onCursor(at: Micros | null): void;
  onSeek(at: Micros): void;
}

export const MetricCard = memo(function MetricCard(props: MetricCardProps) {
  const { chart, end, until, cursor, language, id, onCursor, onSeek } = props;
  const { name, mbean, unit, lines } = chart;
  const plot = useMemo(() => plotOf(chart, { from: 0, to: end, width: WIDTH, height: HEIGHT }), [chart, end]);
  const explanation = EXPLANATIONS[name];
  const atCursor = (at: Micros): string =>
    `${formatTime(at)}: ${lines.map((line) => `${line.node} ${formatValue(valueAt(line, at), unit)}`).join(', ')}`;
  const atPointer = (event: React.PointerEvent | React.MouseEvent): Micros => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.round(Math.max(0, Math.min(1, (event.clientX - box.x) / box.width)) * end);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const step = Math.max(1, Math.round(end / 100));
    const at = cursor ?? Math.min(until, end);
    const moves: Readonly<Record<string, Micros>> = {
      ArrowLeft: at - step,
      ArrowRight: at + step,
      PageDown: at - 10 * step,
      PageUp: at + 10 * step,
      Home: 0,
      End: until,
    };
    const next = moves[event.key];
    if (next !== undefined) onCursor(Math.max(0, Math.min(until, next)));
    else if (event.key === 'Enter' && cursor !== null) onSeek(cursor);
    else return;
    event.preventDefault();
  };
  return (
    <article className="metric" aria-labelledby={id}>
      <h3 id={id} className="metric-name" lang="en" title={mbean}>
        {name}
      </h3>
      <div
        role="slider"
        tabIndex={0}
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={Math.round(end / 1000)}
        aria-valuenow={Math.round((cursor ?? until) / 1000)}
        aria-valuetext={atCursor(cursor ?? until)}
        className="metric-plot"
        onKeyDown={onKeyDown}
        onPointerMove={(event) => onCursor(atPointer(event))}
        onPointerLeave={() => onCursor(null)}
        onBlur={() => onCursor(null)}
        onClick={(event) => onSeek(Math.min(until, atPointer(event)))}
      >
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <rect className="metric-unseen" x={(until / end) * WIDTH} y={0} width={WIDTH} height={HEIGHT} />
          <path className="metric-floor" d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
          {plot.lines.map(({ line, path, style }) => (
            <path key={line.node} className={`metric-line style-${style}`} d={path} />
          ))}
        </svg>
        <span className="metric-top" aria-hidden="true">
          {formatValue(plot.top, unit)}
        </span>
        {cursor !== null && (
          <span className="metric-cursor" style={{ left: `${(cursor / end) * 100}%` }} aria-hidden="true" />
        )}
        <span className="metric-head" aria-hidden="true" />
      </div>
      <dl className="metric-values">
        {lines.length === 0 && <dd>{NOTHING[language]}</dd>}
        {lines.map((line, place) => (
          <div key={line.node}>
            <dt>
              <svg className="metric-key" viewBox="0 0 18 4" aria-hidden="true">
                <path className={`metric-line style-${place % 6}`} d="M0 2H18" />
              </svg>
              {line.node}
            </dt>
            <dd className="metric-now">{formatValue(line.now, unit)}</dd>
            {line.jmx !== line.now && (
              <dd className="metric-jmx" title={JMX[language]}>
                JMX {formatValue(line.jmx, unit)}
              </dd>
            )}
          </div>
        ))}
      </dl>
      {explanation !== undefined && (
        <p className="metric-words">
          {explanation.means[language]} <b>{ALARMING[language]}</b> {explanation.alarming[language]}
        </p>
      )}
    </article>
  );
});
