/** In place of the stage: which processes were deployed, and which alerts fire. Nothing here comes from the inside. */
import type { NodeFrame } from '../../frame/frame.ts';
import type { MetricChart, MetricFamily } from '../../frame/metrics/metricFrames.ts';
import { Button } from '../../ui/Button.tsx';
import { useApp, useAppState } from '../appContext.ts';
import { showing } from '../commands/lenses.ts';
import { useLook } from '../panes/lenses/useLook.ts';
import { currentView } from '../store.ts';
import { ALERT_RULES, ALERT_WORDS, OPERATOR_WORDS } from './words.ts';
import './operator.css';

const EVERY_MS = 400;
/** Records behind, from which on somebody is called. */
const MOST_LAG = 100;

const GROUPS = [
  ['zooKeepers', ['zookeeper']],
  ['controllers', ['controller', 'combined']],
  ['brokers', ['broker', 'combined']],
  ['producers', ['producer']],
  ['consumers', ['consumer']],
] as const satisfies readonly (readonly [keyof typeof OPERATOR_WORDS, readonly NodeFrame['kind'][]])[];

interface Alert {
  readonly id: keyof typeof ALERT_WORDS;
  readonly family: MetricFamily;
  readonly metric: string;
  /** Of all that have the metric. */
  readonly of: 'sum' | 'max';
  isFiring(value: number): boolean;
}

const ALERTS: readonly Alert[] = [
  { id: 'under-replicated', family: 'broker', metric: 'UnderReplicatedPartitions', of: 'sum', isFiring: (n) => n > 0 },
  { id: 'under-min-isr', family: 'broker', metric: 'UnderMinIsrPartitionCount', of: 'sum', isFiring: (n) => n > 0 },
  { id: 'offline', family: 'controller', metric: 'OfflinePartitionsCount', of: 'max', isFiring: (n) => n > 0 },
  { id: 'controllers', family: 'controller', metric: 'ActiveControllerCount', of: 'sum', isFiring: (n) => n !== 1 },
  { id: 'lag', family: 'consumer', metric: 'records-lag-max', of: 'max', isFiring: (n) => n > MOST_LAG },
];

export default function OperatorStage() {
  const { conductor } = useApp();
  const { language } = useAppState((state) => state.settings);
  const deployed = useAppState((state) => deployedText(currentView(state)?.frame.nodes ?? []));
  return (
    <div className="operator" data-testid="operator">
      <p className="operator-note">{OPERATOR_WORDS.note[language]}</p>
      <section>
        <h2>{OPERATOR_WORDS.title[language]}</h2>
        <dl className="operator-deployed">
          {deployed.split('\n').map((line) => {
            const [group, names] = line.split('\t') as [keyof typeof OPERATOR_WORDS, string];
            return names === '' || names === undefined ? null : (
              <div key={group}>
                <dt>{OPERATOR_WORDS[group][language]}</dt>
                <dd className="mono">{names}</dd>
              </div>
            );
          })}
        </dl>
      </section>
      <Alerts />
      <div className="operator-tools">
        <Button onPress={() => conductor.set(showing('server-log'))}>{OPERATOR_WORDS.logs[language]}</Button>
        <Button onPress={() => conductor.set(showing('metrics'))}>{OPERATOR_WORDS.metrics[language]}</Button>
        <Button onPress={() => conductor.set(showing('console'))}>{OPERATOR_WORDS.console[language]}</Button>
      </div>
    </div>
  );
}

/** As one text, so that nothing is drawn again while nothing changes. */
function deployedText(nodes: readonly NodeFrame[]): string {
  return GROUPS.map(([group, kinds]) => {
    const wanted: readonly string[] = kinds;
    return `${group}\t${nodes
      .filter(({ kind }) => wanted.includes(kind))
      .map(({ id }) => id)
      .join(', ')}`;
  }).join('\n');
}

function Alerts() {
  const branch = useAppState((state) => state.branch);
  const { language } = useAppState((state) => state.settings);
  const all = { branch, node: null, names: [], from: 0, to: 1, window: 'last-second' } as const;
  const broker = useLook({ ask: 'metrics', family: 'broker', ...all }, EVERY_MS);
  const controller = useLook({ ask: 'metrics', family: 'controller', ...all }, EVERY_MS);
  const consumer = useLook({ ask: 'metrics', family: 'consumer', ...all }, EVERY_MS);
  const charts = [broker, controller, consumer].flatMap((answer) => answer?.metrics.charts ?? []);
  return (
    <section>
      <h2 id="operator-alerts">{OPERATOR_WORDS.alerts[language]}</h2>
      <table className="table operator-alerts" aria-labelledby="operator-alerts">
        <thead>
          <tr>
            <th scope="col">{OPERATOR_WORDS.state[language]}</th>
            <th scope="col">{OPERATOR_WORDS.alert[language]}</th>
            <th scope="col">{OPERATOR_WORDS.metric[language]}</th>
            <th scope="col">{OPERATOR_WORDS.value[language]}</th>
          </tr>
        </thead>
        <tbody>
          {ALERTS.map(({ id, metric, of, isFiring }) => {
            const value = reading(charts, metric, of);
            const state = value === null ? 'unknown' : isFiring(value) ? 'firing' : 'quiet';
            return (
              <tr key={id} className={state}>
                <td>
                  {state === 'firing' ? '▲ ' : state === 'quiet' ? '✓ ' : '– '}
                  {OPERATOR_WORDS[state][language]}
                </td>
                <td>
                  {ALERT_WORDS[id][language]}
                  {state === 'firing' && (
                    <details className="operator-why">
                      <summary>{OPERATOR_WORDS.why[language]}</summary>
                      <p>{ALERT_RULES[id][language]}</p>
                      <p lang="en" className="mono">
                        {saidBy(charts, metric)}
                      </p>
                    </details>
                  )}
                </td>
                <td lang="en" className="mono">
                  {metric}
                </td>
                <td className="mono">{value ?? '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Which processes say it: where to look next. What is behind it is for whoever looks to find. */
function saidBy(charts: readonly MetricChart[], metric: string): string {
  const chart = charts.find(({ name }) => name === metric);
  return (chart?.lines ?? [])
    .flatMap(({ node, jmx, now }) => {
      const value = jmx ?? now;
      return value === null || value === undefined ? [] : [`${node}: ${value}`];
    })
    .join(', ');
}

/** Null: nobody says anything, and whoever is down does not. */
function reading(charts: readonly MetricChart[], metric: string, of: Alert['of']): number | null {
  const chart = charts.find(({ name }) => name === metric);
  const values = (chart?.lines ?? []).flatMap(({ jmx, now }) => jmx ?? now ?? []);
  if (values.length === 0) return null;
  return of === 'max' ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0);
}
