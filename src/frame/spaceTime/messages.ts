/** The messages of a run as lines: what became of each up to the furthest point seen, and which of them are routine. */
import type { Kafka } from '../../kafka/kinds.ts';
import type { Kernel } from '../../sim/kernel.ts';
import type { Scheduled } from '../../sim/world.ts';
import type { Recording } from '../recording.ts';
import type { MessageRow } from './messageLog.ts';
import { traitsOf } from './messageTraits.ts';
import type { MessageState, SpaceTimeMessage } from './spaceTimeFrames.ts';
import { isOver, type MessageTurn } from './turns.ts';

/** What is asked again and again whatever happens: worth a line when it brings something. */
const REPEATED: ReadonlySet<string> = new Set([
  'Fetch',
  'BrokerHeartbeat',
  'Heartbeat',
  'ConsumerGroupHeartbeat',
  'Metadata',
  'ping',
  'PING',
]);

/** A row as it was at the furthest point seen, by which it must have reached a machine. */
export function messageOf(recording: Recording, row: MessageRow): SpaceTimeMessage {
  const { messages, visitedStep, history } = recording;
  const { trace } = history;
  const turns = row.turns?.filter(({ step }) => step <= visitedStep) ?? [];
  const last = turns[turns.length - 1];
  const state: MessageState = last === undefined ? 'arrived' : last.turn === 'released' ? 'flying' : last.turn;
  const partner = row.partner < 0 ? undefined : messages.row(row.partner);
  const isKnown = partner !== undefined && partner.endStep <= visitedStep;
  const endStep = last === undefined ? row.endStep : isOver(last.turn) ? last.step : 0;
  return {
    id: row.id,
    from: row.from,
    to: row.to,
    api: row.api,
    kind: row.kind,
    sentAt: trace.at(row.sentStep),
    sentStep: row.sentStep,
    endAt: endStep === 0 ? null : trace.at(endStep),
    endStep,
    state,
    waits: waitsOf(turns, (step) => trace.at(step)),
    records: row.records,
    partitions: row.partitions,
    error: row.error,
    partner: isKnown ? partner.id : null,
    routine:
      state === 'arrived' &&
      turns.length === 0 &&
      isEmpty(row) &&
      !(isKnown && row.kind === 'request' && !isEmpty(partner)),
  };
}

function isEmpty({ api, records, error, isNews }: MessageRow): boolean {
  return REPEATED.has(api) && records === 0 && !error && !isNews;
}

function waitsOf(turns: readonly MessageTurn[], at: (step: number) => number): SpaceTimeMessage['waits'] {
  const waits: SpaceTimeMessage['waits'][number][] = [];
  for (let place = 0; place < turns.length; place++) {
    const { turn, step } = turns[place]!;
    if (turn !== 'held' && turn !== 'received') continue;
    const next = turns[place + 1];
    waits.push({ what: turn, from: at(step), to: next === undefined ? null : at(next.step) });
  }
  return waits;
}

const FLIGHTS = new WeakMap<Recording, { readonly key: string; readonly flights: readonly SpaceTimeMessage[] }>();

/** What is on its way, or held, at the furthest point seen: kept until that is another one. */
export function flightsOf(recording: Recording): readonly SpaceTimeMessage[] {
  const { visitedStep, visitedAt, history } = recording;
  const key = `${visitedStep} ${visitedAt}`;
  const known = FLIGHTS.get(recording);
  if (known?.key === key) return known.flights;
  if (history.position !== visitedStep) history.seek(visitedStep);
  const flights: SpaceTimeMessage[] = [];
  for (const { scheduled, time } of underWay(history.kernel)) flights.push(flightOf(scheduled, time));
  FLIGHTS.set(recording, { key, flights });
  return flights;
}

function* underWay(kernel: Kernel<Kafka>): Generator<{ scheduled: Scheduled<Kafka>; time: number | null }> {
  for (const { toServer, toClient } of kernel.connections.values()) {
    for (const way of [toServer, toClient]) for (const scheduled of way.held) yield { scheduled, time: null };
  }
  for (const { time, event } of kernel.pending()) {
    if (event.number > 0 && (event.kind === 'message' || event.kind === 'disconnect')) yield { scheduled: event, time };
  }
}

function flightOf(scheduled: Scheduled<Kafka>, time: number | null): SpaceTimeMessage {
  const { event, number, node, sentAt, cause } = scheduled;
  const { api, kind, records, partitions, error } = traitsOf(scheduled);
  return {
    id: number,
    from: event !== undefined && 'from' in event ? event.from : '',
    to: node,
    api,
    kind,
    sentAt,
    sentStep: cause,
    endAt: time,
    endStep: 0,
    state: time === null ? 'held' : 'flying',
    waits: [],
    records,
    partitions,
    error,
    partner: null,
    routine: REPEATED.has(api) && records === 0 && !error && time !== null,
  };
}
