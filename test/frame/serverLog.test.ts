/** Server logs: what servers and clients would have written, in Kafka's words, up to the playhead and no further. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { seconds } from '../../src/base/time.ts';
import { wallClock } from '../../src/frame/serverLog/pattern.ts';
import type { ServerLogAsk } from '../../src/frame/serverLog/serverLogFrames.ts';
import { Session } from '../../src/worker/session.ts';

const ALL: ServerLogAsk = { node: null, level: 'INFO', logger: '', search: '', from: 0, to: seconds(3600) };

function opened(scenario: string, at: number, more: { readonly version?: string } = {}): Session {
  const text = readFileSync(new URL(`../../scenarios/${scenario}.yaml`, import.meta.url), 'utf8');
  const session = new Session({ clock: () => 0 });
  expect(session.answer({ ask: 'load', name: scenario, text, ...more })).toMatchObject({ answer: 'loaded' });
  seek(session, at);
  return session;
}

function seek(session: Session, at: number): void {
  expect(session.answer({ ask: 'seek', branch: 0, to: { at: seconds(at) } }).answer).toBe('moved');
}

function logOf(session: Session, ask: Partial<ServerLogAsk> = {}) {
  const answer = session.answer({ ask: 'server-log', branch: 0, ...ALL, ...ask });
  if (answer.answer !== 'server-log') throw new Error(JSON.stringify(answer));
  return answer.log;
}

const texts = (session: Session, ask: Partial<ServerLogAsk> = {}) => logOf(session, ask).lines.map(({ text }) => text);

describe('a follower that hears nothing', () => {
  test('the leader writes that it shrinks the ISR, with what it knew of the follower', () => {
    const session = opened('slow-follower', 60);
    expect(texts(session, { search: 'ISR' })).toEqual([
      expect.stringContaining('Leader orders-0'),
      '[2026-01-01 00:00:41,927] INFO [Partition orders-0 broker=1] Shrinking ISR from 1,2,3 to 1,2. Leader: ' +
        '(highWatermark: 240, endOffset: 242). Out of sync replicas: (brokerId: 3, endOffset: 240, lastCaughtUpTimeMs: ' +
        '1767225627888). (kafka.cluster.Partition)',
      '[2026-01-01 00:00:41,954] INFO [Partition orders-0 broker=1] ISR updated to 1,2  and version updated to 1 (kafka.cluster.Partition)',
      '[2026-01-01 00:00:50,078] INFO [Partition orders-0 broker=1] ISR updated to 1,2,3  and version updated to 2 (kafka.cluster.Partition)',
    ]);
  });

  test('nothing later than the playhead is shown, wherever the playhead has been', () => {
    const session = opened('slow-follower', 60);
    seek(session, 30);
    expect(texts(session, { search: 'Shrinking' })).toEqual([]);
    expect(logOf(session).lines.every(({ at }) => at <= seconds(30))).toBe(true);
    seek(session, 42);
    expect(texts(session, { search: 'Shrinking' })).toHaveLength(1);
  });

  test('reading the state for a line leaves the playhead where it is', () => {
    const session = opened('slow-follower', 45);
    const before = session.answer({ ask: 'seek', branch: 0, to: { at: seconds(45) } });
    logOf(session);
    const after = session.answer({ ask: 'seek', branch: 0, to: { at: seconds(45) } });
    if (before.answer !== 'moved' || after.answer !== 'moved') throw new Error('not moved');
    expect(after.fingerprint).toBe(before.fingerprint);
  });
});

describe('a leader that dies', () => {
  test('its own log ends; the controller fences it, the new leader says from where', () => {
    const session = opened('leader-failover', 25);
    const own = logOf(session, { node: 'b1' }).lines;
    expect(own.at(-1)!.at).toBeLessThan(seconds(10.1));
    expect(texts(session, { node: 'c2', search: 'Fencing' })).toEqual([
      '[2026-01-01 00:00:19,860] INFO [QuorumController id=3002] Fencing broker 1 at epoch 10 because its session has timed out. ' +
        '(org.apache.kafka.controller.ReplicationControlManager)',
    ]);
    const [line] = logOf(session, { node: 'b2', logger: 'state.change', from: seconds(15) }).lines;
    expect(line).toMatchObject({ file: 'state-change.log', level: 'INFO' });
    expect(line!.message).toMatch(
      /^\[Broker id=2\] Leader orders-0 with topic id Some\([\w-]{22}\) starts at leader epoch 1 from offset \d+ with partition epoch 1, high watermark \d+, ISR \[2,3\], adding replicas \[\] and removing replicas \[\] \. Previous leader Some\(1\) and previous leader epoch was 0\.$/,
    );
  });

  test('clients say that they are disconnected, and that the node may not be available', () => {
    const session = opened('leader-failover', 12);
    const warned = texts(session, { node: 'p1', level: 'WARN' });
    expect(warned.length).toBeGreaterThan(0);
    expect(warned[0]).toContain(
      'WARN [Producer clientId=p1] Connection to node 1 (b1/…:9092) could not be established.',
    );
  });

  test('filters narrow, and what is left out is counted', () => {
    const session = opened('leader-failover', 30);
    const all = logOf(session);
    const bad = logOf(session, { level: 'WARN' });
    expect(bad.lines.length).toBeGreaterThan(0);
    expect(bad.lines.every(({ level }) => level !== 'INFO')).toBe(true);
    expect(bad.lines.length + bad.leftOut).toBeLessThan(all.lines.length + all.leftOut);
    const lines = all.writers.reduce((sum, writer) => sum + writer.lines, 0);
    expect(lines).toBe(all.lines.length + all.leftOut);
  });
});

test('a member that polls too late says so, and the coordinator why the group rebalances', () => {
  const session = opened('kicked-out-while-heartbeating', 60);
  expect(texts(session, { node: 'billing-1', level: 'WARN' })).toEqual([
    expect.stringContaining('consumer poll timeout has expired.'),
    expect.stringContaining('CommitFailedException'),
  ]);
  const [preparing] = texts(session, { node: 'b1', search: 'Preparing to rebalance', from: seconds(40) });
  expect(preparing).toContain(
    'INFO [GroupCoordinator id=1 topic=__consumer_offsets partition=0] Preparing to rebalance group billing in state ' +
      'PreparingRebalance with old generation 1 (reason: explicit `LeaveGroup` request for (billing-1-',
  );
});

test('with ZooKeeper a broker writes of its session, under the names of that time', () => {
  const session = opened('zookeeper-broker-cut-from-ensemble', 50);
  expect(texts(session, { node: 'b1', level: 'WARN' })).toEqual([
    expect.stringMatching(/Session 0x\w+ for server z\d\/….* Closing socket connection/),
    expect.stringMatching(
      /Unable to reconnect to ZooKeeper service, session 0x\w+ has expired \(org.apache.zookeeper.ClientCnxn\)$/,
    ),
  ]);
  const [truncated] = logOf(session, { node: 'b1', search: 'Truncating' }).lines;
  expect(truncated!.logger).toBe('kafka.log.UnifiedLog');
  expect(
    texts(session, { logger: 'kafka.controller' }).some((text) => text.includes('Broker failure callback for 1')),
  ).toBe(true);
});

test('too few replicas are an error in the log of the leader', () => {
  const session = opened('acks-and-min-insync-replicas', 60);
  const errors = logOf(session, { level: 'ERROR', logger: 'ReplicaManager' }).lines;
  expect(errors.length).toBeGreaterThan(0);
  expect(errors[0]!.text).toMatch(
    /Error processing append operation on partition [\w-]{22}:\S+ \(kafka\.server\.ReplicaManager\)\norg\.apache\.kafka\.common\.errors\.NotEnoughReplicasException: The size of the current ISR : \d is insufficient to satisfy the min\.isr requirement of \d for partition \S+, live replica\(s\) broker\.id are : Set\(/,
  );
});

test('the clock of a line goes on after midnight and into the next month', () => {
  expect(wallClock(0)).toBe('2026-01-01 00:00:00,000');
  expect(wallClock(seconds(86_399) + 999_999)).toBe('2026-01-01 23:59:59,999');
  expect(wallClock(seconds(86_400 * 31))).toBe('2026-02-01 00:00:00,000');
});
