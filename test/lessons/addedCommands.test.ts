/** A solution is judged on a branch of the run without it: that must be the run that the whole script would have given. */
import { expect, test } from 'vitest';
import { Recording } from '../../src/frame/recording.ts';
import { addedCommands } from '../../src/lesson/addedCommands.ts';
import { toWorld } from '../../src/scenario/toWorld.ts';
import { scenarioOf } from '../scenario/support.ts';

const TEXT = (more: string) => `
tidemark: 1
title: { en: x, ko: x }
until: 12s
cluster: { controllers: 1, brokers: 3 }
topics: [{ name: orders, assignment: [[1, 2, 3]] }]
producers: [{ name: p1, send: [{ topic: orders, every: 300ms }] }]
timeline:
  - { at: 5s, kill: b2 }
${more}
`;
const NEVER = () => false;

test('commands done to a branch at their times give the run that a longer script gives, to the step', () => {
  const plain = toWorld(scenarioOf(TEXT('')));
  const whole = toWorld(scenarioOf(TEXT('  - { at: 6s, pause: { node: b3, for: 2s } }\n  - { at: 9s, start: b2 }')));
  const added = addedCommands(plain, whole)!;
  expect(added.map(({ at, command }) => [at, command.type])).toEqual([
    [6_000_000, 'pause'],
    [8_000_000, 'resume'],
    [9_000_000, 'start'],
  ]);
  const written = Recording.start(whole);
  written.toTime(12_000_000, NEVER);
  const run = Recording.start(plain);
  run.toTime(5_999_999, NEVER);
  const branch = run.fork();
  for (const { at, command } of added) {
    branch.toTime(at - 1, NEVER);
    branch.standBefore(at);
    branch.command(command);
  }
  branch.toTime(12_000_000, NEVER);
  expect(branch.history.facts).toEqual(written.history.facts);
});

test('where something else is due at the same instant, or the run alone knows who is meant, it is no branch', () => {
  const plain = toWorld(scenarioOf(TEXT('')));
  const with_ = (line: string) => addedCommands(plain, toWorld(scenarioOf(TEXT(line))));
  expect(with_('  - { at: 5s, pause: b3 }')).toBeUndefined();
  expect(with_('  - { at: 6s, kill: leader of orders-0 }')).toBeUndefined();
});
