/** Why? The chain of causes of anything on the screen, newest first, each link replayed so that it can say what it was. */
import { describeMessage } from '../kafka/describeMessage.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { Command, Cue } from '../sim/command.ts';
import type { Step } from '../sim/world.ts';
import { describeCommand } from './commandText.ts';
import type { CauseFrame } from './frame.ts';
import { findMessage } from './messageFrames.ts';
import type { Recording } from './recording.ts';
import type { Target } from './target.ts';
import { Replay } from './why/replay.ts';

/** Longer chains are cut: their beginning is the start of the run or a timer that repeats. */
const LONGEST = 32;

export function whyChain(recording: Recording, target: Target): CauseFrame[] {
  const newest = stepOf(recording, target);
  const { trace } = recording.history;
  const replay = new Replay(recording, LONGEST);
  const links: CauseFrame[] = [];
  for (let step = newest ?? 0; step > 0 && links.length < LONGEST; step = trace.cause(step)) {
    const link = linkOf(recording, replay, step);
    // A timer that set itself again explains nothing more: the chain begins with its last turn.
    const later = links[links.length - 1];
    if (later?.kind === 'timer' && later.text === link.text) break;
    links.push(link);
  }
  return links;
}

function linkOf({ history, facts }: Recording, replay: Replay, number: number): CauseFrame {
  const step = replay.step(number);
  const { trace } = history;
  return {
    step: number,
    at: trace.at(number),
    node: history.nodeName(trace.node(number)),
    kind: trace.kind(number),
    text: step === undefined ? '' : describeStep(step),
    facts: facts.framesOfStep(number),
  };
}

/** The one text form of an event. */
export function describeStep({ scheduled }: Step<Kafka>): string {
  const { kind, event, node, detail } = scheduled;
  switch (kind) {
    case 'boot':
      return `${node} starts`;
    case 'command':
      return event?.type === 'told' ? `${node} is told` : describeLine(detail as Command<Kafka> | Cue);
    case 'message':
      return event?.type === 'arrived' ? `${event.from} -> ${node} ${describeMessage(event.message)}` : '';
    case 'disconnect':
      return event !== undefined && 'from' in event ? `${node} sees its connection with ${event.from} closed` : '';
    case 'connect-timeout':
      return event !== undefined && 'from' in event ? `${node} gives up connecting to ${event.from}` : '';
    case 'timer':
      return event?.type === 'timer' ? `${node} timer ${event.key}` : '';
    case 'flushed':
      return event?.type === 'flushed' ? `${node} flushed ${event.directory}` : '';
    case 'write-back':
      return `${node} writes dirty pages back`;
  }
}

function describeLine(line: Command<Kafka> | Cue): string {
  return line.type === 'cue' ? line.text : describeCommand(line);
}

/** The event that made the thing what it is, at or before the playhead. */
function stepOf(recording: Recording, target: Target): number | undefined {
  const { history, facts, step } = recording;
  const lastFact = (matches: (fact: NonNullable<ReturnType<typeof facts.recorded>>['fact']) => boolean) => {
    for (let index = facts.countUpTo(step) - 1; index >= 0; index--) {
      const recorded = facts.recorded(index)!;
      if (matches(recorded.fact)) return recorded.step;
    }
    return undefined;
  };
  switch (target.type) {
    case 'step':
      return target.step > 0 && target.step <= history.head ? target.step : undefined;
    case 'fact':
      return facts.recorded(target.index)?.step;
    case 'message': {
      const cause = findMessage(recording.kernel, target.id)?.cause;
      return cause === undefined || cause === 0 ? undefined : cause;
    }
    case 'node':
      for (let at = step; at > 0; at--) if (history.nodeName(history.trace.node(at)) === target.id) return at;
      return undefined;
    case 'partition':
      return lastFact((fact) => 'partition' in fact && fact.partition === target.id);
    case 'replica':
      return lastFact(
        (fact) =>
          'partition' in fact &&
          fact.partition === target.partition &&
          'broker' in fact &&
          fact.broker === target.broker,
      );
    case 'link':
      return lastFact(
        (fact) =>
          fact.type === 'NetworkHealed' ||
          (fact.type === 'LinkChanged' && fact.from.includes(target.from) && fact.to.includes(target.to)),
      );
    case 'record': {
      const { partition, broker, offset } = target;
      const holds = (base: number, count: number) => base <= offset && offset < base + count;
      return lastFact(
        (fact) =>
          (fact.type === 'RecordsAppended' || fact.type === 'RecordsReplicated') &&
          fact.partition === partition &&
          fact.broker === broker &&
          holds(fact.baseOffset, fact.count),
      );
    }
  }
}
