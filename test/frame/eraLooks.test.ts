/** What a reader meets around the era: two eras beside each other, the disk of a server of the ensemble, metrics of the era. */
import { beforeAll, describe, expect, test } from 'vitest';
import { seconds } from '../../src/base/time.ts';
import { BesideDivergence } from '../../src/frame/besideDivergence.ts';
import { type DiskFrame, diskOf } from '../../src/frame/diskFrame.ts';
import { metricsFrame } from '../../src/frame/metrics/metricFrames.ts';
import { Recording } from '../../src/frame/recording.ts';
import { runDifference } from '../../src/frame/runDifference.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';

const START = `tidemark: 1
title: { en: Both, ko: 둘 다 }
summary: { en: A scenario of a test., ko: 테스트용 시나리오예요. }
version: 3.9.1
until: 45s
cluster: { zookeeper: 3, controllers: 3, brokers: 3 }
topics: [{ name: orders, assignment: [[1, 2, 3]] }]
producers:
  - { name: p1, config: { acks: all }, send: [{ topic: orders, every: 200ms, count: 60, start: 5s }] }
timeline:
  - { at: 10s, kill: b1 }
`;

function run(era: 'zookeeper' | 'kraft', until: number, more = ''): Recording {
  const parsed = parseScenario(`${START}${more}era: ${era}\n`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const recording = Recording.start(toWorld(parsed.scenario, {}));
  recording.toTime(seconds(until), () => false);
  return recording;
}

describe('one scenario in two eras', () => {
  let zookeeper: Recording;
  let kraft: Recording;
  beforeAll(() => {
    [zookeeper, kraft] = [run('zookeeper', 35), run('kraft', 35)];
  });

  test('they part where the one has a leader again and the other waits for a session to expire', () => {
    const { at, side, place } = new BesideDivergence(zookeeper, kraft).upTo(seconds(35))!;
    const { fact } = kraft.facts.recorded(place)!;
    expect(side).toBe(1);
    expect(fact).toMatchObject({ type: 'LeaderElected', partition: 'orders-0', previousLeader: 1 });
    expect(at).toBeGreaterThan(seconds(15));
    expect(at).toBeLessThan(seconds(22));
  });

  test('until then nothing parts them, whatever their starts were like', () => {
    expect(new BesideDivergence(zookeeper, kraft).upTo(seconds(15))).toBeUndefined();
    expect(runDifference(zookeeper, kraft, [0, 1])).toMatchObject({ ofTwoEras: true });
    expect(runDifference(zookeeper, kraft, [0, 1]).divergence!.at).toBeGreaterThan(seconds(15));
  });

  test('of one era everything counts, and two runs of it agree in all of it', () => {
    expect(runDifference(kraft, run('kraft', 12), [0, 1])).toMatchObject({ ofTwoEras: false, divergence: null });
  });
});

describe('the disk of a server of the ensemble', () => {
  const file = (disk: DiskFrame, name: RegExp) => disk.directories[0]!.files.find((one) => name.test(one.name));

  test('has its files by the names ZooKeeper gives them, alive and dead', () => {
    const dead = '  - { at: 20s, kill: z1 }\n';
    const disk = diskOf(run('zookeeper', 24, dead), 'z1')!;
    expect(disk.directories.map(({ name }) => name)).toEqual(['version-2']);
    const names = disk.directories[0]!.files.map(({ name }) => name);
    expect(names.map((name) => name.replace(/\.[0-9a-f]+$/, ''))).toEqual(['acceptedEpoch', 'currentEpoch', 'log']);
    expect(file(disk, /^currentEpoch/)).toMatchObject({ text: '1\n', flushed: true });
    const log = file(disk, /^log\./)!.text.split('\n');
    expect(names).toContain(`log.${/zxid 0x([0-9a-f]+)/.exec(log[0]!)![1]}`);
    expect(log.some((line) => /create -e \/controller/.test(line))).toBe(true);
  });

  test('a snapshot lists znodes and sessions; the log goes on in another file', () => {
    const parsed = parseScenario(
      `${START}era: zookeeper\n`.replace('zookeeper: 3,', 'zookeeper: { servers: 3, config: { snapCount: 20 } },'),
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const recording = Recording.start(toWorld(parsed.scenario, {}));
    recording.toTime(seconds(12), () => false);
    const disk = diskOf(recording, 'z2')!;
    const snapshot = file(disk, /^snapshot\./)!.text;
    expect(snapshot).toMatch(/^\/brokers\/ids\/2 cZxid = 0x1[0-9a-f]+ .* ephemeralOwner = 0x[0-9a-f]+ \{/m);
    expect(disk.directories[0]!.files.filter(({ name }) => name.startsWith('log.')).length).toBeGreaterThan(1);
  });
});

describe('metrics of the era', () => {
  const ask = { node: null, from: 0, to: seconds(35), window: 'jmx' } as const;

  test('the controller: its queue, and what its thread spends its time on', () => {
    const recording = run('zookeeper', 35);
    const frame = metricsFrame(recording, { ...ask, family: 'controller', names: [] });
    const chart = (name: string) => frame.charts.find((one) => one.name === name)!;
    expect(chart('EventQueueTimeMs').mbean).toBe('kafka.controller:type=ControllerEventManager,name=EventQueueTimeMs');
    const active = chart('ActiveControllerCount').lines.find(({ now }) => now === 1)!.node;
    const now = (name: string, node: string) => chart(name).lines.find((line) => line.node === node)!.now;
    expect(now('GlobalPartitionCount', active)).toBe(1);
    expect(now('LeaderElectionRateAndTimeMs', active)).toBeGreaterThan(0);
    for (const { node } of chart('GlobalPartitionCount').lines.filter((line) => line.node !== active))
      expect([null, 0]).toContain(now('GlobalPartitionCount', node));
  });

  test('a broker: what it waits for ZooKeeper, and how often it was connected', () => {
    const recording = run('zookeeper', 35);
    const names = ['ZooKeeperRequestLatencyMs', 'ZooKeeperSyncConnectsPerSec'];
    const { charts } = metricsFrame(recording, { ...ask, family: 'broker', names });
    expect(charts.map(({ name }) => name).sort()).toEqual(names);
    const latency = charts.find(({ name }) => name === names[0])!.lines.find(({ node }) => node === 'b2')!.now!;
    expect(latency).toBeGreaterThan(0.5);
    expect(latency).toBeLessThan(100);
  });

  test('KRaft has none of them', () => {
    const { names } = metricsFrame(run('kraft', 12), { ...ask, family: 'controller', names: [] });
    expect(names).toContain('GlobalPartitionCount');
    expect(names).not.toContain('EventQueueSize');
  });
});
