/** The state charts of one server: where it is lit, which way it came, and every edge in words beside the picture. */
import { useMemo } from 'react';
import type { ChartFrame, ChartTransition } from '../../frame/lookFrames.ts';
import { Toggle } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { Table } from '../../ui/Table.tsx';
import { formatTime } from '../format.ts';
import type { Language, StateChartProps } from '../viewProps.ts';
import { words } from '../words.ts';
import { layoutChart } from './layout.ts';
import './stateChart.css';
import { readText, useKept } from '../lens/kept.ts';

const TITLES: Readonly<Record<ChartFrame['chart'], ReturnType<typeof words>>> = {
  'broker-lifecycle': words('Life of the broker', '브로커의 생애'),
  'broker-control': words('In the eyes of the controller', '컨트롤러가 보는 브로커'),
  'raft-role': words('Role in the quorum', '쿼럼에서의 역할'),
  'classic-group': words('The group, classic protocol', '그룹 (classic 프로토콜)'),
  'consumer-group': words('The group, consumer protocol', '그룹 (consumer 프로토콜)'),
  'classic-member': words('The member itself', '멤버 자신'),
  'consumer-member': words('The member itself', '멤버 자신'),
  'group-member': words('The member on its coordinator', '코디네이터가 보는 멤버'),
  'zookeeper-peer': words('Role in the ensemble', '앙상블에서의 역할'),
  'zk-partition': words('The partition in the eyes of the controller', '컨트롤러가 보는 파티션'),
  'zk-replica': words('The replica in the eyes of the controller', '컨트롤러가 보는 레플리카'),
  'migration-driver': words('Migration from ZooKeeper', 'ZooKeeper에서의 마이그레이션'),
};
const CHARTS = words('State charts', '상태도');
const EMPTY = words(
  'Select a server or a consumer of a group to see its states.',
  '서버나 그룹의 컨슈머를 선택하면 상태도가 나옵니다.',
);
const NOW = words('Now', '현재');
const NOWHERE = words('no process: nowhere', '프로세스가 없어 상태도 없음');
const SINCE = words('since', '시작');
const TAKEN = words('The last changes', '최근 변화');
const NEVER = words('None yet', '아직 없음');
const EDGES = words('Every edge', '모든 전이');
const FROM = words('From', '이전 상태');
const TO = words('To', '다음 상태');
const WHEN = words('When', '조건');
const TIMES = words('Times', '횟수');
const LAST = words('Last', '마지막');

export function StateChartView({ charts, lead, language, onSeekStep }: StateChartProps) {
  const [chosen, setChosen] = useKept('states.chart', 'broker-lifecycle', readText);
  const shown = charts?.find((chart) => keyOf(chart) === chosen) ?? charts?.[0];
  if (charts === null || shown === undefined)
    return (
      <div className="charts">
        <div className="chart-bar">{lead}</div>
        <p className="chart-empty">{EMPTY[language]}</p>
      </div>
    );
  return (
    <div className="charts">
      <div className="chart-bar">
        {lead}
        {charts.length > 1 && (
          <fieldset className="chart-choice" aria-label={CHARTS[language]}>
            {charts.map((chart) => (
              <Toggle
                key={keyOf(chart)}
                variant="quiet"
                isSelected={chart === shown}
                onChange={() => setChosen(keyOf(chart))}
              >
                {titleOf(chart, language)}
              </Toggle>
            ))}
          </fieldset>
        )}
      </div>
      <div className="chart-body">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key */}
        <figure className="chart-figure" tabIndex={0} aria-label={TITLES[shown.chart][language]}>
          <Picture chart={shown} language={language} />
        </figure>
        <section className="chart-words" aria-label={TITLES[shown.chart][language]}>
          <p className="chart-now">
            <b>{NOW[language]}:</b> {nowOf(shown, language)}
          </p>
          <h3>{TAKEN[language]}</h3>
          {shown.taken.length === 0 && <p className="chart-none">{NEVER[language]}</p>}
          <ol>
            {shown.taken.map(({ step, at, from, to }) => (
              <li key={`${step} ${from} ${to}`}>
                <button type="button" onClick={() => onSeekStep(step)}>
                  <span className="mono">{formatTime(at)}</span> <span lang="en">{`${from} → ${to}`}</span>
                </button>
              </li>
            ))}
          </ol>
          <p className="chart-kafka mono" lang="en">
            {shown.kafka}
          </p>
        </section>
      </div>
      <Edges chart={shown} language={language} onSeekStep={onSeekStep} />
    </div>
  );
}

