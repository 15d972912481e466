/** Where a run is opened: just before its first record is sent. The cluster stands, and the first thing to watch is near. */
import type { Micros } from '../base/time.ts';
import type { Recording } from '../frame/recording.ts';

/**
 * In so many events a cluster of any size stands and its first record is sent. Not so much time: where a run opens would
 * depend on the machine.
 */
const MOST_EVENTS = 50_000;
const BEFORE: Micros = 500;

export function openingOf(recording: Recording, until: Micros): Micros {
  const { facts, history } = recording;
  let looked = 0;
  let found: Micros | undefined;
  const enough = () => {
    for (; found === undefined && looked < facts.length; looked++) {
      const { fact, at } = facts.recorded(looked)!;
      if (fact.type === 'RecordSent') found = at;
    }
    return found !== undefined;
  };
  recording.begin(until, () => history.head >= MOST_EVENTS, enough);
  return found === undefined ? 0 : Math.max(0, found - BEFORE);
}
