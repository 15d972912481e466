/** The same seeds on a worker's thread. */
import { fuzzSeeds } from './fuzzSeeds.ts';

addEventListener('message', ({ data }: MessageEvent<readonly number[]>) => postMessage(fuzzSeeds(data)));
