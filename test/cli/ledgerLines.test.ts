/** The ledger at the end of `tidemark run`. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ledgerLines, ledgerOf } from '../../src/cli/ledgerLines.ts';
import { RecordLedger } from '../../src/frame/recordLedger.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/run.ts';

function linesOf(name: string): string[] {
  const parsed = parseScenario(readFileSync(new URL(`../../scenarios/${name}.yaml`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(`${name} has problems`);
  const records = new RecordLedger();
  const { history } = runScenario(parsed.scenario, { watch: (step) => records.watch(step) });
  return ledgerLines(ledgerOf(history, records));
}

test('what became of the records, and who was handed them', () => {
  expect(linesOf('acks-one-loses')).toEqual([
    '',
    'PRODUCER  PARTITION  SENT  ACKNOWLEDGED  FAILED  UNKNOWN  PENDING  LOST  DUPLICATED  REORDERED',
    'p1        orders-0    380           380       0        0        0     9           0          0',
    '',
    'GROUP   PARTITION  DELIVERED  REDELIVERED  PROCESSED  COMMITTED-NOT-PROCESSED  COMMITTED',
    '- (k1)  orders-0         371            0        371                        0          -',
  ]);
});

test('nothing where nothing was sent', () => {
  expect(ledgerLines({ producers: [], groups: [], totals: { ...NOTHING } })).toEqual([]);
});

const NOTHING = {
  sent: 0,
  acknowledged: 0,
  failed: 0,
  unknown: 0,
  pending: 0,
  lost: 0,
  duplicated: 0,
  reordered: 0,
  consumed: 0,
};
