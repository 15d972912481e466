/** In a worker thread, bundled with a mutant in it: every seed of a list, and which of them failed. */
import { failuresOf, fuzz } from '../../src/fuzz/fuzz.ts';
import type { RunnerData } from './runner.ts';
import { answering } from './thread.ts';

answering(({ seeds }: RunnerData) => seeds.filter((seed) => failuresOf(fuzz(seed)).length > 0));
