/** Seeds shared among processes of this same program: each takes pieces until none is left, and tells what they add up to. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { SwarmEra } from '../fuzz/faults/index.ts';
import { NO_SEEDS, type Tally, together } from '../fuzz/tally.ts';

export interface SharedSeeds {
  readonly from: number;
  readonly seeds: number;
  readonly era: SwarmEra;
  readonly jobs: number;
  /** Wall time, in milliseconds of the epoch. */
  readonly deadline: number;
  readonly onTally: (sum: Tally) => void;
}

/** Small enough that the last process does not run alone for long, large enough to pay for its start. */
const PIECES_A_JOB = 4;
const SMALLEST_PIECE = 25;
const LARGEST_PIECE = 500;

export function jobsOfThisMachine(): number {
  return availableParallelism();
}

export async function shareSeeds({ from, seeds, era, jobs, deadline, onTally }: SharedSeeds): Promise<Tally> {
  const size = Math.min(Math.max(Math.ceil(seeds / (jobs * PIECES_A_JOB)), SMALLEST_PIECE), LARGEST_PIECE);
  let next = from;
  let sum = NO_SEEDS;
  const work = async () => {
    while (next < from + seeds && Date.now() < deadline) {
      const first = next;
      const count = Math.min(size, from + seeds - first);
      next += count;
      const piece = await sweepElsewhere(first, count, era, deadline);
      sum = together(sum, piece);
      onTally(sum);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return sum;
}

function sweepElsewhere(from: number, seeds: number, era: SwarmEra, deadline: number): Promise<Tally> {
  const minutes = Math.max(0.001, (deadline - Date.now()) / 60_000);
  const limit = minutes > 9_999 ? [] : ['--minutes', minutes.toFixed(3)];
  const which = ['--from', String(from), '--seeds', String(seeds), '--era', era];
  const args = ['fuzz', ...which, '--jobs', '1', '--json', ...limit];
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      try {
        const { type: _type, from: _from, seconds: _seconds, ...tally } = JSON.parse(text);
        resolve(tally as Tally);
      } catch {
        reject(new Error(`seeds ${from} to ${from + seeds - 1} came to no end: the process ended with ${code}`));
      }
    });
  });
}
