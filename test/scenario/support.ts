/** Scenarios for tests, with as few words as they need. */
import { expect } from 'vitest';
import type { Kafka } from '../../src/kafka/kinds.ts';
import type { History } from '../../src/record/history.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

const NEEDED: Readonly<Record<string, string>> = {
  tidemark: 'tidemark: 1',
  title: 'title: { en: A case, ko: 사례 }',
  until: 'until: 30s',
  cluster: 'cluster: { controllers: 3, brokers: 3 }',
  topics: 'topics: [{ name: orders, assignment: [[1, 2, 3]] }]',
};

/** The text with the keys that every scenario needs, where it does not have them itself. */
export function wholeText(text: string): string {
  const missing = Object.keys(NEEDED).filter((key) => !new RegExp(`^${key}:`, 'm').test(text));
  return `${text}\n${missing.map((key) => `${NEEDED[key]}\n`).join('')}`;
}

export function scenarioOf(text: string): Scenario {
  const result = parseScenario(wholeText(text));
  if (!result.ok) throw new Error(result.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return result.scenario;
}

/** As many events as lie between two checkpoints, and some more. */
const REPLAYED = 2_500;

/** From its middle on a run is the one that was recorded, and so is its end when it comes there again. */
export function comesBackTheSame(history: History<Kafka>, until: number): void {
  const { head, trace } = history;
  const from = Math.floor(head / 2);
  for (const step of [from, Math.min(head, from + REPLAYED)]) {
    history.seek(step);
    expect(history.kernel.fingerprintWord).toBe(trace.hash(step));
  }
  history.seekTime(until);
}
