/** The same as the pictures, in rows: each metric of each node at the playhead. */
import type { Micros } from '../../base/time.ts';
import type { MetricChart, MetricLine } from '../../frame/metrics/metricFrames.ts';
import { Table } from '../../ui/Table.tsx';
import { formatTime } from '../format.ts';
import type { Language } from '../viewProps.ts';
import { words } from '../words.ts';
import { EXPLANATIONS } from './explanations.ts';
import { formatValue } from './layout.ts';

const CAPTION = words('Metrics at', '지표 시각');
const NONE = words('none', '없음');
const COLUMNS = {
  name: words('Metric', '지표'),
  node: words('Node', '노드'),
  now: words('Value', '값'),
  jmx: words('JMX', 'JMX'),
  mbean: words('MBean', 'MBean'),
  means: words('Means', '뜻'),
} as const;

interface Row {
  readonly chart: MetricChart;
  readonly line: MetricLine;
}

export function MetricsTable(props: {
  readonly charts: readonly MetricChart[];
  readonly at: Micros;
  readonly language: Language;
}) {
  const { charts, at, language } = props;
  return (
    <Table
      caption={`${CAPTION[language]} ${formatTime(at)}`}
      rows={charts.flatMap((chart) => chart.lines.map((line): Row => ({ chart, line })))}
      keyOf={({ chart, line }) => `${chart.id} ${line.node}`}
      empty={NONE[language]}
      columns={[
        { id: 'name', title: COLUMNS.name[language], cell: ({ chart }) => <code lang="en">{chart.name}</code> },
        { id: 'node', title: COLUMNS.node[language], cell: ({ line }) => line.node },
        {
          id: 'now',
          title: COLUMNS.now[language],
          cell: ({ chart, line }) => formatValue(line.now, chart.unit),
          isNumber: true,
        },
        {
          id: 'jmx',
          title: COLUMNS.jmx[language],
          cell: ({ chart, line }) => formatValue(line.jmx, chart.unit),
          isNumber: true,
        },
        {
          id: 'mbean',
          title: COLUMNS.mbean[language],
          cell: ({ chart, line }) => <code lang="en">{mbeanOf(chart, line)}</code>,
        },
        {
          id: 'means',
          title: COLUMNS.means[language],
          cell: ({ chart }) => <span className="metric-means">{EXPLANATIONS[chart.name]?.means[language]}</span>,
        },
      ]}
    />
  );
}

export function mbeanOf({ mbean }: MetricChart, { owner }: MetricLine): string {
  return mbean.replace('{client}', owner);
}
