/** What is asked of a run without moving in it: lists, states, causes, logs, and the pictures of the lenses. */
import { chartFrames } from '../frame/chartFrames.ts';
import { detailOf } from '../frame/details.ts';
import { diskOf } from '../frame/diskFrame.ts';
import { leadershipOf } from '../frame/leadershipHistory.ts';
import { newestImage, partitionFrames } from '../frame/metadataFrames.ts';
import { metadataLogFrame } from '../frame/metadataLog.ts';
import { partitionLog } from '../frame/partitionLog.ts';
import type { Recording } from '../frame/recording.ts';
import { runDifference } from '../frame/runDifference.ts';
import { whyChain } from '../frame/why.ts';
import type { Config } from '../kafka/kinds.ts';
import type { Answer, Look } from './protocol.ts';

/** One answer lists no more facts. */
const MOST_FACTS = 500;

export function answerLook(ask: Look, recordingOf: (branch: number) => Recording): Answer {
  if (ask.ask === 'difference') {
    const { one, other } = ask;
    const difference = runDifference(recordingOf(one), recordingOf(other), [one, other]);
    return { answer: 'difference', difference };
  }
  const recording = recordingOf(ask.branch);
  switch (ask.ask) {
    case 'facts':
      return {
        answer: 'facts',
        facts: recording.facts.frames(ask.from, Math.min(ask.to, ask.from + MOST_FACTS)),
      };
    case 'marks':
      return { answer: 'marks', marks: recording.facts.marks().slice(ask.from) };
    case 'why':
      return { answer: 'why', chain: whyChain(recording, ask.target) };
    case 'detail':
      return { answer: 'detail', detail: detailOf(recording, ask.target) };
    case 'log':
      return { answer: 'log', log: partitionLog(recording, ask.partition, ask.from, ask.to) };
    case 'metadata-log':
      return { answer: 'metadata-log', log: metadataLogFrame(recording, ask.from, ask.to) };
    case 'leadership':
      return { answer: 'leadership', leadership: leadership(recording) };
    case 'disk':
      return { answer: 'disk', disk: diskOf(recording, ask.node) };
    case 'charts':
      return { answer: 'charts', charts: chartFrames(recording, ask.node) };
  }
}

function leadership(recording: Recording) {
  const { nodes, world } = recording.kernel;
  let config: Config = {};
  for (const { setup } of world.nodes) if (setup.kind === 'server') config = setup.config;
  const partitions = partitionFrames(newestImage(nodes), config);
  return leadershipOf(recording.facts).frame(recording.visitedAt, partitions);
}
