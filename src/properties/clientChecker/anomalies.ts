/**
 * The anomalies that clients can see, under the names of Jepsen's Kafka workload: each with what its absence means, and
 * the settings that promise it. As properties: what is stated is that the anomaly does not occur.
 */
import type { Property, Text } from '../property.ts';
import type { AnomalyName, Found } from './found.ts';
import type { Promises } from './promises.ts';

/** What Tidemark would have to have first. */
export type Needs = 'transactions';

export interface Anomaly extends Property {
  readonly name: AnomalyName;
  readonly kind: 'anomaly';
  readonly guard: Text;
  /** Not applicable until there are any. */
  readonly needs: Needs | undefined;
}

const KEEPS_COMMITTED: Text = {
  en: 'leader epochs as of KIP-320, no unclean election, and fewer disks that lost power or data than min.insync.replicas (with ELR; else none).',
  ko: 'KIP-320까지의 리더 에포크 규칙, 언클린 리더 선출 없음, 전원이나 데이터를 잃은 디스크 수가 min.insync.replicas보다 적음(ELR이 없으면 하나도 없음).',
};

/** The same, where what is gone is not found to be missing. */
function kept(en: string, ko: string): Text {
  return committed(
    `nothing was deleted by retention, on request or by compaction; ${en}`,
    `retention, 삭제 요청, compaction으로 지워진 레코드가 없고, ${ko}`,
  );
}

function committed(en: string, ko: string): Text {
  return { en: `${en}${KEEPS_COMMITTED.en}`, ko: `${ko}${KEEPS_COMMITTED.ko}` };
}

const TRANSACTIONS: Text = {
  en: 'Not applicable until producers have transactions.',
  ko: '프로듀서에 트랜잭션이 생긴 뒤에야 해당돼요.',
};

interface Definition {
  readonly statement: Text;
  readonly guard: Text;
  readonly needs?: Needs;
  readonly atTheEnd?: true;
  /** Do the settings promise that this does not happen? */
  readonly isPromised: (promises: Promises, found: Found) => boolean;
}

function anomaly(name: AnomalyName, { statement, guard, needs, atTheEnd, isPromised }: Definition): Anomaly {
  return {
    name,
    kind: 'anomaly',
    source: `jepsen.tests.kafka: ${name}`,
    statement,
    guard,
    needs,
    ...(atTheEnd === undefined ? {} : { atTheEnd }),
    // Each finding is judged by the records it is about.
    promised: () => false,
    start: () => ({
      clients: (found, promises) =>
        found.name === name ? { detail: found.detail, promised: isPromised(promises, found) } : undefined,
    }),
  };
}

export const lostWrite = anomaly('lost-write', {
  statement: {
    en: 'No consumer goes past the offset of an acknowledged record without anybody ever having read the record.',
    ko: '아무도 읽지 못한 채 컨슈머가 지나쳐 버린, 확인 응답까지 받은 레코드가 없어요.',
  },
  guard: kept('acks=all, ', 'acks=all, '),
  isPromised: (promises, { partition, records }) =>
    records.every((record) => promises.isAcknowledgedByAll(record)) && promises.keepsAll(partition),
});

export const unseen = anomaly('unseen', {
  statement: {
    en: 'At the end of the run every acknowledged record has been read by a consumer, where there is one.',
    ko: '컨슈머가 있다면, 실행이 끝날 때 확인 응답을 받은 레코드는 모두 어느 컨슈머든 읽었어요.',
  },
  guard: {
    en: 'Nothing promises it: a run may end before its consumers have caught up.',
    ko: '아무것도 보장하지 않아요. 컨슈머가 따라잡기 전에 실행이 끝날 수 있어요.',
  },
  atTheEnd: true,
  isPromised: () => false,
});

export const duplicate = anomaly('duplicate', {
  statement: {
    en: 'No record is at two offsets.',
    ko: '한 레코드가 두 오프셋에 들어 있지 않아요.',
  },
  guard: {
    en: `retries=0: the producer sends every batch once. Or enable.idempotence: the broker knows a batch again, unless it has started again or cut its log since, and more than one was on its way: a snapshot keeps only the newest batch of a producer; then with ${KEEPS_COMMITTED.en}`,
    ko: `retries=0: 프로듀서가 배치를 한 번씩만 보내요. 또는 enable.idempotence: 브로커가 같은 배치를 알아봐요. 다만 그 사이 브로커가 다시 시작했거나 로그를 잘라 냈고 보내는 중인 배치가 둘 이상이었다면 못 알아볼 수 있어요. 스냅샷에는 프로듀서마다 가장 최근 배치 하나만 남기 때문이에요. 이때의 조건: ${KEEPS_COMMITTED.ko}`,
  },
  isPromised: (promises, { partition, records }) =>
    records.every((record) => promises.isSentOnce(record)) ||
    (records.every((record) => promises.isAppendedOnce(record)) && promises.keepsCommitted(partition)),
});

