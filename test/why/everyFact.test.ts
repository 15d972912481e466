/** Whatever a run tells can be asked why, in both languages; a chain goes back in time and comes to an end. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isRoutine } from '../../src/frame/factGroups.ts';
import { Recording } from '../../src/frame/recording.ts';
import { offersOf } from '../../src/frame/why/not/offers.ts';
import { whyNotOf } from '../../src/frame/why/not/whyNotOf.ts';
import { whyOf } from '../../src/frame/why/whyOf.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';

const SPOILT = /undefined|NaN|\[object|\$\{/;

function recordingOf(name: string): Recording {
  const parsed = parseScenario(readFileSync(new URL(`../../scenarios/${name}.yaml`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const recording = Recording.start(toWorld(parsed.scenario));
  recording.toTime(60_000_000, () => false);
  return recording;
}

describe.each(['leader-failover', 'kicked-out-while-heartbeating', 'zookeeper-broker-dies'])('%s', (name) => {
  const recording = recordingOf(name);
  const before = recording.kernel.fingerprint;

  test('every kind of fact, the first and the last of each', () => {
    const places = new Map<string, number[]>();
    for (let index = 0; index < recording.facts.length; index++) {
      const { fact } = recording.facts.recorded(index)!;
      if (!isRoutine(fact)) places.set(fact.type, [places.get(fact.type)?.[0] ?? index, index]);
    }
    for (const index of [...places.values()].flat()) {
      const { steps, root } = whyOf(recording, { type: 'fact', index });
      expect(steps[0]!.fact!.index).toBe(index);
      expect(['command', 'plan', 'start', 'timer', 'cut']).toContain(root);
      steps.slice(1).forEach((step, place) => {
        expect(step.step).toBeLessThanOrEqual(steps[place]!.step);
      });
      const said = steps.flatMap(({ because }) => because.flatMap(({ en, ko }) => [en, ko])).join('\n');
      expect(said).not.toMatch(SPOILT);
    }
  });

  test('every why-not that is offered has an answer, and asking moves nothing', () => {
    for (const { id } of recording.kernel.nodes) {
      for (const { ask } of offersOf(recording, { type: 'node', id })) {
        const { answer, conditions } = whyNotOf(recording, ask);
        expect(conditions.length).toBeGreaterThan(2);
        const said = [answer, ...conditions.flatMap(({ says, seen }) => [says, seen])];
        expect(said.map(({ en, ko }) => `${en}\n${ko}`).join('\n')).not.toMatch(SPOILT);
      }
    }
    expect(recording.kernel.fingerprint).toBe(before);
  });

  test('a message on its way says what sent it', () => {
    const sent = recording.facts.placesOf('BatchSent').at(-1)!;
    recording.toStep(recording.facts.recorded(sent)!.step, () => false);
    const message = recording.kernel.pending().find(({ event }) => event.kind === 'message' && event.cause > 0);
    const { steps } = whyOf(recording, { type: 'message', id: message!.event.number });
    expect(steps[0]!.step).toBe(message!.event.cause);
  });
});
