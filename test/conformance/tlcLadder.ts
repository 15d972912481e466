// What TLC counted and found on the public specification of Kafka's replication (see README.md beside this file).

import { readFileSync } from 'node:fs';
import type { LadderConstants } from '../../src/kafka/ladder/index.ts';

export interface TlcCase {
  readonly rung: string;
  readonly module: string;
  readonly constants: LadderConstants;
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  readonly properties: Readonly<Record<string, TlcVerdict>>;
}

export type TlcVerdict =
  | { readonly verdict: 'holds'; readonly distinct?: number; readonly generated?: number; readonly depth?: number }
  | { readonly verdict: 'violated'; readonly states: number };

export interface TlcLadder {
  readonly tool: string;
  readonly cases: readonly TlcCase[];
}

export function readTlcLadder(): TlcLadder {
  return JSON.parse(readFileSync(new URL('./recorded/tlc-ladder.json', import.meta.url), 'utf8')) as TlcLadder;
}
