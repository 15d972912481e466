/** Answers what the page asks about things that come from elsewhere and go elsewhere: files, and pasted text. */
import { unreachable } from '../base/assert.ts';
import { factTable } from '../exchange/factTable.ts';
import { clusterFromDescription } from '../exchange/fromCluster/index.ts';
import { shiVizLog } from '../exchange/shiViz.ts';
import { toCluster } from '../exchange/toCluster/index.ts';
import { factSentence } from '../views/factSentences.ts';
import type { Branch } from './branches.ts';
import type { ExchangeAnswer, ExchangeAsk } from './exchangeProtocol.ts';
import type { Ask } from './protocol.ts';

const ASKS: readonly string[] = [
  'export-facts',
  'export-shiviz',
  'export-compose',
  'from-cluster',
] satisfies ExchangeAsk['ask'][];

export function isExchange(ask: Ask): ask is ExchangeAsk {
  return ASKS.includes(ask.ask);
}

export function answerExchange(ask: ExchangeAsk, branchOf: (branch: number) => Branch): ExchangeAnswer {
  switch (ask.ask) {
    case 'export-facts': {
      const { recording, run } = branchOf(ask.branch);
      const { name, seed, version } = run.scenario;
      const until = Math.min(ask.until ?? recording.visitedAt, recording.visitedAt);
      const { format, language, from } = ask;
      const table = factTable(recording.facts, {
        format,
        language,
        from,
        until,
        sentence: factSentence,
        run: { name, seed, version },
      });
      const type = format === 'csv' ? 'text/csv' : 'application/json';
      const file = { name: `${name}-facts.${format}`, type, text: table.text };
      return { answer: 'exported-files', files: [file], count: table.count, isCut: table.isCut, leftOver: [] };
    }
    case 'export-shiviz': {
      const { recording, run } = branchOf(ask.branch);
      const until = Math.min(ask.until ?? recording.visitedAt, recording.visitedAt);
      const log = shiVizLog(recording, { language: ask.language, from: ask.from, until, sentence: factSentence });
      const file = { name: `${run.scenario.name}-shiviz.log`, type: 'text/plain', text: log.text };
      return { answer: 'exported-files', files: [file], count: log.events, isCut: log.isCut, leftOver: [] };
    }
    case 'export-compose': {
      const { run, recording } = branchOf(ask.branch);
      const byHand = recording.history.interventions.length > 0;
      const { files, cannot } = toCluster(run.written, { name: run.scenario.name, byHand });
      const leftOver = cannot.map(({ what, reason }) => ({ line: 0, text: what, reason }));
      const made = files.map((file) => ({ ...file, type: 'text/plain' }));
      return { answer: 'exported-files', files: made, count: files.length, isCut: false, leftOver };
    }
    case 'from-cluster':
      return { answer: 'from-cluster', cluster: clusterFromDescription(ask.text, { isRun: ask.isRun }) };
    default:
      return unreachable(ask);
  }
}
