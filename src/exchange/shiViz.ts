/**
 * A log that ShiViz reads: every event with its vector clock, so that the order of clocks is "happened before". Events are
 * facts, those of routine left out; the clocks know all steps of the span between them, and the messages that connect
 * them, so what is left out joins what is shown. Two lines an event, behind the two that ShiViz wants at the top.
 */
import { formatMicros } from '../base/time.ts';
import { isRoutine } from '../frame/factGroups.ts';
import type { FactFrame } from '../frame/frame.ts';
import type { Recording } from '../frame/recording.ts';
import { type Language, placesIn, type Span } from './factTable.ts';

/** The first line is the pattern of an event, the second parts executions: there is one. */
export const SHIVIZ_PARSER = '(?<event>.*)\\n(?<host>\\S*) (?<clock>{.*})';

/** A browser draws no more of them. */
const MOST_EVENTS = 20_000;
/** Whoever told what no node did: the network, a person. */
const WORLD = 'world';

export interface ShiVizAsk extends Span {
  readonly language: Language;
  readonly sentence: (fact: FactFrame, language: Language) => string;
}

export interface ShiVizLog {
  readonly text: string;
  readonly events: number;
  readonly isCut: boolean;
}

export interface ClockedFact {
  /** Its place among the facts of the run. */
  readonly place: number;
  readonly step: number;
  readonly host: string;
  readonly clock: ReadonlyMap<string, number>;
}

export function shiVizLog(recording: Recording, ask: ShiVizAsk): ShiVizLog {
  const { facts } = recording;
  const { events, isCut } = clockedFacts(recording, ask);
  const lines = [SHIVIZ_PARSER, ''];
  for (const { place, host, clock } of events) {
    const fact = facts.frame(place);
    lines.push(oneLine(`${formatMicros(fact.at)} ${fact.type}: ${ask.sentence(fact, ask.language)}`));
    lines.push(`${host} ${JSON.stringify(Object.fromEntries(clock))}`);
  }
  return { text: `${lines.join('\n')}\n`, events: events.length, isCut };
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

type Clock = ReadonlyMap<string, number>;
const NOTHING: Clock = new Map();

/**
 * A step knows what its node knew, and what the step knew that caused it: the one that sent the message, or set the timer,
 * or told the fact that the script waited for.
 */
export function clockedFacts(recording: Recording, span: Span): { events: readonly ClockedFact[]; isCut: boolean } {
  const { facts, history } = recording;
  const [first, last] = placesIn(facts, span);
  const told: { place: number; step: number; host: string }[] = [];
  let isCut = false;
  for (let place = first; place < last && !isCut; place++) {
    const { step, node, fact } = facts.recorded(place)!;
    if (isRoutine(fact)) continue;
    if (told.length === MOST_EVENTS) isCut = true;
    else told.push({ place, step, host: hostOf(node) });
  }
  if (told.length === 0) return { events: [], isCut };
  const [from, to] = [told[0]!.step, told[told.length - 1]!.step];
  const needed = causesIn(history.trace, from, to);
  const known = new Map<string, Clock>();
  const after = new Map<number, Clock>();
  const events: ClockedFact[] = [];
  let next = 0;
  for (let step = from; step <= to; step++) {
    const node = hostOf(history.nodeName(history.trace.node(step)));
    let clock = joined(known.get(node) ?? NOTHING, after.get(history.trace.cause(step)) ?? NOTHING);
    for (; next < told.length && told[next]!.step === step; next++) {
      const { place, host } = told[next]!;
      clock = joined(clock, known.get(host) ?? NOTHING);
      clock = new Map(clock).set(host, (clock.get(host) ?? 0) + 1);
      known.set(host, clock);
      events.push({ place, step, host, clock });
    }
    known.set(node, clock);
    if (needed.has(step)) after.set(step, clock);
  }
  return { events, isCut };
}

/** Steps that later ones come from: what they knew has to be kept. */
function causesIn(trace: Recording['history']['trace'], from: number, to: number): ReadonlySet<number> {
  const causes = new Set<number>();
  for (let step = from; step <= to; step++) if (trace.cause(step) >= from) causes.add(trace.cause(step));
  return causes;
}

function joined(one: Clock, other: Clock): Clock {
  if (one === other || other.size === 0) return one;
  if (one.size === 0) return other;
  let result: Map<string, number> | undefined;
  for (const [host, count] of other) {
    if (count <= (one.get(host) ?? 0)) continue;
    result ??= new Map(one);
    result.set(host, count);
  }
  return result ?? one;
}

/** Names of hosts hold no space. */
function hostOf(node: string): string {
  return node === '' ? WORLD : node.replace(/\s/g, '_');
}
