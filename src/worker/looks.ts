/** What is asked of a run without moving in it: lists, states, causes, logs, and the pictures of the lenses. */
import { biographyOf } from '../frame/biography/biography.ts';
import { findRecords } from '../frame/biography/findRecords.ts';
import { ledgerRecords, runLedger } from '../frame/biography/runLedger.ts';
import { chartFrames } from '../frame/chartFrames.ts';
import { configOf } from '../frame/config/configOf.ts';
import { completionFrame, consoleFrame, typedFrame } from '../frame/consoleFrame.ts';
import { detailOf } from '../frame/details.ts';
import { diskOf } from '../frame/diskFrame.ts';
import { groupLensFrame } from '../frame/groups/groupLens.ts';
import { leadershipOf } from '../frame/leadershipHistory.ts';
import { newestImage, partitionFrames } from '../frame/metadataFrames.ts';
import { metadataLogFrame } from '../frame/metadataLog.ts';
import { metricsFrame } from '../frame/metrics/metricFrames.ts';
import { partitionLog } from '../frame/partitionLog.ts';
import { producerLensFrame } from '../frame/producers/producerLens.ts';
import type { Recording } from '../frame/recording.ts';
import { runDifference } from '../frame/runDifference.ts';
import { serverLogFrame } from '../frame/serverLog/serverLog.ts';
import { spaceTimeFrame } from '../frame/spaceTime/spaceTime.ts';
import { offersOf } from '../frame/why/not/offers.ts';
import { whyNotOf } from '../frame/why/not/whyNotOf.ts';
import { whyOf } from '../frame/why/whyOf.ts';
import { whyChain } from '../frame/why.ts';
import { zooKeeperLens } from '../frame/zookeeper/lens.ts';
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
    case 'why-chain':
      return { answer: 'why-chain', why: whyOf(recording, ask.subject, ask.aspect) };
    case 'why-not-offers':
      return { answer: 'why-not-offers', offers: offersOf(recording, ask.subject) };
    case 'why-not':
      return { answer: 'why-not', whyNot: whyNotOf(recording, ask.question) };
    case 'detail':
      return { answer: 'detail', detail: detailOf(recording, ask.target) };
    case 'log':
      return { answer: 'log', log: partitionLog(recording, ask.partition, ask.from, ask.to) };
    case 'metadata-log':
      return { answer: 'metadata-log', log: metadataLogFrame(recording, ask.from, ask.to) };
    case 'leadership':
      return { answer: 'leadership', leadership: leadership(recording) };
    case 'metrics':
      return { answer: 'metrics', metrics: metricsFrame(recording, ask) };
    case 'run-ledger':
      return { answer: 'run-ledger', ledger: runLedger(recording) };
    case 'ledger-records':
      return { answer: 'ledger-records', found: ledgerRecords(recording, ask.pick) };
    case 'find-records':
      return { answer: 'find-records', found: findRecords(recording, ask.text) };
    case 'biography':
      return { answer: 'biography', biography: biographyOf(recording, ask.client, ask.record) };
    case 'group':
      return { answer: 'group', group: groupLensFrame(recording, ask.group) };
    case 'zookeeper':
      return { answer: 'zookeeper', zookeeper: zooKeeperLens(recording, ask) };
    case 'config':
      return { answer: 'config', config: configOf(recording, ask.key, ask.target ?? null) };
    case 'space-time':
      return { answer: 'space-time', spaceTime: spaceTimeFrame(recording, ask) };
    case 'producer':
      return { answer: 'producer', producer: producerLensFrame(recording, ask.node) };
    case 'disk':
      return { answer: 'disk', disk: diskOf(recording, ask.node) };
    case 'server-log':
      return { answer: 'server-log', log: serverLogFrame(recording, ask) };
    case 'console':
      return { answer: 'console', console: consoleFrame(recording) };
    case 'typed':
      return { answer: 'typed', meaning: typedFrame(recording, ask.line, ask.files) };
    case 'complete': {
      const { from, candidates } = completionFrame(recording, ask.line, ask.cursor, ask.files);
      return { answer: 'complete', from, candidates };
    }
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
