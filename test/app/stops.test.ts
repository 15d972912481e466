/** Facts to stop at: found exactly, kept for each scenario, and never run past. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { commandOf } from '../../src/app/commands/index.ts';
import { Conductor } from '../../src/app/conductor.ts';
import { Desk } from '../../src/app/desk.ts';
import { drivePlayer } from '../../src/app/player/driver.ts';
import { defaultSettings, memoryKeeper } from '../../src/app/settings.ts';
import { type Breakpoint, matchText, readStops, withStop, writeStops } from '../../src/app/stops.ts';
import { createAppStore, currentView } from '../../src/app/store.ts';
import { factChoices } from '../../src/frame/factChoices.ts';
import type { FactMatch } from '../../src/worker/protocol.ts';
import { localWire } from './localWire.ts';

const TEXT = readFileSync(new URL('../../scenarios/leader-failover.yaml', import.meta.url), 'utf8');
const SOURCE = { name: 'leader-failover', fileName: 'leader-failover.yaml', text: TEXT, kind: 'scenario' } as const;

let conductor: Conductor;
const until = async (isSo: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 4_000; turn++) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error('it did not come to pass');
};
const view = () => currentView(conductor.state)!;
const settled = () => until(() => ['paused', 'atEnd'].includes(conductor.state.player) && conductor.isStill);
const stop = (match: FactMatch): Breakpoint => ({ match, on: true });

/** The facts of the step on which the playhead stands. */
async function factsHere(): Promise<
  readonly { readonly type: string; readonly node: string; readonly text: string }[]
> {
  await until(() => (conductor.state.facts.at(-1)?.index ?? -1) + 1 === view().factsBefore);
  return conductor.state.facts.filter(({ step }) => step === view().frame.step);
}

beforeEach(async () => {
  conductor = new Conductor(createAppStore(defaultSettings(['en'])), localWire);
  await conductor.load(SOURCE);
});
afterEach(() => {
  conductor.close();
  vi.unstubAllGlobals();
});

describe('running until', () => {
  test('goes to the first such fact, however far it is, and back to the one before', async () => {
    conductor.toFact([{ type: 'BrokerFenced' }], 1);
    await settled();
    expect((await factsHere()).map(({ type }) => type)).toContain('BrokerFenced');
    const { step } = view().frame;
    conductor.toFact([{ type: 'ProcessKilled' }], -1);
    await settled();
    expect(view().frame.step).toBeLessThan(step);
    expect((await factsHere()).map(({ type }) => type)).toContain('ProcessKilled');
  });

  test('minds the node and the partition', async () => {
    conductor.seekTo(0);
    await settled();
    conductor.toFact([{ type: 'BecameFollower', partition: 'orders-0', node: 'b3' }], 1);
    await settled();
    expect((await factsHere()).some(({ type, node }) => type === 'BecameFollower' && node === 'b3')).toBe(true);
    const { step } = view().frame;
    conductor.toFact([{ type: 'BecameFollower', partition: 'payments-0' }], 1);
    await settled();
    expect(view().frame.step).toBe(step);
  });

  test('what does not happen leaves the playhead where it is, and says how far it looked', async () => {
    const { step } = view().frame;
    conductor.toFact([{ type: 'DiskWiped' }], 1);
    await settled();
    expect(view().frame.step).toBe(step);
    expect(conductor.state.notices.at(-1)).toMatchObject({ key: 'stop.none', values: { time: '45.000 s' } });
    conductor.toFact([{ type: 'DiskWiped' }], -1);
    await settled();
    expect(conductor.state.notices.at(-1)?.key).toBe('stop.noneBefore');
  });
});

describe('a breakpoint', () => {
  const play = async (speed: number | 'events'): Promise<void> => {
    conductor.set({ speed: speed as 20 });
    const ticks: ((ms: number) => void)[] = [];
    const stopDriving = drivePlayer(conductor, (tick) => ticks.push(tick));
    conductor.player({ type: 'PLAY' });
    let ms = 0;
    for (let turn = 0; turn < 6_000 && conductor.state.player !== 'paused'; turn++) {
      for (const tick of ticks.splice(0)) tick(ms);
      ms += 90;
      if (turn % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    stopDriving();
    await settled();
  };

  test.each([0.5, 20, 'events'] as const)('stops playing at %s exactly there', async (speed) => {
    conductor.seekTo(9_999_000);
    await settled();
    await conductor.setStops([stop({ type: 'ProcessKilled' })]);
    await play(speed);
    expect(conductor.state.player).toBe('paused');
    expect((await factsHere()).map(({ type }) => type)).toContain('ProcessKilled');
    expect(view().stopped).not.toBeNull();
  });

  test('of several facts stops at each, in their order, and goes on when played again', async () => {
    conductor.seekTo(9_000_000);
    await settled();
    await conductor.setStops([stop({ type: 'LeaderElected' }), stop({ type: 'ProcessKilled' })]);
    const seen: string[] = [];
    for (let n = 0; n < 2; n++) {
      await play(20);
      seen.push(...(await factsHere()).map(({ type }) => type).filter((type) => /^(Leader|Process)/.test(type)));
    }
    expect(seen[0]).toBe('ProcessKilled');
    expect(seen).toContain('LeaderElected');
  });

  test('that is off stops nothing, and jumps know only those that are on', async () => {
    await conductor.setStops([{ match: { type: 'ProcessKilled' }, on: false }]);
    expect(commandOf('stop.next').when(conductor.state)).toBe(false);
    expect(view().stop).toBeNull();
    await conductor.setStops([stop({ type: 'LeaderElected' })]);
    expect(commandOf('stop.next').when(conductor.state)).toBe(true);
  });

  test('belongs to its scenario, and outlives the page', async () => {
    const keeper = memoryKeeper();
    writeStops(keeper, 'leader-failover', [stop({ type: 'IsrChanged', partition: 'orders-0' })]);
    vi.stubGlobal('document', { documentElement: { dataset: {} } });
    vi.stubGlobal('matchMedia', () => ({ matches: true }));
    const nobody = (): never => {
      throw new Error('nobody searches here');
    };
    const desk = new Desk(conductor, keeper, nobody, nobody);
    await conductor.load(SOURCE);
    await until(() => conductor.state.stops.length === 1);
    desk.changeStops(withStop(conductor.state.stops, { type: 'BrokerFenced' }));
    expect(readStops(keeper, 'leader-failover').map(({ match }) => matchText(match))).toEqual([
      'IsrChanged · orders-0',
      'BrokerFenced',
    ]);
    expect(readStops(keeper, 'slow-follower')).toEqual([]);
    await until(() => conductor.isStill);
  });

  test('kept by an older page does no harm', async () => {
    const keeper = memoryKeeper();
    keeper.setItem('tidemark.stops', '[["leader-failover",[{"match":{"type":"Gone"}},{"match":7},null]],9,"x"]');
    expect(readStops(keeper, 'leader-failover')).toEqual([{ match: { type: 'Gone' }, on: true }]);
    await conductor.setStops(readStops(keeper, 'leader-failover'));
    expect(view().stop).toBeNull();
    keeper.setItem('tidemark.stops', '{');
    expect(readStops(keeper, 'leader-failover')).toEqual([]);
  });
});

test('every fact can be chosen, in one group', () => {
  const all = [...factChoices().values()].flat();
  expect(new Set(all.map(({ type }) => type)).size).toBe(all.length);
  expect(all.find(({ type }) => type === 'LeaderElected')).toEqual({ type: 'LeaderElected', ofPartition: true });
  expect(all.find(({ type }) => type === 'ControllerActivated')!.ofPartition).toBe(false);
});
