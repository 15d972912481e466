/** What a real cluster and a simulated one have done, without what is chance or time, so that the rest can be compared. */
import type { ZooKeeperChange, ZooKeeperOperation } from '../../src/kafka/messages/zookeeper.ts';
import type { TreeRow } from './zooKeeperEra.ts';

/** [partition, leader, leader epoch, ISR, partition epoch, replicas, isNew or offline replicas]; of StopReplica [partition, epoch, delete] */
export type PartitionRow = readonly [string, ...unknown[]];

export interface ControlRequest {
  readonly to: string;
  readonly api: string;
  readonly controllerEpoch: number;
  readonly partitions: readonly PartitionRow[];
  readonly liveBrokers?: readonly number[];
}

/** Its replicas are placed by chance. */
const OFFSETS = '__consumer_offsets';

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

// ---- znodes -------------------------------------------------------------------------------------------------------------

export function evenedData(data: string | null): string {
  return (data ?? 'null')
    .replace(/"timestamp":"\d+"/, '"timestamp":T')
    .replace(/"topic_id":"[^"]*"/, '"topic_id":I')
    .replace(/"id":"[^"]*"/, '"id":I');
}

export function evenedTree(
  rows: readonly TreeRow[],
  /** undefined: not compared. */
  even: (path: string, text: string) => string | undefined,
): Record<string, string> {
  const evened: Record<string, string> = {};
  for (const [path, data, dataVersion, cversion, owner] of [...rows].sort(([a], [b]) => compareText(a, b))) {
    const of = owner === 0 ? '' : owner.replace(/\..*/, '');
    const text = even(path, `${evenedData(data)} v${dataVersion} c${cversion} ${of}`);
    if (text !== undefined) evened[path] = text;
  }
  return evened;
}

// ---- control requests -----------------------------------------------------------------------------------------------------

/**
 * What a broker has not been told before, as one text each: an UpdateMetadata says the news of its partitions (a new ISR alone is
 * none: how ISR changes fall together depends on the time), all of it where other brokers are alive; several in a row are one, and
 * so are several StopReplica. `told` is what each broker has heard so far.
 */
export class Told {
  readonly #told = new Map<string, string>();
  readonly #row: (row: PartitionRow) => PartitionRow;

  constructor(row: (row: PartitionRow) => PartitionRow) {
    this.#row = row;
  }

  news(broker: string, requests: readonly ControlRequest[]): readonly string[] {
    const news: ControlRequest[] = [];
    for (const request of requests) {
      const partitions = request.partitions.filter(([tp]) => !tp.startsWith(OFFSETS)).map(this.#row);
      if (partitions.length === 0 && request.partitions.length > 0) continue;
      const said = this.#said(broker, { ...request, partitions });
      if (said === undefined) continue;
      const last = news.at(-1);
      if (last?.api !== said.api || last.controllerEpoch !== said.controllerEpoch || said.api === 'LeaderAndIsr') {
        news.push(said);
      } else news[news.length - 1] = { ...said, partitions: joined(said.api, last.partitions, said.partitions) };
    }
    return news.map(requestText);
  }

  #said(broker: string, request: ControlRequest): ControlRequest | undefined {
    const { api, partitions, liveBrokers = [] } = request;
    if (api === 'StopReplica') {
      return partitions.length === 0 ? undefined : { ...request, partitions: partitions.map(([tp]) => [tp]) };
    }
    if (api === 'LeaderAndIsr') return request;
    const alive = [...liveBrokers].sort().join(',');
    const isAll = this.#told.get(broker) !== alive;
    this.#told.set(broker, alive);
    const fresh: PartitionRow[] = [];
    for (const [tp, leader, leaderEpoch, , , replicas, offline] of partitions) {
      const row: PartitionRow = [tp, leader, leaderEpoch, replicas, offline];
      const key = `${broker} ${tp}`;
      if (isAll || this.#told.get(key) !== JSON.stringify(row)) fresh.push(row);
      this.#told.set(key, JSON.stringify(row));
    }
    return fresh.length > 0 || isAll ? { ...request, partitions: fresh } : undefined;
  }
}

function joined(api: string, before: readonly PartitionRow[], after: readonly PartitionRow[]): readonly PartitionRow[] {
  if (api === 'StopReplica') return [...before, ...after];
  const names = after.map(([tp]) => tp);
  return [...before.filter(([tp]) => !names.includes(tp)), ...after];
}

/** A Scala map gives partitions and brokers in its own order. */
function requestText({ api, controllerEpoch, partitions, liveBrokers = [] }: ControlRequest): string {
  const rows = partitions.map((row) => JSON.stringify(row)).sort(compareText);
  return `${api} epoch ${controllerEpoch} ${rows.join(' ')} ${[...liveBrokers].sort().join(',')}`;
}

// ---- what is asked of ZooKeeper ---------------------------------------------------------------------------------------------

/**
 * A failover, from the controller's znode to the last that is looked up in it; what is asked in a row with the same operation is
 * in the order of a Scala map, and goes out at once.
 */
export function failoverAsks(
  asks: readonly ZooKeeperOperation[],
  even: (text: string) => string | undefined,
): readonly string[] {
  const isElection = (ask: ZooKeeperOperation): boolean =>
    changesOf(ask).some(({ op, path }) => op === 'create' && path === '/controller');
  const from = asks.map(isElection).lastIndexOf(true);
  const rest = asks.slice(from);
  const end = rest.findIndex((ask) =>
    changesOf(ask).some(({ op, path }) => op === 'delete' && path === '/admin/preferred_replica_election'),
  );
  const texts = rest
    .slice(0, end + 1)
    .flatMap(askTexts)
    .flatMap((text) => even(text) ?? []);
  const sorted: string[] = [];
  let run: string[] = [];
  for (const text of texts) {
    if (run.length > 0 && operationOf(run[0]!) !== operationOf(text)) {
      sorted.push(...run.sort(compareText));
      run = [];
    }
    run.push(text);
  }
  return [...sorted, ...run.sort(compareText)];
}

function operationOf(text: string): string {
  return text.slice(0, text.indexOf(' /'));
}

function changesOf(ask: ZooKeeperOperation): readonly ZooKeeperChange[] {
  if (ask.op === 'multi') return ask.ops;
  return ask.op === 'create' || ask.op === 'delete' || ask.op === 'setData' || ask.op === 'check' ? [ask] : [];
}

function askTexts(ask: ZooKeeperOperation): readonly string[] {
  switch (ask.op) {
    case 'exists':
    case 'getData':
    case 'getChildren':
      return ask.path.includes(OFFSETS) ? [] : [`${ask.op}${ask.watch ? ' watch' : ''} ${ask.path}`];
    case 'multi':
      return ask.ops.some(({ path }) => path.includes(OFFSETS)) ? [] : [`multi ${ask.ops.map(changeText).join(', ')}`];
    case 'create':
    case 'delete':
    case 'setData':
    case 'check':
      return ask.path.includes(OFFSETS) ? [] : [changeText(ask)];
    default:
      return [];
  }
}

function changeText(change: ZooKeeperChange): string {
  const { op, path } = change;
  if (op === 'check' || op === 'delete') return `${op} ${path} v${change.version}`;
  const data = evenedData(change.data);
  return op === 'create' ? `${op} ${path} ${data} ${change.mode}` : `${op} ${path} ${data} v${change.version}`;
}
