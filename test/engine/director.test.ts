/** Scripts: commands at a time, commands that follow facts, and cues whose commands the director finds when they are due. */
import { expect, test } from 'vitest';
import { History } from '../../src/record/history.ts';
import { type PingPong, rally } from '../../src/sim/pingPong.ts';
import type { Director, WorldSetup } from '../../src/sim/world.ts';

/** Kills whoever told of a returned ball first, at the cue; starts them again 50 ms later. */
const director: Director<PingPong> = {
  initial: '',
  onFact: (state, fact, node) => ({ state: fact.type === 'BallReturned' && state === '' ? node : state, commands: [] }),
  onCue: (state, cue) => ({
    state,
    commands:
      state === ''
        ? []
        : [
            { delay: 0, command: { type: 'kill', node: state as string } },
            { delay: 50_000, command: { type: 'start', node: state as string } },
            ...(cue.line === 0
              ? [{ delay: 100_000, command: { type: 'cue', line: 1, text: 'once more' } as const }]
              : []),
          ],
  }),
};

function world(at: number): WorldSetup<PingPong> {
  const script = [{ at, command: { type: 'cue', line: 0, text: 'kill whoever told first' } as const }];
  return { ...rally(3, 100_000), script, director };
}

test('a cue becomes commands, chosen by what happened before it', () => {
  const history = new History(world(200_000));
  history.runUntil(1_000_000);
  const killed = history.facts.filter(({ fact }) => fact.type === 'NodeKilled');
  const returned = history.facts.find(({ fact }) => fact.type === 'BallReturned');
  expect(killed.map(({ at }) => at)).toEqual([200_000, 300_000]);
  expect(killed.map(({ node }) => node)).toEqual([returned?.node, returned?.node]);
  expect(history.kernel.directorState).toBe(returned?.node);
  // The cue caused the kill: the chain of causes leads back to the line of the script.
  const cue = history.trace.cause(killed[0]!.step);
  expect(history.trace.kind(cue)).toBe('command');
});

test('a cue that finds nobody does nothing', () => {
  const history = new History(world(1));
  history.runUntil(1_000_000);
  expect(history.facts.filter(({ fact }) => fact.type === 'NodeKilled')).toEqual([]);
});

test('is the same after rewinding', () => {
  const history = new History(world(200_000));
  history.runUntil(1_000_000);
  const [end, fingerprint] = [history.head, history.kernel.fingerprint];
  history.seek(10);
  history.seek(end);
  expect(history.kernel.fingerprint).toBe(fingerprint);
});
