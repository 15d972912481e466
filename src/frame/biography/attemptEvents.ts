/** Each time a record's batch was sent: why not sooner, and what came of it. */
import { millis } from '../../base/time.ts';
import type { KafkaFact } from '../../kafka/facts.ts';
import { recordId } from '../../kafka/records.ts';
import { type WaitSettings, waitOf } from './accumulatorWait.ts';
import type { Telling } from './biography.ts';

type BatchSent = Extract<KafkaFact, { type: 'BatchSent' }>;

export function eventsOfAttempts(telling: Telling): void {
  const { sent, recording } = telling;
  const from = recording.facts.countUpTo(sent.step - 1);
  const { node, batch } = whereSent(telling);
  if (batch < 0) return;
  let ready = recording.history.trace.at(sent.step);
  /** Those whose end is not known yet, by request. */
  const open = new Map<number, BatchSent>();
  const firsts = new Set<string>();
  const settings = settingsOf(telling, node);
  telling.each(
    [
      'BatchSent',
      'ProduceRetried',
      'RequestCompleted',
      'BatchSplit',
      'DuplicateBatchAnswered',
      'SequenceRefused',
      'AppendRefused',
    ],
    (fact, recorded, index) => {
      switch (fact.type) {
        case 'BatchSent': {
          if (recorded.node !== node || fact.batch !== batch || fact.partition !== sent.partition) return;
          if (sent.record < fact.first || sent.record > fact.last) return;
          const wait = waitOf(recording.facts, node, fact, [ready, recorded.at], settings);
          if (recorded.at > ready) telling.tell('waited', recorded, index, { ...wait });
          telling.tell('batch-sent', recorded, index, fieldsOf(fact));
          open.set(fact.request, fact);
          firsts.add(recordId(fact.client, fact.first));
          ready = recorded.at;
          return;
        }
        case 'ProduceRetried':
          if (recorded.node !== node || fact.batch !== batch || fact.partition !== sent.partition) return;
          telling.tell('retried', recorded, index, { error: fact.error, attempt: fact.attempt });
          ready = recorded.at;
          return;
        case 'RequestCompleted': {
          if (recorded.node !== node) return;
          const attempt = open.get(fact.request);
          if (attempt === undefined || !open.delete(fact.request) || fact.outcome === 'answered') return;
          telling.tell('request-lost', recorded, index, {
            outcome: fact.outcome,
            broker: fact.broker,
            latency: fact.latency,
          });
          return;
        }
        case 'BatchSplit':
          if (recorded.node !== node || fact.partition !== sent.partition || open.size > 0) return;
          if (firsts.size > 0) telling.tell('split', recorded, index, { records: fact.records, batches: fact.batches });
          ready = recorded.at;
          return;
        case 'DuplicateBatchAnswered': {
          if (!isOf(fact, open, sent.partition)) return;
          const { broker, baseOffset } = fact;
          telling.tell('duplicate-answered', recorded, index, { broker, baseOffset });
          return;
        }
        case 'SequenceRefused': {
          if (!isOf(fact, open, sent.partition)) return;
          const { broker, error, baseSequence, expected } = fact;
          telling.tell('refused', recorded, index, { broker, error, baseSequence, expected });
          return;
        }
        case 'AppendRefused':
          if (fact.partition === sent.partition && firsts.has(fact.first))
            telling.tell('refused', recorded, index, { broker: fact.broker, error: fact.error });
          return;
      }
    },
    from,
  );
}

function whereSent({ sent, recording }: Telling): { readonly node: string; readonly batch: number } {
  let found = { node: '', batch: -1 };
  for (const { node, fact } of recording.history.factsOf(sent.step)) {
    if (fact.type === 'RecordSent' && fact.client === sent.client && fact.record === sent.record)
      found = { node, batch: fact.batch };
  }
  return found;
}

function fieldsOf(fact: BatchSent): Readonly<Record<string, string | number>> {
  const { broker, request, first, last, count, attempt, bytes, producerId, producerEpoch, baseSequence } = fact;
  return { broker, request, first, last, count, attempt, bytes, producerId, producerEpoch, baseSequence };
}

/** The broker knows a batch by its producer and its sequence. */
function isOf(
  fact: Extract<KafkaFact, { type: 'DuplicateBatchAnswered' | 'SequenceRefused' }>,
  open: ReadonlyMap<number, BatchSent>,
  partition: string | null,
): boolean {
  if (fact.partition !== partition) return false;
  for (const { producerId, producerEpoch, baseSequence } of open.values()) {
    if (fact.producerId === producerId && fact.producerEpoch === producerEpoch && fact.baseSequence === baseSequence)
      return true;
  }
  return false;
}

function settingsOf({ recording }: Telling, node: string): WaitSettings {
  const setup = recording.kernel.node(node)?.setup;
  const config = setup?.kind === 'producer' ? setup.config : {};
  return {
    linger: millis(Number(config['linger.ms'] ?? 0)),
    backoff: millis(Number(config['retry.backoff.ms'] ?? 0)),
    backoffMax: millis(Number(config['retry.backoff.max.ms'] ?? config['retry.backoff.ms'] ?? 0)),
    maxInFlight: Number(config['max.in.flight.requests.per.connection'] ?? Number.MAX_SAFE_INTEGER),
  };
}
