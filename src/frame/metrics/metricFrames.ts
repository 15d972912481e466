/** Metrics as the screen draws them: for each that is asked for, one line a node, up to the furthest point seen. */
import type { Micros } from '../../base/time.ts';
import type { Config, KafkaSetup } from '../../kafka/kinds.ts';
import { leadershipOf } from '../leadershipHistory.ts';
import { newestImage, partitionFrames } from '../metadataFrames.ts';
import type { Recording } from '../recording.ts';
import { OF_ZOOKEEPER } from './brokerMetrics.ts';
import { METRICS } from './catalogue.ts';
import { EVERY_CONTROLLER, OF_KAFKA_CONTROLLER, OF_THE_ACTIVE } from './controllerMetrics.ts';
import type { MetricDefinition, MetricFamily, MetricKind, MetricUnit } from './definitions.ts';
import { type Measured, type MetricWindow, measure } from './measure.ts';
import { type MetricHistory, metricsOf } from './metricHistory.ts';
import { PARTITION_GAUGES, partitionGauges } from './partitionGauges.ts';
import type { Life, Series } from './series.ts';

export type { MetricFamily, MetricKind, MetricUnit, MetricWindow };

/** What is asked for. */
export interface MetricsAsk {
  readonly family: MetricFamily;
  /** null: every node of the family. */
  readonly node: string | null;
  /** Names of metrics; empty: all of the family. */
  readonly names: readonly string[];
  readonly from: Micros;
  readonly to: Micros;
  readonly window: MetricWindow;
}

export interface MetricsFrame {
  /** Known up to here: the furthest point seen. */
  readonly until: Micros;
  /** The playhead. */
  readonly at: Micros;
  readonly family: MetricFamily;
  /** Nodes that have metrics, by family. */
  readonly nodes: Readonly<Record<MetricFamily, readonly string[]>>;
  /** Of the family. */
  readonly names: readonly string[];
  readonly charts: readonly MetricChart[];
}

export interface MetricChart {
  readonly id: string;
  readonly name: string;
  readonly mbean: string;
  readonly kind: MetricKind;
  readonly unit: MetricUnit;
  readonly lines: readonly MetricLine[];
}

export interface MetricLine {
  readonly node: string;
  /** Of the mbean: client.id or node.id. */
  readonly owner: string;
  /** Rising; each value holds up to the next one where `kind` is gauge or total. */
  readonly at: readonly Micros[];
  readonly value: readonly (number | null)[];
  /** At the playhead: over the window that is drawn, and as JMX shows it. */
  readonly now: number | null;
  readonly jmx: number | null;
}

/** Points of one line. */
const POINTS = 128;

export function metricsFrame(recording: Recording, ask: MetricsAsk): MetricsFrame {
  const { visitedAt: until, at } = recording;
  const history = metricsOf(recording.facts);
  const nodes = nodesOf(recording);
  const hasZooKeeper = recording.kernel.nodes.some(({ setup }) => setup.kind === 'zookeeper');
  const family = METRICS.filter(
    (metric) =>
      metric.family === ask.family &&
      (hasZooKeeper || !(OF_ZOOKEEPER.has(metric.sensor) || OF_KAFKA_CONTROLLER.has(metric.sensor))),
  );
  const wanted = ask.names.length === 0 ? family : family.filter(({ name }) => ask.names.includes(name));
  const gauges = wanted.some(({ sensor }) => PARTITION_GAUGES.has(sensor)) ? gaugesOf(recording, history) : NO_GAUGES;
  const owners = ask.node === null ? nodes[ask.family] : nodes[ask.family].filter((node) => node === ask.node);
  return {
    until,
    at,
    family: ask.family,
    nodes,
    names: family.map(({ name }) => name),
    charts: wanted.map((metric) => ({
      id: metric.id,
      name: metric.name,
      mbean: metric.mbean,
      kind: metric.kind,
      unit: metric.unit,
      lines: owners.map((node) => {
        const series = seriesOf(metric, node, history, gauges, isBrokerWithZooKeeper(setupOf(recording, node)));
        const measured = { kind: metric.kind, initial: initialOf(metric, setupOf(recording, node)) };
        const line = lineOf(measured, series, history.store.livesOf(node), ask, { until, at });
        return { ...line, node, owner: ownerOf(recording, node) };
      }),
    })),
  };
}

const NO_GAUGES: ReadonlyMap<string, Series> = new Map();
const NO_SERIES: Series = { at: [], value: [] };

function seriesOf(
  { sensor }: MetricDefinition,
  node: string,
  { store }: MetricHistory,
  gauges: ReadonlyMap<string, Series>,
  ofActive: boolean,
): Series {
  const every = gauges.get(`${sensor} ${EVERY_CONTROLLER}`) ?? store.get(sensor, EVERY_CONTROLLER);
  if (ofActive && OF_THE_ACTIVE.has(sensor))
    return whileActive(every ?? NO_SERIES, store.get('active-controller', node));
  return gauges.get(`${sensor} ${node}`) ?? store.get(sensor, node) ?? every ?? NO_SERIES;
}

