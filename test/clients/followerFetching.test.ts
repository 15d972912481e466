/** KIP-392 as a consumer sees it: whom it fetches from, how long it holds to that, and when it goes back to the leader. */
import { describe, expect, test } from 'vitest';
import type { ErrorName } from '../../src/kafka/errors.ts';
import type { FetchRequest, KafkaResponse } from '../../src/kafka/messages.ts';
import { consumer, FakeCluster, Run } from './fakeCluster.ts';

const second = 1_000_000;
const LEADER = 1;
const FOLLOWER = 2;

/** The leader names the follower whenever it is asked; the follower answers as `answers` says, at first with records. */
function twoReplicas(answers: (attempt: number) => ErrorName | 'silence' = () => 'NONE'): FakeCluster {
  const cluster = new FakeCluster([LEADER, FOLLOWER], { orders: [LEADER] });
  cluster.fill('orders-0', ['a', 'b']);
  let attempt = 0;
  cluster.script = (request, broker) => {
    if (request.type !== 'FetchRequest' || request.rackId !== 'r2') return undefined;
    if (broker === LEADER) return named(cluster, request, FOLLOWER);
    const errorCode = answers(++attempt);
    if (errorCode === 'silence') return 'silence';
    const read = cluster.fetchResponse(LEADER, request);
    return { ...read, partitions: read.partitions.map((answer) => ({ ...answer, errorCode })) };
  };
  return cluster;
}

function named(cluster: FakeCluster, request: FetchRequest, preferredReadReplica: number): KafkaResponse {
  const response = cluster.fetchResponse(LEADER, request);
  const partitions = response.partitions.map((answer) => ({ ...answer, preferredReadReplica, records: [] }));
  return { ...response, partitions };
}

function fetchesOf(cluster: FakeCluster): { readonly at: number; readonly broker: number }[] {
  return cluster.of('FetchRequest').map(({ at, broker }) => ({ at, broker }));
}

const SETTINGS = { 'auto.offset.reset': 'earliest', 'client.rack': 'r2', 'metadata.max.age.ms': 5_000 };

describe('a consumer that is sent to a follower', () => {
  test('reads there, and says its rack to both', () => {
    const cluster = twoReplicas();
    const run = new Run(cluster, [consumer(SETTINGS)]).until(second / 10);
    expect(fetchesOf(cluster)[0]!.broker).toBe(LEADER);
    expect(new Set(fetchesOf(cluster).map(({ broker }) => broker))).toEqual(new Set([LEADER, FOLLOWER]));
    expect(run.story('RecordsConsumed')).toMatch(/offsets 0..1 from b2/);
    expect(cluster.of('FetchRequest').every(({ request }) => request.rackId === 'r2')).toBe(true);
  });

  test('asks the leader again when metadata.max.age.ms has passed, once each time', () => {
    const cluster = twoReplicas();
    new Run(cluster, [consumer({ ...SETTINGS, 'fetch.min.bytes': 1 })]).until(23 * second);
    const asked = fetchesOf(cluster)
      .filter(({ broker }) => broker === LEADER)
      .map(({ at }) => Math.floor(at / second));
    expect(asked).toEqual([0, 5, 10, 15, 20]);
  });

  test('goes back to the leader when the follower does not have the offset, without losing its position', () => {
    const cluster = twoReplicas((attempt) => (attempt === 1 ? 'OFFSET_OUT_OF_RANGE' : 'NONE'));
    const run = new Run(cluster, [consumer(SETTINGS)]).until(second / 10);
    expect(
      fetchesOf(cluster)
        .slice(0, 4)
        .map(({ broker }) => broker),
    ).toEqual([LEADER, FOLLOWER, LEADER, FOLLOWER]);
    expect(run.of('OffsetReset').length).toBe(1);
    expect(run.story('RecordsConsumed')).toMatch(/offsets 0..1 from b2/);
  });

  test.each<ErrorName>(['NOT_LEADER_OR_FOLLOWER', 'KAFKA_STORAGE_ERROR', 'REPLICA_NOT_AVAILABLE'])(
    'goes back to the leader after %s, and asks for metadata',
    (error) => {
      const cluster = twoReplicas((attempt) => (attempt === 1 ? error : 'NONE'));
      new Run(cluster, [consumer(SETTINGS)]).until(second / 2);
      expect(
        fetchesOf(cluster)
          .slice(0, 3)
          .map(({ broker }) => broker),
      ).toEqual([LEADER, FOLLOWER, LEADER]);
      const metadata = cluster.of('MetadataRequest').filter(({ request }) => request.topics?.length === 1);
      expect(metadata.length).toBeGreaterThanOrEqual(2);
    },
  );

  test('goes back to the leader when the metadata does not know the follower any more', () => {
    const cluster = twoReplicas();
    const run = new Run(cluster, [consumer(SETTINGS)]).until(second / 10);
    cluster.brokers.splice(cluster.brokers.indexOf(FOLLOWER), 1);
    cluster.script = () => undefined;
    const before = cluster.of('FetchRequest').length;
    run.until(8 * second);
    const later = fetchesOf(cluster)
      .slice(before)
      .filter(({ at }) => at > 6 * second);
    expect(later.length).toBeGreaterThan(0);
    expect(later.every(({ broker }) => broker === LEADER)).toBe(true);
  });
});

test('without client.rack nothing is said, and nobody is named', () => {
  const cluster = twoReplicas();
  new Run(cluster, [consumer({ 'auto.offset.reset': 'earliest' })]).until(second);
  expect(fetchesOf(cluster).every(({ broker }) => broker === LEADER)).toBe(true);
});
