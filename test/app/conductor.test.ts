/** The page without a page: conductor, player, commands and keys over a real session on a wire of its own. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { announce } from '../../src/app/announce.ts';
import { offersOn } from '../../src/app/commands/faults.ts';
import { COMMANDS, commandOf } from '../../src/app/commands/index.ts';
import { Conductor } from '../../src/app/conductor.ts';
import { TRANSLATE } from '../../src/app/i18n/translate.ts';
import { chordText, commandFor } from '../../src/app/keyboard.ts';
import { drivePlayer } from '../../src/app/player/driver.ts';
import { defaultSettings } from '../../src/app/settings.ts';
import { createAppStore, currentView } from '../../src/app/store.ts';
import { contextOf, isAtRest, runCommand, untilSo } from './lessonDesk.ts';
import { type LocalWire, localWire } from './localWire.ts';

const TEXT = readFileSync(new URL('../../scenarios/leader-failover.yaml', import.meta.url), 'utf8');
const SOURCE = { name: 'leader-failover', fileName: 'leader-failover.yaml', text: TEXT, kind: 'scenario' } as const;

let conductor: Conductor;
let wires: LocalWire[];

const until = untilSo;
const frame = () => currentView(conductor.state)!.frame;
const settled = () => until(() => isAtRest(conductor));
const context = () => contextOf(conductor);

async function run(id: string): Promise<void> {
  await runCommand(conductor, id);
  await settled();
}

beforeEach(async () => {
  wires = [];
  conductor = new Conductor(createAppStore(defaultSettings(['en'])), () => {
    const wire = localWire();
    wires.push(wire);
    return wire;
  });
  await conductor.load(SOURCE);
});
afterEach(() => conductor.close());

describe('the page', () => {
  test('opens paused, before the first record, with nothing selected', () => {
    expect(conductor.state).toMatchObject({ link: 'ready', player: 'paused', branch: 0, selection: null });
    expect(frame().ledger.sent).toBe(0);
    expect(frame().partitions).toHaveLength(1);
  });

  test('steps by event, by fact and by what is interesting, and back to the same state', async () => {
    const start = currentView(conductor.state)!.fingerprint;
    await run('transport.interestingForward');
    await run('transport.factForward');
    await run('transport.stepForward');
    const { step } = frame();
    await run('transport.stepBack');
    expect(frame().step).toBe(step - 1);
    conductor.seekTo(conductor.state.scenario!.openAt);
    await settled();
    expect(currentView(conductor.state)!.fingerprint).toBe(start);
  });

  test('kills what is selected; in the past that makes a branch, and the two can be compared', async () => {
    conductor.seekTo(6_000_000);
    await settled();
    conductor.select({ type: 'node', id: 'b3' });
    await run('fault.kill');
    expect(conductor.state.branches).toHaveLength(1);
    conductor.seekTo(4_000_000);
    await settled();
    await run('fault.kill');
    expect(conductor.state.branch).toBe(1);
    expect(conductor.state.notices.at(-1)?.key).toBe('branch.madeByAct');
    await run('branch.compare');
    conductor.seekTo(5_000_000);
    await settled();
    expect(conductor.state.views[0]!.frame.at).toBe(5_000_000);
    const statusIn = (branch: number) =>
      conductor.state.views[branch]!.frame.nodes.find(({ id }) => id === 'b3')!.status;
    expect([statusIn(0), statusIn(1)]).toEqual(['up', 'down']);
    await run('branch.compareOff');
    expect(conductor.state.compare).toBeNull();
  });

  test('plays: idle time is skipped and said, the run is kept ahead, and it stops at the end of the script', async () => {
    const ticks: ((wall: number) => void)[] = [];
    const stop = drivePlayer(conductor, (tick) => ticks.push(tick));
    conductor.seekTo(38_000_000);
    await settled();
    let wall = 0;
    let sawIdle = false;
    await commandOf('transport.play').run(context());
    let last = conductor.clock.now();
    while (conductor.state.player !== 'atEnd' && wall < 120_000) {
      const tick = ticks.shift();
      wall += 16;
      tick?.(wall);
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (conductor.state.idle !== null) sawIdle = true;
      expect(conductor.clock.now()).toBeGreaterThanOrEqual(last);
      last = conductor.clock.now();
    }
    stop();
    expect(conductor.state.player).toBe('atEnd');
    expect(sawIdle).toBe(true);
    await settled();
    await until(() => frame().at === 45_000_000);
    // The last five records and some seconds of nothing: neither a blink nor for ever.
    expect(wall).toBeGreaterThan(3_000);
    expect(wall).toBeLessThan(60_000);
  }, 60_000);

  test('announces a step in a sentence', async () => {
    const stop = announce(conductor, (say) => setTimeout(say, 20));
    await run('transport.interestingForward');
    await until(() => conductor.state.announcement !== '');
    await until(() => conductor.state.announcement.includes('orders-0'));
    stop();
  });

  test('shows facts up to the playhead only, and no mark of what was not seen', async () => {
    conductor.seekTo(12_000_000);
    await settled();
    await until(() => conductor.state.facts.at(-1)?.index === currentView(conductor.state)!.factsBefore - 1);
    expect(conductor.state.facts.every(({ at }) => at <= 12_000_000)).toBe(true);
    await until(() => conductor.state.marks.length > 0);
    expect(conductor.state.marks.every(({ at }) => at <= 12_000_000)).toBe(true);
    conductor.seekTo(5_000_000);
    await settled();
    await until(() => conductor.state.facts.at(-1)?.index === currentView(conductor.state)!.factsBefore - 1);
    expect(conductor.state.facts.every(({ at }) => at <= 5_000_000)).toBe(true);
  });

  test('lists the problems of a file, and opens another one after it', async () => {
    await conductor.load({ ...SOURCE, text: 'tidemark: 1\n' });
    expect(conductor.state.link).toBe('problems');
    expect(conductor.state.problems.length).toBeGreaterThan(0);
    await conductor.load(SOURCE);
    expect(conductor.state.link).toBe('ready');
  });

  test('a simulation that dies is told, and starts again where it was', async () => {
    conductor.seekTo(7_000_000);
    await settled();
    wires[0]!.crash();
    expect(conductor.state).toMatchObject({ link: 'failed', failure: 'out of memory' });
    await conductor.restart();
    expect(conductor.state.link).toBe('ready');
    expect(frame().at).toBe(7_000_000);
    expect(wires).toHaveLength(2);
  });
});

describe('commands and keys', () => {
  test('ids are unique, and no two commands for one key can be run at once', () => {
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
    const keys = COMMANDS.filter(({ when }) => when(conductor.state)).flatMap(({ key, also }) => [key, also]);
    const taken = keys.filter((key) => key !== undefined);
    expect(new Set(taken).size).toBe(taken.length);
  });

  test('chords have one form', () => {
    const chord = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    expect(chordText({ ...chord, key: ' ' })).toBe('Space');
    expect(chordText({ ...chord, key: 'n' })).toBe('N');
    expect(chordText({ ...chord, key: 'N', shiftKey: true })).toBe('Shift+N');
    expect(chordText({ ...chord, key: '?', shiftKey: true })).toBe('?');
    expect(chordText({ ...chord, key: 'k', metaKey: true })).toBe('Mod+K');
  });

  test('single keys act in the stage only, and not when they are switched off', () => {
    const chord = { key: 'n', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    const { state } = conductor;
    expect(commandFor(chord, 'stage', state, COMMANDS)?.id).toBe('transport.interestingForward');
    expect(commandFor(chord, 'elsewhere', state, COMMANDS)).toBeUndefined();
    expect(commandFor(chord, 'text', state, COMMANDS)).toBeUndefined();
    const off = { ...state, settings: { ...state.settings, keys: false } };
    expect(commandFor(chord, 'stage', off, COMMANDS)).toBeUndefined();
    expect(commandFor({ ...chord, key: 'k', ctrlKey: true }, 'text', off, COMMANDS)?.id).toBe('view.palette');
  });

  test('everything on the stage has acts, named in both languages', () => {
    const shown = frame();
    const [message] = shown.messages;
    for (const target of [
      { type: 'node', id: 'b1' },
      { type: 'node', id: 'p1' },
      { type: 'partition', id: 'orders-0' },
      { type: 'replica', partition: 'orders-0', broker: 1 },
      { type: 'link', from: 'b1', to: 'b2' },
      ...(message === undefined ? [] : [{ type: 'message', id: message.id } as const]),
    ] as const) {
      const offers = offersOn(target, shown);
      expect(offers.length, JSON.stringify(target)).toBeGreaterThan(0);
      for (const { label, values } of offers) {
        expect(TRANSLATE.ko(label, values)).not.toMatch(/[{}]/);
        expect(TRANSLATE.en(label, values)).not.toMatch(/[{}]/);
      }
    }
  });
});