export const inconsistentOffsets = anomaly('inconsistent-offsets', {
  statement: {
    en: 'Producers and consumers agree on which record is at an offset.',
    ko: '어떤 오프셋에 어떤 레코드가 있는지 프로듀서와 컨슈머의 말이 서로 같아요.',
  },
  guard: committed(
    'The records were read, or acknowledged with acks=all; ',
    '컨슈머가 읽었거나 acks=all로 확인 응답을 받은 레코드이고, ',
  ),
  isPromised: (promises, { partition, records }) =>
    records.every((record) => promises.isCommitted(record)) && promises.keepsCommitted(partition),
});

export const pollSkip = anomaly('poll-skip', {
  statement: {
    en: 'From one poll to the next a consumer skips no record of a partition.',
    ko: '컨슈머는 poll에서 다음 poll로 넘어가면서 파티션의 레코드를 건너뛰지 않아요.',
  },
  guard: kept('The consumer keeps its assignment, ', '컨슈머의 할당이 바뀌지 않고, '),
  isPromised: (promises, { partition }) => promises.keepsAll(partition),
});

export const nonmonotonicPoll = anomaly('nonmonotonic-poll', {
  statement: {
    en: 'From one poll to the next a consumer does not go back in a partition.',
    ko: '컨슈머는 poll에서 다음 poll로 넘어가면서 파티션에서 뒤로 돌아가지 않아요.',
  },
  guard: committed('The consumer keeps its assignment, ', '컨슈머의 할당이 바뀌지 않고, '),
  isPromised: (promises, { partition }) => promises.keepsCommitted(partition),
});

export const intPollSkip = anomaly('int-poll-skip', {
  statement: {
    en: 'Within one poll a consumer skips no record of a partition.',
    ko: '컨슈머는 한 번의 poll 안에서 파티션의 레코드를 건너뛰지 않아요.',
  },
  guard: kept('', ''),
  isPromised: (promises, { partition }) => promises.keepsAll(partition),
});

export const intNonmonotonicPoll = anomaly('int-nonmonotonic-poll', {
  statement: {
    en: 'Within one poll the records of a partition come in the order of their offsets.',
    ko: '한 번의 poll 안에서 파티션의 레코드는 오프셋 순서대로 나와요.',
  },
  guard: committed('', ''),
  isPromised: (promises, { partition }) => promises.keepsCommitted(partition),
});

export const nonmonotonicSend = anomaly('nonmonotonic-send', {
  statement: {
    en: 'The records of a producer are in a partition in the order in which it sent them.',
    ko: '한 프로듀서의 레코드는 보낸 순서대로 파티션에 들어 있어요.',
  },
  guard: committed(
    'acks=all, with enable.idempotence, max.in.flight.requests.per.connection=1 or retries=0; both records acknowledged; ',
    'acks=all이고 enable.idempotence이거나 max.in.flight.requests.per.connection=1이거나 retries=0이며, 두 레코드 모두 확인 응답을 받았고, ',
  ),
  isPromised: (promises, { partition, records }) =>
    records.every((record) => promises.isKeptInOrder(record) && promises.isAcknowledgedByAll(record)) &&
    promises.keepsCommitted(partition),
});

export const intSendSkip = anomaly('int-send-skip', {
  statement: {
    en: 'Between the records of one transaction in a partition there is no record of another.',
    ko: '한 트랜잭션이 파티션에 쓴 레코드 사이에 다른 트랜잭션의 레코드가 끼어 있지 않아요.',
  },
  guard: {
    en: 'Nothing promises it: transactions interleave. Not applicable until producers have transactions.',
    ko: '아무것도 보장하지 않아요. 트랜잭션끼리는 섞일 수 있어요. 프로듀서에 트랜잭션이 생긴 뒤에야 해당돼요.',
  },
  needs: 'transactions',
  isPromised: () => false,
});

export const intNonmonotonicSend = anomaly('int-nonmonotonic-send', {
  statement: {
    en: 'The records of one transaction are in a partition in the order in which they were sent.',
    ko: '한 트랜잭션의 레코드는 보낸 순서대로 파티션에 들어 있어요.',
  },
  guard: TRANSACTIONS,
  needs: 'transactions',
  isPromised: () => false,
});

export const abortedRead = anomaly('G1a', {
  statement: {
    en: 'No consumer reads a record that failed: one that no attempt can have written.',
    ko: '컨슈머는 실패한 레코드, 즉 어떤 시도로도 쓰였을 수 없는 레코드를 읽지 않아요.',
  },
  guard: { en: 'Always.', ko: '항상 보장해요.' },
  isPromised: () => true,
});

export const precommittedRead = anomaly('precommitted-read', {
  statement: {
    en: 'No transaction reads what it wrote itself.',
    ko: '트랜잭션은 자기가 쓴 레코드를 읽지 않아요.',
  },
  guard: TRANSACTIONS,
  needs: 'transactions',
  isPromised: () => false,
});

export const ANOMALIES: readonly Anomaly[] = [
  lostWrite,
  unseen,
  duplicate,
  inconsistentOffsets,
  pollSkip,
  nonmonotonicPoll,
  intPollSkip,
  intNonmonotonicPoll,
  nonmonotonicSend,
  abortedRead,
  intSendSkip,
  intNonmonotonicSend,
  precommittedRead,
];

export const anomalyNames: readonly string[] = ANOMALIES.map(({ name }) => name);

export function anomalyOf(name: string): Anomaly | undefined {
  return ANOMALIES.find((one) => one.name === name);
}
