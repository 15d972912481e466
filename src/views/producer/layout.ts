/** What the producer lens draws, as numbers: how full a batch is, how far its clocks have run, which slots are free. */
import type { Micros } from '../../base/time.ts';
import type {
  AccumulatorFrame,
  BatchFrame,
  InFlightFrame,
  ProducerSettingsFrame,
} from '../../frame/producers/producerFrame.ts';

/** Parts of one, each from 0 to 1. */
export interface BatchBars {
  readonly fill: number;
  /** Of linger.ms or of the backoff; null: no clock lets it go. */
  readonly wait: number | null;
  /** Of delivery.timeout.ms. */
  readonly delivery: number;
}

export function barsOf(batch: BatchFrame, settings: ProducerSettingsFrame, now: Micros): BatchBars {
  const { waitsUntil, wait, createdAt, expiresAt } = batch;
  const length = wait === 'lingering' ? settings.linger : null;
  return {
    fill: part(batch.bytes, batch.capacity),
    wait: waitsUntil === null || length === null ? null : part(length - (waitsUntil - now), length),
    delivery: part(now - createdAt, expiresAt - createdAt),
  };
}

function part(value: number, whole: number): number {
  return whole <= 0 ? 1 : Math.max(0, Math.min(1, value / whole));
}

export type Slot =
  | { readonly type: 'request'; readonly request: InFlightFrame['requests'][number] }
  | { readonly type: 'free'; readonly place: number };

/** More than this many free ones are only counted. */
const MOST_SLOTS = 8;

export function slotsOf({ requests }: InFlightFrame, maxInFlight: number): readonly Slot[] {
  const slots: Slot[] = requests.map((request) => ({ type: 'request', request }));
  for (let place = requests.length; place < Math.min(maxInFlight, MOST_SLOTS); place++)
    slots.push({ type: 'free', place });
  return slots;
}

/** Every batch there is, the nearest to its end first: on the wire, then by queue. */
export function allBatches({ brokers, queues }: AccumulatorFrame): readonly BatchFrame[] {
  const inFlight = brokers.flatMap(({ requests }) => requests.flatMap(({ batches }) => batches));
  return [...inFlight, ...queues.flatMap(({ batches }) => batches)];
}

/** Batches of one queue that are drawn; the rest is a number. */
export const MOST_BATCHES = 6;
