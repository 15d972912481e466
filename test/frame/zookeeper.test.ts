/** The ZooKeeper lens over the real engine: an ensemble of three under three brokers, and what becomes of a lost controller. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { BrokerFrame } from '../../src/frame/frame.ts';
import { frameAt } from '../../src/frame/frameAt.ts';
import { Recording } from '../../src/frame/recording.ts';
import type { ActingController } from '../../src/frame/zookeeper/eraControllerFrame.ts';
import { zooKeeperLens } from '../../src/frame/zookeeper/lens.ts';
import type { ZooKeeperAsk, ZooKeeperLensFrame } from '../../src/frame/zookeeper/zooKeeperLens.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';

const SECOND = 1_000_000;
const never = () => false;

/** The controller is cut off from the ensemble and from nobody else at 10 s; z1 dies at 50 s, z2 at 60 s. */
function start(servers: number, timeline = ''): Recording {
  const parsed = parseScenario(`
tidemark: 1
title: { en: Era, ko: 시대 }
until: 100s
version: 3.9.1
cluster: { zookeeper: ${servers}, brokers: 3 }
topics: [{ name: orders, partitions: 2, replication-factor: 3 }]
timeline: [${timeline}]
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return Recording.start(toWorld(parsed.scenario));
}

function look(recording: Recording, ask: Partial<ZooKeeperAsk>): ZooKeeperLensFrame {
  return zooKeeperLens(recording, { part: 'ensemble', server: null, open: [], path: null, ...ask });
}

describe('an ensemble of three', () => {
  let recording: Recording;
  beforeAll(() => {
    recording = start(3, '{ at: 50s, kill: z1 }, { at: 60s, kill: z2 }');
    recording.toTime(5 * SECOND, never);
  });

  test('one leads, two follow; every broker has a session with what goes with it', () => {
    const { quorum, ensemble } = look(recording, {});
    expect(quorum).toMatchObject({ size: 3, majority: 2, living: 3, isServing: true, members: [1, 2, 3] });
    const roles = ensemble!.servers.map(({ role }) => role).sort();
    expect(roles).toEqual(['FOLLOWING', 'FOLLOWING', 'LEADING']);
    expect(ensemble!.servers.map(({ behind, outstanding }) => [behind, outstanding])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    for (const { log } of ensemble!.servers) expect(new Set(log)).toEqual(new Set(['applied']));
    expect(ensemble!.sessions.map(({ client }) => client).sort()).toEqual(['b1', 'b2', 'b3']);
    for (const { client, ephemerals, expiresAt, believes, id, server } of ensemble!.sessions) {
      expect(ephemerals).toContain(`/brokers/ids/${client.slice(1)}`);
      expect(expiresAt).toBeGreaterThan(recording.at);
      expect(believes).toEqual({ sessionId: id, state: 'CONNECTED' });
      expect(server).toMatch(/^z[123]$/);
    }
  });

  test('the znodes: what is open, who owns and watches them, and one of them whole', () => {
    const { znodes } = look(recording, {
      part: 'znodes',
      open: ['/brokers', '/brokers/ids', '/brokers/topics'],
      path: '/controller',
    });
    const row = (path: string) => znodes!.rows.find((one) => one.path === path)!;
    expect(row('/brokers/ids').children).toBe(3);
    expect(row('/brokers/ids/2')).toMatchObject({ depth: 2, owner: 'b2', children: 0, news: null });
    expect(row('/brokers/topics/orders')).toMatchObject({ isOpen: false, owner: null });
    const { chosen } = znodes!;
    const controller = JSON.parse(chosen!.data!) as { brokerid: number };
    expect(chosen!.owner).toBe(`b${controller.brokerid}`);
    // Whoever is not the controller waits for its end.
    expect(chosen!.watchers.map(({ client, kind }) => `${client} ${kind}`)).toEqual(['b1 data', 'b2 data', 'b3 data']);
    expect(row('/brokers/ids').watchers.map(({ client }) => client)).toEqual([`b${controller.brokerid}`]);
    expect(chosen!.history.map(({ what }) => what)).toEqual(['created']);
    expect(chosen!.stat).toMatchObject({ dataVersion: 0, numChildren: 0 });
  });

  test('a server that has lost its quorum serves nobody, and the stage says so', () => {
    recording.toTime(55 * SECOND, never);
    expect(look(recording, {}).quorum).toMatchObject({ living: 2, isServing: true, members: [2, 3] });
    recording.toTime(80 * SECOND, never);
    expect(look(recording, {}).quorum).toMatchObject({ living: 1, leader: null, members: [] });
    const last = frameAt(recording).nodes.find(({ id }) => id === 'z3');
    expect(last).toMatchObject({ kind: 'zookeeper', role: 'LOOKING', serving: false, active: false, clients: 0 });
    const { ensemble } = look(recording, {});
    expect(ensemble!.servers[2]!.election).toMatchObject({ vote: 3, agree: [3] });
  });
});

test('a follower that stands still falls behind: what it lacks is seen, and the others go on without it', () => {
  const recording = start(3, '{ at: 9s, pause: z1 }, { at: 10s, kill: b1 }');
  recording.toTime(40 * SECOND, never);
  const { quorum, ensemble } = look(recording, {});
  expect(quorum).toMatchObject({ living: 3, members: [2, 3], isServing: true });
  const [paused, ...others] = ensemble!.servers;
  expect(paused).toMatchObject({ status: 'paused', role: 'FOLLOWING' });
  expect(paused!.behind).toBeGreaterThan(0);
  const missing = paused!.log.filter((cell) => cell === 'absent').length;
  expect(missing).toBe(paused!.behind);
  expect(ensemble!.txns.filter((_, place) => paused!.log[place] === 'absent')[0]!.text).toMatch(
    /^closeSession, deletes .*\/brokers\/ids\/1/,
  );
  for (const { behind, log } of others) {
    expect(behind).toBe(0);
    expect(new Set(log)).toEqual(new Set(['applied']));
  }
});

describe('a controller that is cut off from ZooKeeper, and from nobody else', () => {
  let recording: Recording;
  let old: ActingController;
  const active = () =>
    frameAt(recording).nodes.filter((node): node is BrokerFrame => 'replicas' in node && node.active);

  beforeAll(() => {
    recording = start(1, '{ at: 10s, cut: { from: active controller, to: z1 } }, { at: 60s, heal: all }');
    recording.toTime(9 * SECOND, never);
    old = look(recording, { part: 'controller' }).controller!.acting[0]!;
  });

  test('has its queue empty, everybody told, all partitions online', () => {
    expect(old).toMatchObject({ isTrue: true, epoch: 1, running: null, queue: [], troubled: [] });
    expect(old.partitions).toEqual([['OnlinePartition', 2]]);
    expect(old.replicas).toEqual([['OnlineReplica', 6]]);
    expect(old.channels.map(({ brokerId, inFlight }) => [brokerId, inFlight])).toEqual([
      [1, null],
      [2, null],
      [3, null],
    ]);
  });

  test('goes on acting when another has the znode: two stars on the stage', () => {
    recording.toTime(40 * SECOND, never);
    const { controller } = look(recording, { part: 'controller' });
    expect(controller!.znode.epoch).toBe(2);
    expect(controller!.znode.controller).not.toBe(old.brokerId);
    expect(controller!.acting.map(({ epoch, isTrue }) => [epoch, isTrue])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(active().map(({ nodeId }) => nodeId)).toContain(old.brokerId);
    const own = controller!.brokers.find(({ brokerId }) => brokerId === old.brokerId)!;
    expect(own).toMatchObject({ registeredAs: null, readController: old.brokerId });
    expect(own.session!.server).toBe(null);
  });

  test('learns of it when the way is free again; the whole story stands over time', () => {
    recording.toTime(90 * SECOND, never);
    expect(active().map(({ nodeId }) => nodeId)).not.toContain(old.brokerId);
    const { history } = look(recording, { part: 'time' });
    const spans = (kind: string, node: string | null) =>
      history!.rows.find((row) => row.kind === kind && row.node === node)!.spans;
    expect(spans('znode', null).map(({ epoch }) => epoch)).toEqual([1, 2]);
    const [acted] = spans('acting', old.node);
    // It took itself for the controller longer than the znode said so.
    expect(acted!.to).toBeGreaterThan(spans('znode', null)[1]!.from);
    expect(spans('session', old.node).map(({ ended }) => ended)).toEqual(['expired', null]);
    expect(history!.marks.filter(({ kind }) => kind === 'controller').map(({ epoch }) => epoch)).toEqual([1, 2]);
  });
});
