/** In a worker thread, bundled with a mutant in it: every seed of a list, and which of them failed. */
import { parentPort, workerData } from 'node:worker_threads';
import { failuresOf, fuzz } from '../../src/fuzz/fuzz.ts';
import type { RunnerData } from './runner.ts';

const { seeds } = workerData as RunnerData;
parentPort?.postMessage(seeds.filter((seed) => failuresOf(fuzz(seed)).length > 0));
