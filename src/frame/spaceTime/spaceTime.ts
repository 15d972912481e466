/** One window of a run as processes and the messages between them: what is drawn, what is folded, what is left out. */
import type { Micros } from '../../base/time.ts';
import type { KafkaFact } from '../../kafka/facts.ts';
import { isRoutine } from '../factGroups.ts';
import type { FactFrame } from '../frame.ts';
import type { Recording } from '../recording.ts';
import { followed } from './follow.ts';
import { firstLed, lanesOf } from './lanes.ts';
import { flightsOf, messageOf } from './messages.ts';
import type { FoldedMessages, SpaceTimeAsk, SpaceTimeFrame, SpaceTimeMessage } from './spaceTimeFrames.ts';

/** Lines that one answer draws; what is beyond is folded, the most frequent kind first. */
const MOST_LINES = 5_000;
const MOST_FACTS = 250;
/** Parts of the window in which folded messages are counted. */
const PARTS = 48;

export function spaceTimeFrame(recording: Recording, ask: SpaceTimeAsk): SpaceTimeFrame {
  const { visitedAt } = recording;
  const from = Math.max(0, Math.min(ask.from, ask.to));
  const to = Math.max(from + 1, ask.to);
  const leadersOf = ask.leadersOf ?? firstLed(recording);
  const path = ask.follow === null ? null : followed(recording, ask.follow);
  const onPath = new Set(path?.messages);
  const all = messagesIn(recording, from, Math.min(to, visitedAt));
  const apis = new Map<string, number>();
  for (const { api } of all) apis.set(api, (apis.get(api) ?? 0) + 1);
  const passed = all.filter((message) => onPath.has(message.id) || passes(message, ask));
  const { drawn, rest } = chosen(passed, (message) => onPath.has(message.id) || ask.unfolded || !message.routine);
  const facts = factsIn(recording, from, Math.min(to, visitedAt), ask, new Set(path?.facts));
  return {
    from,
    to,
    until: visitedAt,
    lanes: lanesOf(recording, leadersOf),
    messages: drawn,
    folded: fold(rest, [from, to], visitedAt),
    facts: facts.shown,
    counts: {
      all: all.length,
      drawn: drawn.length,
      folded: rest.length,
      filtered: all.length - passed.length,
      facts: facts.count,
    },
    apis: [...apis]
      .map(([api, count]) => ({ api, count }))
      .sort((a, b) => b.count - a.count || (a.api < b.api ? -1 : 1)),
    leadersOf,
    path,
  };
}

/** On their way at some time of a window, in the order they were sent. */
export function messagesIn(recording: Recording, from: Micros, to: Micros): SpaceTimeMessage[] {
  const { history, messages, visitedStep } = recording;
  const first = history.trace.lastStepAt(from - 1) + 1;
  const last = Math.min(visitedStep, history.trace.lastStepAt(to));
  const found: SpaceTimeMessage[] = [];
  const seen = new Set<number>();
  messages.between(first, last, (place) => {
    const row = messages.row(place);
    if (row.endStep > visitedStep) return;
    const message = messageOf(recording, row);
    // On its way again, it is among those below, who know when it is to arrive.
    if (message.state === 'flying') return;
    seen.add(message.id);
    found.push(message);
  });
  for (const flight of flightsOf(recording)) if (flight.sentAt <= to && !seen.has(flight.id)) found.push(flight);
  return found.sort((a, b) => a.id - b.id);
}

function passes({ from, to, api, partitions, error, state }: SpaceTimeMessage, ask: SpaceTimeAsk): boolean {
  if (ask.nodes.length > 0 && !ask.nodes.includes(from) && !ask.nodes.includes(to)) return false;
  if (ask.apis.length > 0 && !ask.apis.includes(api)) return false;
  if (ask.partition !== null && !partitions.includes(ask.partition)) return false;
  return !ask.onlyErrors || error || (state !== 'arrived' && state !== 'flying');
}

function chosen(
  messages: readonly SpaceTimeMessage[],
  isWanted: (message: SpaceTimeMessage) => boolean,
): { readonly drawn: SpaceTimeMessage[]; readonly rest: SpaceTimeMessage[] } {
  let drawn: SpaceTimeMessage[] = [];
  const rest: SpaceTimeMessage[] = [];
  for (const message of messages) (isWanted(message) ? drawn : rest).push(message);
  while (drawn.length > MOST_LINES) {
    const counts = new Map<string, number>();
    for (const { api } of drawn) counts.set(api, (counts.get(api) ?? 0) + 1);
    const most = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
    if (counts.size === 1) {
      rest.push(...drawn.splice(MOST_LINES));
      break;
    }
    rest.push(...drawn.filter(({ api }) => api === most));
    drawn = drawn.filter(({ api }) => api !== most);
  }
  return { drawn, rest };
}

function fold(
  messages: readonly SpaceTimeMessage[],
  [from, to]: readonly [Micros, Micros],
  until: Micros,
): FoldedMessages[] {
  const part = Math.max(1, Math.ceil((to - from) / PARTS));
  const counts = new Map<string, FoldedMessages>();
  for (const { from: node, api, sentAt } of messages) {
    const place = Math.max(0, Math.floor((sentAt - from) / part));
    const key = `${node} ${api} ${place}`;
    const known = counts.get(key);
    const start = from + place * part;
    counts.set(key, { from: node, api, start, end: Math.min(to, until, start + part), count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

function factsIn(
  { facts, history, visitedStep }: Recording,
  from: Micros,
  to: Micros,
  ask: SpaceTimeAsk,
  onPath: ReadonlySet<number>,
): { readonly shown: FactFrame[]; readonly count: number } {
  const first = facts.countUpTo(history.trace.lastStepAt(from - 1));
  const last = facts.countUpTo(Math.min(visitedStep, history.trace.lastStepAt(to)));
  const wanted: number[] = [];
  for (let index = first; index < last; index++) {
    const { fact, node } = facts.recorded(index)!;
    if (onPath.has(index) || isWanted(fact, node, ask)) wanted.push(index);
  }
  // Where there are too many, those that a person would stop at.
  const most =
    wanted.length <= MOST_FACTS ? wanted : wanted.filter((index) => onPath.has(index) || facts.isNews(index));
  return { shown: most.slice(0, MOST_FACTS).map((index) => facts.frame(index)), count: wanted.length };
}

function isWanted(fact: KafkaFact, node: string, ask: SpaceTimeAsk): boolean {
  if (isRoutine(fact)) return false;
  if (ask.nodes.length > 0 && !ask.nodes.includes(node)) return false;
  if (ask.partition !== null && !('partition' in fact && fact.partition === ask.partition)) return false;
  return !ask.onlyErrors || 'error' in fact;
}