/** The replicas of a partition have the same chart. */
function titleOf({ chart, of }: ChartFrame, language: Language): string {
  return of ?? TITLES[chart][language];
}

/** The same chart stays chosen where another node is looked at. */
function keyOf({ chart, of }: ChartFrame): string {
  return of === undefined ? chart : `${chart} ${of}`;
}

function nowOf({ current, states }: ChartFrame, language: Language): string {
  if (current === null) return NOWHERE[language];
  const since = states.find(({ name }) => name === current)?.lastEnteredAt ?? null;
  if (since === null) return current;
  return language === 'ko' ? `${current} (${formatTime(since)}부터)` : `${current}, ${SINCE.en} ${formatTime(since)}`;
}

function Picture({ chart, language }: { readonly chart: ChartFrame; readonly language: Language }) {
  const layout = useMemo(() => layoutChart(chart), [chart]);
  const { width, height, states, edges } = layout;
  const last = chart.taken[0];
  const entered = new Map(chart.states.map((state) => [state.name, state.entered]));
  const isLast = ({ from, to }: ChartTransition): boolean => last?.from === from && last.to === to;
  // What was taken lies over what was not.
  const sorted = [...edges].sort((a, b) => rank(a.transition, isLast) - rank(b.transition, isLast));
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${width} ${height}`}
      style={{ width, height, maxWidth: 'none' }}
      role="img"
      aria-label={`${TITLES[chart.chart][language]}, ${chart.node}: ${nowOf(chart, language)}`}
    >
      {sorted.map(({ transition, path, head, x, y }) => {
        const { from, to, count, unseen, when } = transition;
        return (
          <g
            key={`${from} ${to}`}
            className={classNames(
              'chart-edge',
              count > 0 && 'taken',
              isLast(transition) && 'last',
              unseen !== null && 'unseen',
            )}
          >
            <title>{`${from} → ${to}: ${when[language]}${unseen === null ? '' : ` (${unseen[language]})`}`}</title>
            <path className="chart-touch" d={path} />
            <path className="chart-path" d={path} />
            <path className="chart-head" d={head} />
            {count > 0 && (
              <text x={x} y={y + 4} textAnchor="middle">
                {count}×
              </text>
            )}
          </g>
        );
      })}
      {states.map(({ name, lines, x, y, width: wide, height: high }) => (
        <g
          key={name}
          className={classNames(
            'chart-state',
            name === chart.current && 'current',
            (entered.get(name) ?? 0) > 0 && 'entered',
          )}
        >
          <rect x={x - wide / 2} y={y - high / 2} width={wide} height={high} rx={name === 'Initial' ? high / 2 : 4} />
          {lines.map((line, place) => (
            <text key={line} x={x} y={y + 4 + (place - (lines.length - 1) / 2) * 15} textAnchor="middle">
              {line}
            </text>
          ))}
        </g>
      ))}
    </svg>
  );
}

function rank(transition: ChartTransition, isLast: (transition: ChartTransition) => boolean): number {
  return isLast(transition) ? 2 : transition.count > 0 ? 1 : 0;
}

interface EdgesProps {
  readonly chart: ChartFrame;
  readonly language: Language;
  onSeekStep(step: number): void;
}

function Edges({ chart, language, onSeekStep }: EdgesProps) {
  return (
    <Table
      caption={EDGES[language]}
      rows={chart.transitions}
      keyOf={({ from, to }) => `${from} ${to}`}
      isSelected={({ from, to }) => chart.taken[0]?.from === from && chart.taken[0].to === to}
      empty={NEVER[language]}
      columns={[
        { id: 'from', title: FROM[language], cell: ({ from }) => <span lang="en">{from}</span> },
        { id: 'to', title: TO[language], cell: ({ to }) => <span lang="en">{to}</span> },
        {
          id: 'when',
          title: WHEN[language],
          cell: ({ when, unseen }) => (
            <span className="chart-when">
              {when[language]}
              {unseen !== null && <em> {unseen[language]}</em>}
            </span>
          ),
        },
        { id: 'times', title: TIMES[language], cell: ({ count }) => count, isNumber: true },
        {
          id: 'last',
          title: LAST[language],
          cell: ({ last }) =>
            last === null ? (
              '–'
            ) : (
              <button type="button" className="row-button" onClick={() => onSeekStep(last.step)}>
                {formatTime(last.at)}
              </button>
            ),
        },
      ]}
    />
  );
}
