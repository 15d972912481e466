/** The quorum on the screen: combined servers, voters that change, a log that begins at a snapshot. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seconds } from '../../src/base/time.ts';
import type { BrokerFrame, Frame, MetadataLogFrame } from '../../src/frame/frame.ts';
import { Session } from '../../src/worker/session.ts';

const VOTERS = readFileSync(new URL('../../scenarios/voters-added-and-removed.yaml', import.meta.url), 'utf8');

const COMBINED = `
tidemark: 1
title: { en: Combined, ko: 합친 서버 }
until: 90s
cluster:
  combined: 3
  config: { metadata.log.max.record.bytes.between.snapshots: 1600, metadata.max.retention.bytes: 0 }
topics: [{ name: orders, assignment: [[1, 2, 3]] }]
`;

function load(text: string): Session {
  const session = new Session({ clock: () => 0 });
  expect(session.answer({ ask: 'load', name: 'x', text })).toMatchObject({ answer: 'loaded' });
  return session;
}

function frameAt(session: Session, at: number): Frame {
  const moved = session.answer({ ask: 'seek', branch: 0, to: { at: seconds(at) } });
  if (moved.answer !== 'moved' || !('whole' in moved.frame)) throw new Error(JSON.stringify(moved).slice(0, 200));
  return moved.frame.whole;
}

function logAt(text: string, at: number): MetadataLogFrame {
  const session = load(text);
  frameAt(session, at);
  const got = session.answer({ ask: 'metadata-log', branch: 0, from: -1, to: -1 });
  if (got.answer !== 'metadata-log') throw new Error(JSON.stringify(got).slice(0, 200));
  return got.log;
}

test('a combined server shows both halves: its role in the quorum, and its replicas', () => {
  const frame = frameAt(load(COMBINED), 10);
  const servers = frame.nodes.filter((node): node is BrokerFrame => node.kind === 'combined');
  expect(servers.map(({ id }) => id)).toEqual(['b1', 'b2', 'b3']);
  expect(frame.quorum.voters).toEqual([1, 2, 3]);
  expect(servers.filter(({ active }) => active).map(({ nodeId }) => nodeId)).toEqual([frame.quorum.leaderId]);
  for (const server of servers) {
    expect(server).toMatchObject({ brokerState: 'RUNNING', fenced: false, raft: { voter: true } });
    expect(server.replicas.map(({ partition }) => partition)).toEqual(['orders-0']);
  }
});

test('while a combined server hands the quorum over, its broker is shutting down', () => {
  const text = `${COMBINED}timeline:\n  - { at: 10s, controlled-shutdown: active controller }\n`;
  const leader = frameAt(load(text), 9.9).quorum.leaderId;
  const states = [10.005, ...Array.from({ length: 12 }, (_, i) => 10.022 + i / 1000)].flatMap((at) => {
    const shown = frameAt(load(text), at).nodes.find(({ id }) => id === `b${leader}`);
    return shown?.kind === 'combined' && shown.status === 'up' ? [shown.brokerState] : [];
  });
  expect(states[0]).toBe('PENDING_CONTROLLED_SHUTDOWN');
  expect(states.at(-1)).toBe('SHUTTING_DOWN');
});

test('the log begins at a snapshot, and says so', () => {
  const log = logAt(COMBINED, 80);
  for (const { logStartOffset, snapshots } of log.replicas) {
    expect(logStartOffset).toBeGreaterThan(0);
    expect(snapshots[0]!.endOffset).toBe(logStartOffset);
  }
  expect(log.records.every(({ offset }) => offset >= log.replicas[0]!.logStartOffset)).toBe(true);
});

test('voters are those of the newest record in the log', () => {
  const voters = (at: number) => logAt(VOTERS, at).quorum;
  expect(voters(13)).toMatchObject({ voters: [3001, 3002, 3003], majority: 2 });
  expect(voters(16)).toMatchObject({ voters: [3001, 3002, 3003, 3004], majority: 3 });
  expect(voters(21)).toMatchObject({ voters: [3002, 3003, 3004], majority: 2 });
  const log = logAt(VOTERS, 21);
  expect(log.replicas.filter(({ voter }) => voter).map(({ node }) => node)).toEqual(['c2', 'c3', 'c4']);
  expect(log.records.map(({ text }) => text)).toContain('Voters [3002,3003,3004]');
});
