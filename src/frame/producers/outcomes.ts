/** The newest things a producer heard of its records, those of one answer and partition in one line. */
import type { FactLog } from '../factFrames.ts';
import type { OutcomeFrame } from './producerFrame.ts';

const MOST = 24;
/** So far it is looked back. */
const FARTHEST = 6_000;

type Open = { -readonly [K in keyof OutcomeFrame]: OutcomeFrame[K] };

/** Up to `step`, the newest first. */
export function newestOutcomes(facts: FactLog, client: string, step: number): readonly OutcomeFrame[] {
  const found: Open[] = [];
  const end = facts.countUpTo(step);
  for (let index = end - 1; index >= Math.max(0, end - FARTHEST); index--) {
    const recorded = facts.recorded(index)!;
    const next = outcomeOf(recorded, index, client);
    if (next === null) continue;
    const last = found[found.length - 1];
    const joins = last?.step === next.step && last.type === next.type && last.partition === next.partition;
    if (joins && last.error === next.error && next.first !== null) {
      last.first = next.first;
      last.offset = next.offset;
      last.index = index;
      last.count += next.count;
    } else if (found.length === MOST) break;
    else found.push(next);
  }
  return found;
}

function outcomeOf(
  { at, step, fact }: NonNullable<ReturnType<FactLog['recorded']>>,
  index: number,
  client: string,
): Open | null {
  if (!('client' in fact) || fact.client !== client) return null;
  const base = { index, at, step, offset: null, error: null };
  switch (fact.type) {
    case 'RecordAcknowledged': {
      const { partition, record, offset } = fact;
      const known = offset < 0 ? null : offset;
      return { ...base, type: 'acknowledged', partition, first: record, last: record, count: 1, offset: known };
    }
    case 'RecordFailed':
    case 'RecordUnknown': {
      const { partition, record, error } = fact;
      const type = fact.type === 'RecordFailed' ? 'failed' : 'unknown';
      return { ...base, type, partition, first: record, last: record, count: 1, error };
    }
    case 'ProduceRetried': {
      const { partition, error, count } = fact;
      return { ...base, type: 'retried', partition, first: null, last: null, count, error };
    }
    case 'BatchSplit': {
      const { partition, records } = fact;
      return { ...base, type: 'split', partition, first: null, last: null, count: records, error: 'MESSAGE_TOO_LARGE' };
    }
    default:
      return null;
  }
}