/** 0 while another one is the controller. */
function whileActive(series: Series, active: Series = NO_SERIES): Series {
  const times = [...new Set([...series.at, ...active.at])].sort((a, b) => a - b);
  const value = times.map((at) => (valueAt(active, at) === 1 ? (valueAt(series, at) ?? 0) : 0));
  return { at: times, value };
}

function valueAt({ at: times, value }: Series, at: Micros): number | null {
  let found: number | null = null;
  for (let place = 0; place < times.length && times[place]! <= at; place++) found = value[place]!;
  return found;
}

/** Each has a controller in it. */
function isBrokerWithZooKeeper(setup: KafkaSetup | undefined): boolean {
  return setup?.kind === 'server' && setup.zookeeper !== undefined && setup.roles.broker;
}

/** What a gauge shows before anything has happened to it. */
function initialOf({ kind, unit, sensor }: MetricDefinition, setup: KafkaSetup | undefined): number | null {
  if (kind !== 'gauge' || unit !== 'count') return null;
  // What is assigned by hand is never told.
  if (sensor === 'assigned-partitions' && setup?.kind === 'consumer' && setup.subscription.type === 'assign')
    return setup.subscription.partitions.length;
  return 0;
}

function lineOf(
  measured: Measured,
  series: Series,
  lives: readonly Life[],
  { from, to, window }: MetricsAsk,
  { until, at: now }: { readonly until: Micros; readonly at: Micros },
): Omit<MetricLine, 'node' | 'owner'> {
  const { kind } = measured;
  const end = Math.min(to, until);
  const at = kind === 'gauge' || kind === 'total' ? stepTimes(series, lives, from, end) : evenTimes(from, end);
  const [shown = null] = measure(measured, series, lives, [now], window);
  const [jmx = null] = window === 'jmx' ? [shown] : measure(measured, series, lives, [now], 'jmx');
  return { at, value: measure(measured, series, lives, at, window), now: shown, jmx };
}

let lastEven: readonly [from: Micros, to: Micros, times: readonly Micros[]] | undefined;

/** The same list each time: what crosses to the page is then sent once. */
function evenTimes(from: Micros, to: Micros): readonly Micros[] {
  if (lastEven?.[0] === from && lastEven[1] === to) return lastEven[2];
  const times: Micros[] = [];
  for (let place = 0; place <= POINTS && to >= from; place++)
    times.push(from + Math.floor(((to - from) * place) / POINTS));
  lastEven = [from, to, times];
  return times;
}

/** When it may have changed; where that is too often, at even distances. */
function stepTimes(series: Series, lives: readonly Life[], from: Micros, to: Micros): readonly Micros[] {
  if (to < from) return [];
  const changes = [...series.at, ...lives.flatMap((life) => (life.to === null ? [life.from] : [life.from, life.to]))];
  const times = [...new Set([from, ...changes.filter((at) => at > from && at < to), to])].sort((a, b) => a - b);
  return times.length > 2 * POINTS ? evenTimes(from, to) : times;
}

function gaugesOf({ kernel, facts, visitedAt }: Recording, { reassigned }: MetricHistory): ReadonlyMap<string, Series> {
  let config: Config = {};
  for (const { setup } of kernel.world.nodes) if (setup.kind === 'server') config = setup.config;
  const partitions = partitionFrames(newestImage(kernel.nodes), config);
  const { partitions: rows } = leadershipOf(facts).frame(visitedAt, partitions);
  const replicas = new Map(partitions.map(({ id, replicas: now }) => [id, now]));
  return partitionGauges(rows, visitedAt, (partition, at) => {
    const later = reassigned.find((change) => change.partition === partition && change.at > at);
    return (later?.before ?? replicas.get(partition))?.[0] ?? null;
  });
}

function nodesOf({ kernel }: Recording): Record<MetricFamily, string[]> {
  const nodes: Record<MetricFamily, string[]> = {
    producer: [],
    consumer: [],
    broker: [],
    'group-coordinator': [],
    controller: [],
  };
  for (const { id, setup } of kernel.nodes) {
    if (setup.kind === 'producer' || setup.kind === 'consumer') nodes[setup.kind].push(id);
    if (setup.kind !== 'server') continue;
    if (setup.roles.broker) {
      nodes.broker.push(id);
      nodes['group-coordinator'].push(id);
    }
    if (setup.roles.controller || isBrokerWithZooKeeper(setup)) nodes.controller.push(id);
  }
  return nodes;
}

function setupOf({ kernel }: Recording, node: string): KafkaSetup | undefined {
  return kernel.node(node)?.setup;
}

function ownerOf(recording: Recording, node: string): string {
  const setup = setupOf(recording, node);
  if (setup?.kind === 'server') return String(setup.nodeId);
  return setup !== undefined && 'clientId' in setup ? setup.clientId : node;
}
