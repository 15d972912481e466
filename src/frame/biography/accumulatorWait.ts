/**
 * Why a batch was not sent at once, from facts and settings: nobody knew its leader, as many requests as may be were in
 * flight to it, it waited for linger.ms or for retry.backoff.ms; what is left is the connection, or a batch before it.
 */
import type { Micros } from '../../base/time.ts';
import type { KafkaFact } from '../../kafka/facts.ts';
import type { FactLog } from '../factFrames.ts';

export interface Wait {
  readonly metadata: Micros;
  readonly inFlight: Micros;
  readonly linger: Micros;
  readonly backoff: Micros;
  readonly other: Micros;
}

export interface WaitSettings {
  readonly linger: Micros;
  readonly backoff: Micros;
  readonly backoffMax: Micros;
  readonly maxInFlight: number;
}

type BatchSent = Extract<KafkaFact, { type: 'BatchSent' }>;

/** Of the time from `ready` to `sentAt`; `node` is the producer's. */
export function waitOf(
  facts: FactLog,
  node: string,
  sent: BatchSent,
  [ready, sentAt]: readonly [Micros, Micros],
  settings: WaitSettings,
): Wait {
  const { linger, maxInFlight } = settings;
  const all = sentAt - ready;
  const metadata = timeWithoutLeader(facts, node, sent.partition, ready, sentAt);
  const inFlight = Math.min(all - metadata, timeInFlightFull(facts, node, sent, [ready, sentAt], maxInFlight));
  const rest = all - metadata - inFlight;
  if (sent.attempt > 0) {
    const backoff = backoffIn(rest, sent.attempt, settings);
    return { metadata, inFlight, linger: 0, backoff, other: rest - backoff };
  }
  // linger.ms counts from the batch's first record, which may have come before this one.
  const lingered = Math.min(rest, Math.max(0, linger - (sent.queued - all)));
  return { metadata, inFlight, linger: lingered, backoff: 0, other: rest - lingered };
}

/** ExponentialBackoff: twice as long each time, give or take a fifth. Longer than that it did not wait for this. */
function backoffIn(rest: Micros, attempt: number, { backoff, backoffMax }: WaitSettings): Micros {
  let nominal = backoff;
  for (let time = 1; time < attempt && nominal < backoffMax; time++) nominal *= 2;
  nominal = Math.min(nominal, backoffMax);
  return rest * 5 <= nominal * 6 ? rest : nominal;
}

function timeWithoutLeader(facts: FactLog, node: string, partition: string, from: Micros, to: Micros): Micros {
  let isKnown = false;
  let since = 0;
  let time = 0;
  for (const place of facts.placesOf('MetadataUpdated')) {
    const recorded = facts.recorded(place)!;
    if (recorded.at > to) break;
    if (recorded.node !== node || recorded.fact.type !== 'MetadataUpdated') continue;
    const leader = recorded.fact.leaders[partition];
    if (leader === undefined) continue;
    if (!isKnown) time += overlap(since, recorded.at, from, to);
    isKnown = leader >= 0;
    since = recorded.at;
  }
  return isKnown ? time : time + overlap(since, to, from, to);
}

function timeInFlightFull(
  facts: FactLog,
  node: string,
  { broker, request }: BatchSent,
  [from, to]: readonly [Micros, Micros],
  maxInFlight: number,
): Micros {
  const inFlight = new Set<number>();
  let fullSince: Micros | null = null;
  let time = 0;
  for (const { at, fact } of requestsOf(facts, node, to)) {
    if (fact.broker !== broker || fact.request === request) continue;
    if (fact.type === 'BatchSent') inFlight.add(fact.request);
    else inFlight.delete(fact.request);
    const isFull = inFlight.size >= maxInFlight;
    if (isFull) fullSince ??= at;
    else if (fullSince !== null) {
      time += overlap(fullSince, at, from, to);
      fullSince = null;
    }
  }
  return fullSince === null ? time : time + overlap(fullSince, to, from, to);
}

type RequestFact = Extract<KafkaFact, { type: 'BatchSent' | 'RequestCompleted' }>;

/** Requests going out and coming to an end, in their order. */
function requestsOf(facts: FactLog, node: string, to: Micros): { readonly at: Micros; readonly fact: RequestFact }[] {
  const places = [...facts.placesOf('BatchSent'), ...facts.placesOf('RequestCompleted')].sort((a, b) => a - b);
  const found: { at: Micros; fact: RequestFact }[] = [];
  for (const place of places) {
    const { at, node: teller, fact } = facts.recorded(place)!;
    if (at > to) break;
    if (teller !== node) continue;
    if (fact.type === 'BatchSent' || fact.type === 'RequestCompleted') found.push({ at, fact });
  }
  return found;
}

function overlap(begin: Micros, end: Micros, from: Micros, to: Micros): Micros {
  return Math.max(0, Math.min(end, to) - Math.max(begin, from));
}
