// Reading the recorded truth of real Kafka (see README.md beside this file).

import { readFileSync } from 'node:fs';

export interface Recorded<Case> {
  readonly kafkaVersion: string;
  readonly class: string;
  readonly howRecorded: string;
  readonly shape: Readonly<Record<string, string>>;
  readonly cases: readonly Case[];
}

export function readRecorded<Case>(file: string): Recorded<Case> {
  const text = readFileSync(new URL(`./recorded/${file}`, import.meta.url), 'utf8');
  return JSON.parse(text) as Recorded<Case>;
}
