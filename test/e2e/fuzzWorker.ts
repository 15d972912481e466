/** The same seeds on a worker's thread. */
import { type Drawn, fuzzSeeds } from './fuzzSeeds.ts';

addEventListener('message', ({ data }: MessageEvent<readonly Drawn[]>) => postMessage(fuzzSeeds(data)));
