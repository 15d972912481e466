/**
 * One record or one request through the run. A request's path is its other half, the chain of events that led to it, and
 * those that followed from it: the happened-before relation as the engine knows it, without what only repeats itself.
 */
import type { Recording } from '../recording.ts';
import type { Target } from '../target.ts';
import type { MessageRow } from './messageLog.ts';
import { flightsOf } from './messages.ts';
import { Path } from './path.ts';
import { pathOfRecord } from './recordPath.ts';
import type { Follow, FollowedPath } from './spaceTimeFrames.ts';

/** Links back. */
const LONGEST = 32;
/** Messages forward, and steps looked through for them. */
const MOST_EFFECTS = 200;
const STEPS_AHEAD = 20_000;

export function followed(recording: Recording, follow: Follow): FollowedPath | null {
  if (follow.of === 'record') return pathOfRecord(recording, follow.client, follow.record);
  const { target } = follow;
  if (target.type === 'record') {
    const sender = senderOf(recording, target);
    return sender === undefined ? null : pathOfRecord(recording, sender.client, sender.record);
  }
  if (target.type === 'fact') {
    const fact = recording.facts.recorded(target.index)?.fact;
    // What became of one record is followed as that record.
    if (fact !== undefined && 'client' in fact && 'record' in fact) {
      const path = pathOfRecord(recording, fact.client, fact.record);
      if (path !== null) return path;
    }
  }
  return pathOfEvent(recording, target, follow);
}

function senderOf({ ledger, visitedStep }: Recording, target: Extract<Target, { type: 'record' }>) {
  const there = ledger.partitions.get(target.partition)?.byOffset.get(target.offset) ?? [];
  return there.filter(({ step }) => step <= visitedStep).at(-1)?.sent;
}

function pathOfEvent(
  recording: Recording,
  target: Target,
  { causes, effects }: { readonly causes: boolean; readonly effects: boolean },
): FollowedPath | null {
  const { messages, facts, visitedStep } = recording;
  const path = new Path(recording);
  let row: MessageRow | undefined;
  let step: number | undefined;
  switch (target.type) {
    case 'message': {
      const place = messages.rowOf(target.id);
      if (place >= 0 && messages.row(place).endStep <= visitedStep) row = messages.row(place);
      else {
        const flight = flightsOf(recording).find(({ id }) => id === target.id);
        if (flight === undefined) return null;
        path.message(flight.id, flight.sentAt, flight.endAt);
        if (causes) back(recording, path, flight.sentStep);
        return path.told(null);
      }
      break;
    }
    case 'step':
    case 'fact': {
      step = target.type === 'step' ? target.step : facts.recorded(target.index)?.step;
      if (step === undefined || step <= 0 || step > visitedStep) return null;
      const place = messages.endedIn(step);
      if (place >= 0) row = messages.row(place);
      break;
    }
    default:
      return null;
  }
  if (row === undefined) {
    path.step(step!);
    if (causes) back(recording, path, step!);
    if (effects) forward(recording, path, [step!]);
    return path.told(null);
  }
  const other = row.partner < 0 ? undefined : messages.row(row.partner);
  const halves = [row, ...(other !== undefined && other.endStep <= visitedStep ? [other] : [])];
  for (const half of halves) {
    if (half !== row && half.kind === 'request' && half.api === 'Fetch') {
      path.waiting(half);
      continue;
    }
    path.row(half);
    path.step(half.endStep);
    if (causes) back(recording, path, half.sentStep, half);
  }
  if (effects)
    forward(
      recording,
      path,
      halves.map(({ endStep }) => endStep),
    );
  return path.told(null);
}

/** A timer that sets itself again, or a loop that asks again because it was answered, explains nothing more. */
function back({ history, messages }: Recording, path: Path, newest: number, sent?: MessageRow): void {
  const { trace } = history;
  const timers = new Set<number>();
  let later = sent;
  let step = newest;
  for (let links = 0; links < LONGEST && step > 0; links++) {
    if (trace.kind(step) === 'timer') {
      if (timers.has(trace.node(step))) return;
      timers.add(trace.node(step));
    }
    const place = messages.handledIn(step);
    const row = place < 0 ? undefined : messages.row(place);
    if (row !== undefined && later !== undefined && isIdle(row) && isNextTurn(row, later)) return;
    path.step(step);
    if (row !== undefined) path.row(row);
    later = row;
    step = trace.cause(step);
  }
}

/** What was sent because of it, and so on; not the next turn of the same loop. */
function forward({ history, messages, visitedStep }: Recording, path: Path, from: readonly number[]): void {
  const { trace } = history;
  const reached = new Set(from);
  const first = Math.min(...from);
  const last = Math.min(visitedStep, Math.max(...from) + STEPS_AHEAD);
  for (let step = first + 1; step <= last && path.size < MOST_EFFECTS; step++) {
    const cause = trace.cause(step);
    if (!reached.has(cause)) continue;
    const kind = trace.kind(step);
    if (kind === 'flushed') reached.add(step);
    if (kind !== 'message') continue;
    const place = messages.handledIn(step);
    if (place < 0) continue;
    const row = messages.row(place);
    const before = messages.handledIn(cause);
    if (before >= 0 && isNextTurn(messages.row(before), row)) continue;
    path.row(row);
    path.step(step);
    reached.add(step);
  }
}

function isIdle({ records, isNews }: MessageRow): boolean {
  return records === 0 && !isNews;
}

function isNextTurn(answer: MessageRow, request: MessageRow): boolean {
  return (
    answer.kind === 'response' && request.kind === 'request' && answer.api === request.api && answer.from === request.to
  );
}
