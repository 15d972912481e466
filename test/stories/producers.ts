/** What stories say of producers: what their applications do, and how it stands with their batches and sequences. */
import { entries } from '../../src/base/table.ts';
import type { ConsumerOrder, ProducerWorkload, SendMode } from '../../src/kafka/kinds.ts';
import type { ProducerBatch } from '../../src/kafka/producer/producerBatch.ts';
import type { ProducerState } from '../../src/kafka/producer/state.ts';
import { parseDuration } from '../../src/scenario/duration.ts';
import type { ClusterOptions } from '../support/cluster.ts';

/** `orders:every=1s:count=3:mode=sync:on-failure=resend:key=a:partition=0:start=5s`, from 10 s on if it is not said. */
export function workloadOf(text: string): ProducerWorkload[] {
  if (text === '') return [];
  const [topic = '', ...words] = text.split(':');
  const said = Object.fromEntries(words.map((word) => word.split('=') as [string, string]));
  const duration = (name: string, otherwise: string): number => parseDuration(said[name] ?? otherwise)!;
  return [
    {
      topic,
      partition: said['partition'] === undefined ? null : Number(said['partition']),
      key: said['key'] ?? null,
      value: said['value'] ?? '{n}',
      startAt: duration('start', '10s'),
      every: duration('every', '1s'),
      count: said['count'] === undefined ? null : Number(said['count']),
      mode: (said['mode'] ?? 'async') as SendMode,
      onFailure: said['on-failure'] === 'resend' ? 'resend' : 'nothing',
    },
  ];
}

/** `advertised=kafka:9092 names=kafka>b1,b2;other>refused bootstrap=kafka,b1` */
export function namesOf(
  plain: Readonly<Record<string, string>>,
): Pick<ClusterOptions, 'advertised' | 'names' | 'bootstrap'> {
  const { advertised, names, bootstrap } = plain;
  const pairs = (names ?? '').split(';').filter((pair) => pair.includes('>'));
  const known = Object.fromEntries(pairs.map((pair) => [pair.split('>')[0], pair.split('>')[1]!.split(',')]));
  return {
    ...(advertised === undefined ? {} : { advertised }),
    ...(advertised === undefined && names === undefined ? {} : { names: known }),
    ...(bootstrap === undefined ? {} : { bootstrap: bootstrap.split(',') }),
  };
}

export function closeOrder(timeout: string | undefined): ConsumerOrder {
  return timeout === undefined ? { type: 'close' } : { type: 'close', timeout: parseDuration(timeout)! };
}

/** Its id, and of each partition its sequence and what is on its way or waits: `epoch:sequence+records`. */
export function describeProducer(name: string, state: ProducerState | undefined): string[] {
  if (state === undefined) return [`${name} down`];
  const { transactions, inFlight, accumulator } = state;
  const id =
    transactions === null ? 'not idempotent' : `id ${transactions.producerId} epoch ${transactions.producerEpoch}`;
  const batch = ({ baseSequence, producerEpoch, records }: ProducerBatch): string =>
    baseSequence < 0 ? `+${records.length}` : `${producerEpoch}:${baseSequence}+${records.length}`;
  const lines = transactions === null ? [] : entries(transactions.partitions);
  const partitions = new Set([
    ...lines.map(([partition]) => partition),
    ...accumulator.queues.map(({ partition }) => partition),
  ]);
  return [
    `${name} ${id}`,
    ...[...partitions].sort().map((partition) => {
      const entry = lines.find(([one]) => one === partition)?.[1];
      const sequence = entry === undefined ? '' : ` next ${entry.nextSequence} acknowledged ${entry.lastAckedSequence}`;
      const sent = inFlight.flatMap(({ batches }) => batches).filter((one) => one.partition === partition && !one.done);
      const queued = accumulator.queues.find((queue) => queue.partition === partition)?.batches ?? [];
      return `  ${partition}${sequence} in flight [${sent.map(batch).join(' ')}] waiting [${queued.map(batch).join(' ')}]`;
    }),
  ];
}
