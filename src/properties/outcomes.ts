/** What a producer is told of its records, against what the logs hold. */
import { at } from '../base/vector.ts';
import type { KafkaFact } from '../kafka/facts.ts';
import type { PartitionLog } from '../kafka/log/partitionLog.ts';
import { nextOffsetOf, recordId } from '../kafka/records.ts';
import { standingOf } from './generations.ts';
import type { JudgedFinding, Property, Witness } from './property.ts';

type Acknowledged = Extract<KafkaFact, { type: 'RecordAcknowledged' }>;
type Failed = Extract<KafkaFact, { type: 'RecordFailed' }>;

/** What failed was sent not long ago: further back than this it is not looked for. */
const BATCHES_LOOKED_AT = 1_000;

export const outcomesNeverLie: Property = {
  name: 'OutcomesNeverLie',
  source: 'ProducerBatch.done, Sender.completeBatch; the documentation of acks',
  statement: {
    en: 'What a producer is told of a record is true: one acknowledged with acks=all is committed at the offset it was told, and one that failed is in no log. Of an unknown outcome either may be so.',
    ko: '프로듀서가 레코드에 대해 듣는 말은 사실이에요. acks=all로 확인 응답을 받은 레코드는 그 오프셋에 커밋되어 있고, 실패한 레코드는 어느 로그에도 없어요. 결과를 알 수 없는 레코드는 어느 쪽일 수도 있어요.',
  },
  guard: {
    en: 'Of acknowledged records: no unclean election, and no disk lost power or data. Of failed ones: always.',
    ko: '확인 응답을 받은 레코드는 언클린 리더 선출이 없고, 전원이나 데이터를 잃은 디스크가 없을 때. 실패한 레코드는 언제나.',
  },
  // Each finding says it itself.
  promised: () => false,
  start: (memory) => {
    const failed = memory.map<string, true>();
    // Whoever starts again counts its records from 0 again: one name then stands for two records.
    const restarted = memory.map<string, true>();
    return {
      fact: (fact, _node, witness) => {
        if (fact.type === 'ProcessStarted') restarted.set(fact.node, true);
        if (fact.type === 'RecordAcknowledged') return acknowledged(fact, witness);
        if (fact.type !== 'RecordFailed' || fact.partition === null || restarted.has(fact.client)) return undefined;
        failed.set(recordId(fact.client, fact.record), true);
        return alreadyThere(fact, witness);
      },
      replica: ({ partition, broker, before, after }) => {
        if (failed.size === 0 || before === undefined || before.log.batches === after.log.batches) return undefined;
        const id = addedTo(after.log, before.log.logEndOffset, failed);
        return id === undefined ? undefined : lie(`${partition}: ${id} failed, and b${broker} appends it afterwards`);
      },
    };
  },
};

function acknowledged({ client, record, partition, offset, acks }: Acknowledged, witness: Witness): Finding {
  if (acks !== -1 || offset < 0) return undefined;
  const log = witness.committed(partition);
  const found = log.recordAt(offset);
  if (found?.id === recordId(client, record)) return undefined;
  if (found === undefined && (offset < log.start || witness.shortened.has(partition))) return undefined;
  const there = found === undefined ? 'nothing' : (found.id ?? 'another record');
  return {
    detail: `${partition}: record ${record} of ${client} was acknowledged at offset ${offset}, where ${there} is committed`,
    promised: isKept(witness, partition),
  };
}

type Finding = JudgedFinding | undefined;

function isKept({ protocol, uncleanElections, lossyBrokers }: Witness, partition: string): boolean {
  if (standingOf('NoAcknowledgedRecordLost', protocol) === 'breaks') return false;
  return !uncleanElections.has(partition) && lossyBrokers.size === 0;
}

function alreadyThere({ client, record, partition }: Failed, witness: Witness): Finding {
  const id = recordId(client, record);
  for (const { broker, log } of witness.replicas(partition!)) {
    const { batches } = log;
    const first = Math.max(0, batches.length - BATCHES_LOOKED_AT);
    for (let place = batches.length - 1; place >= first; place--) {
      if (at(batches, place)!.records.some((one) => one.id === id)) {
        return lie(`${partition}: ${id} failed, and is in the log of b${broker}`);
      }
    }
  }
  return undefined;
}

/** The first of these records among those behind `from`. */
function addedTo({ batches }: PartitionLog, from: number, ids: ReadonlyMap<string, true>): string | undefined {
  for (let place = batches.length - 1; place >= 0; place--) {
    const batch = at(batches, place)!;
    if (nextOffsetOf(batch) <= from) return undefined;
    for (const { id } of batch.records) if (id !== undefined && ids.has(id)) return id;
  }
  return undefined;
}

function lie(detail: string): JudgedFinding {
  return { detail, promised: true };
}
