/** What producers and consumers sometimes live through. */
import type { ErrorName } from '../../kafka/errors.ts';
import type { KafkaFact } from '../../kafka/facts.ts';
import { type Mark, onFact, onMessage } from './mark.ts';

type Retry = Extract<KafkaFact, { type: 'ProduceRetried' }>['error'];

const retried = (name: string, error: Retry): Mark => onFact(name, 'ProduceRetried', (fact) => fact.error === error);

const fetchRefused = (name: string, error: ErrorName): Mark =>
  onMessage(
    name,
    'FetchResponse',
    ({ partitions }, { node }) => node.startsWith('k') && partitions.some(({ errorCode }) => errorCode === error),
  );

export const CLIENT_MARKS: readonly Mark[] = [
  retried('produce refused: the ISR is below min.insync.replicas', 'NOT_ENOUGH_REPLICAS'),
  retried('produce reached a broker that leads no more', 'NOT_LEADER_OR_FOLLOWER'),
  retried('a producer gave up waiting for an answer', 'TIMEOUT'),
  retried('a connection broke under a produce request', 'DISCONNECTED'),
  onFact('a batch was sent four times', 'ProduceRetried', ({ attempt }) => attempt >= 3),
  onFact('a record ran out of delivery.timeout.ms', 'RecordFailed', ({ error }) => error === 'TIMEOUT'),
  onFact('nobody knows whether a record was written', 'RecordUnknown'),
  onFact('a record was acknowledged by all', 'RecordAcknowledged', ({ acks }) => acks === -1),
  onFact('a record was acknowledged by the leader alone', 'RecordAcknowledged', ({ acks }) => acks === 1),
  onFact('a record was sent without waiting for an answer', 'RecordAcknowledged', ({ acks }) => acks === 0),
  onMessage('an acknowledged produce request carried records of several partitions', 'ProduceResponse', (response) => {
    return response.partitions.filter(({ errorCode }) => errorCode === 'NONE').length > 1;
  }),
  onMessage('a produce response named the new leader', 'ProduceResponse', ({ partitions }) =>
    partitions.some(({ errorCode, currentLeader }) => errorCode !== 'NONE' && currentLeader.leaderId >= 0),
  ),
  fetchRefused('a consumer fetched with an epoch that was over', 'FENCED_LEADER_EPOCH'),
  onMessage('a consumer validated its position (KIP-320)', 'OffsetForLeaderEpochResponse', (_response, { node }) =>
    node.startsWith('k'),
  ),
  onFact('a consumer was set back by a truncated log', 'OffsetReset', ({ reason }) => reason.includes('truncat')),
  onFact('a consumer found its start', 'OffsetReset'),
  onFact('a consumer read 50 records at once', 'RecordsConsumed', ({ count }) => count >= 50),
  onFact('a consumer saw a record before all brokers knew it was committed', 'RecordsConsumed', (fact, { witness }) =>
    witness.replicas(fact.partition).some(({ log }) => log.highWatermark < fact.from + fact.count),
  ),
  onMessage('a client was told that a partition has no leader', 'MetadataResponse', ({ topics }) =>
    topics.some(({ partitions }) => partitions.some(({ leaderId }) => leaderId === -1)),
  ),
  onMessage('a consumer asked for offsets and was refused', 'ListOffsetsResponse', ({ partitions }) =>
    partitions.some(({ errorCode }) => errorCode !== 'NONE'),
  ),
  onFact('a client lost its connection', 'ClientDisconnected'),
];
