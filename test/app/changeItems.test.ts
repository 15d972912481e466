/** The dialog's list of what can be changed: what it offers can be done, and a what-if of a lesson too. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { canBeHere, changeOf, draftOf, found, type Item, itemsOf, keyOf } from '../../src/app/dialogs/change/items.ts';
import type { ChangeableFrame } from '../../src/frame/changeableFrame.ts';
import { changing, readChange } from '../../src/scenario/change.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { Target } from '../../src/worker/protocol.ts';
import { Session } from '../../src/worker/session.ts';

const FOLDER = new URL('../../scenarios/', import.meta.url);
const textOf = (name: string) => readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8');

function changeable(name: string, target: Target | null = null): ChangeableFrame {
  const session = new Session({ clock: () => 0 });
  expect(session.answer({ ask: 'load', name, text: textOf(name) }).answer).toBe('loaded');
  const answer = session.answer({ ask: 'changeable', branch: 0, target });
  if (answer.answer !== 'changeable') throw new Error(JSON.stringify(answer));
  return answer.changeable;
}

const setting = (frame: ChangeableFrame, kind: string, key: string): Item =>
  itemsOf(frame).find((item) => item.kind === 'setting' && item.owner.kind === kind && item.setting.key === key)!;

describe('the list', () => {
  test('begins with what was pointed at: its lines, then its settings, those that are set first', () => {
    const items = itemsOf(changeable('acks-one-loses', { type: 'node', id: 'p1' }));
    expect(items.slice(0, 3).map(keyOf)).toEqual([
      'producer p1 acks',
      'producer p1 linger.ms',
      'producer p1 enable.idempotence',
    ]);
    const ofBroker = itemsOf(changeable('acks-one-loses', { type: 'node', id: 'b1' })).map(keyOf);
    expect(ofBroker.slice(0, 3)).toEqual(['line 1', 'line 2', 'line 4']);
    expect(ofBroker[3]).toMatch(/^broker b1 /);
    expect(new Set(ofBroker).size).toBe(ofBroker.length);
  });

  test('is searched by all words, in any order', () => {
    const items = itemsOf(changeable('acks-one-loses'));
    expect(found(items, 'ACKS p1', keyOf).map(keyOf)).toEqual(['producer p1 acks']);
    expect(found(items, ' ', keyOf)).toBe(items);
    expect(found(items, 'nothing-like-it', keyOf)).toEqual([]);
  });

  // What is the same in another file of the same release is tried once.
  const tried = new Map<string, Set<string>>();
  test.each(['acks-one-loses', 'stop-the-world-or-not', 'two-eras-one-story', 'linger-and-batches'])(
    '%s: whatever is chosen in it, the first form of its editor is a change that can be run, or none yet',
    (name) => {
      const frame = changeable(name);
      const text = textOf(name);
      const release = /^version: (.*)/m.exec(text)?.[1] ?? '';
      const seen = tried.get(release) ?? new Set<string>();
      tried.set(release, seen);
      const changed = changing(text);
      for (const item of itemsOf(frame)) {
        const kind = item.kind === 'setting' ? `${item.owner.kind} ${item.setting.key}` : keyOf(item);
        if (seen.has(kind)) continue;
        seen.add(kind);
        const change = changeOf(item, draftOf(item, frame, 5_000_000), 'start');
        if (change === undefined || item.kind === 'era') continue;
        expect([kind, readChange(change)]).toMatchObject([kind, { ok: true }]);
        const applied = changed([change]);
        // What clients promise each other cannot always be changed alone: then it says why.
        if (!applied.ok)
          expect([kind, applied.problems.join()]).toEqual([kind, expect.stringMatching(ONE_NEEDS_ANOTHER)]);
      }
      expect(seen.size).toBeGreaterThan(100);
    },
  );
});

/** Kafka's own words where two settings contradict each other, or the model's where it does not follow one. */
const ONE_NEEDS_ANOTHER =
  /idempoten|must|would not start|not modelled|cannot|needs|is not set here|only|has no|no effect/i;

describe('what is set', () => {
  test('of a number goes out in the unit of the setting', () => {
    const frame = changeable('acks-one-loses');
    const linger = setting(frame, 'producer', 'linger.ms');
    const draft = draftOf(linger, frame, 0);
    expect(changeOf(linger, draft, 'start')).toBeUndefined();
    expect(changeOf(linger, { ...draft, text: '1.5', unit: 1000 }, 'start')).toEqual({
      producer: 'p1',
      set: { 'linger.ms': 1500 },
    });
    expect(changeOf(linger, { ...draft, text: 'soon' }, 'start')).toBeUndefined();
    expect(changeOf(linger, { ...draft, how: 'default' }, 'start')).toEqual({ producer: 'p1', remove: ['linger.ms'] });
  });

  test('of the cluster, a topic or a fault can be done at the playhead; of a client it cannot', () => {
    const frame = changeable('acks-one-loses');
    const items = itemsOf(frame);
    expect(canBeHere(setting(frame, 'topic', 'min.insync.replicas'))).toBe(true);
    expect(canBeHere(setting(frame, 'producer', 'acks'))).toBe(false);
    // Their file is changed, and they are started again.
    expect(canBeHere(setting(frame, 'controller', 'unclean.leader.election.enable'))).toBe(true);
    expect(canBeHere(setting(frame, 'cluster', 'replica.lag.time.max.ms'))).toBe(false);
    const add = items.find(({ kind }) => kind === 'add')!;
    expect(canBeHere(add)).toBe(true);
    const draft = draftOf(add, frame, 7_250_000);
    expect(changeOf(add, draft, 'start')).toEqual({ add: { at: '7.25s', kill: 'b1' } });
    expect(changeOf(add, draft, 'here')).toEqual({ add: { kill: 'b1' } });
  });

  test('of a line: without it, at another time, on another node', () => {
    const frame = changeable('acks-one-loses');
    const kill = itemsOf(frame).find((item) => keyOf(item) === 'line 2')!;
    const draft = draftOf(kill, frame, 0);
    expect(changeOf(kill, draft, 'start')).toEqual({ without: 2 });
    expect(changeOf(kill, { ...draft, how: 'move' }, 'start')).toBeUndefined();
    expect(changeOf(kill, { ...draft, how: 'move', text: '20' }, 'start')).toEqual({ move: 2, to: '20s' });
    expect(changeOf(kill, { ...draft, how: 'node' }, 'start')).toEqual({ replace: 2, with: 'b2' });
  });
});

test('every what-if of a bundled lesson can be run', () => {
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))) {
    const text = readFileSync(new URL(file, FOLDER), 'utf8');
    if (!text.includes('what-if:')) continue;
    const parsed = parseScenario(text);
    if (!parsed.ok) continue;
    const changed = changing(text);
    for (const { change } of parsed.scenario.lesson?.['what-if'] ?? []) {
      expect([file, changed([change])]).toMatchObject([file, { ok: true }]);
    }
  }
});
