/** The ledger of a run as the terminal prints it: what became of each producer's records, and what each group did with them. */
import type { GroupFigure, ProducerFigure, RunLedgerFrame } from '../frame/biography/biographyFrames.ts';
import { runLedger } from '../frame/biography/runLedger.ts';
import { FactLog } from '../frame/factFrames.ts';
import type { RecordLedger } from '../frame/recordLedger.ts';
import type { Kafka } from '../kafka/kinds.ts';
import type { History } from '../record/history.ts';

const PRODUCER_FIGURES: readonly ProducerFigure[] = [
  'sent',
  'acknowledged',
  'failed',
  'unknown',
  'pending',
  'lost',
  'duplicated',
  'reordered',
];
const GROUP_FIGURES: readonly GroupFigure[] = ['delivered', 'redelivered', 'processed'];

/** At the end of a run. */
export function ledgerOf(history: History<Kafka>, ledger: RecordLedger): RunLedgerFrame {
  const facts = new FactLog();
  for (const fact of history.facts) facts.add(fact);
  return runLedger({ kernel: history.kernel, step: history.position, ledger, facts });
}

/** Nothing where nothing was sent or read. */
export function ledgerLines({ producers, groups }: RunLedgerFrame): string[] {
  const lines: string[] = [];
  if (producers.length > 0) {
    const rows = producers.map((row) => [
      row.client,
      row.partition ?? '-',
      ...PRODUCER_FIGURES.map((name) => String(row[name])),
    ]);
    lines.push('', ...table(['PRODUCER', 'PARTITION', ...PRODUCER_FIGURES.map((name) => name.toUpperCase())], rows));
  }
  if (groups.length > 0) {
    const rows = groups.map((row) => [
      row.group ?? `- (${row.consumers.join(',')})`,
      row.partition,
      ...GROUP_FIGURES.map((name) => String(row[name])),
      String(row.skipped),
      row.committed === null ? '-' : String(row.committed),
    ]);
    const titles = [
      'GROUP',
      'PARTITION',
      ...GROUP_FIGURES.map((name) => name.toUpperCase()),
      'COMMITTED-NOT-PROCESSED',
      'COMMITTED',
    ];
    lines.push('', ...table(titles, rows));
  }
  return lines;
}

/** Names to the left, figures to the right. */
function table(titles: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = titles.map((title, place) => Math.max(title.length, ...rows.map((row) => row[place]!.length)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, place) => (place < 2 ? cell.padEnd(widths[place]!) : cell.padStart(widths[place]!))).join('  ');
  return [line(titles), ...rows.map(line)].map((text) => text.trimEnd());
}
