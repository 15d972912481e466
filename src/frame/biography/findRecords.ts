/** Records by what a person knows of them: `p1#12`, a number, a place in a log, a key, or a part of a value. */
import { get } from '../../base/table.ts';
import { slice } from '../../base/vector.ts';
import { recordId } from '../../kafka/records.ts';
import type { Recording } from '../recording.ts';
import type { Sent } from '../recordLedger.ts';
import type { FoundRecords } from './biographyFrames.ts';
import { recordRef } from './runLedger.ts';

const MOST = 50;

export function findRecords(recording: Recording, text: string): FoundRecords {
  const wanted = text.trim();
  const found = wanted === '' ? [] : [...new Set([...byName(recording, wanted), ...byText(recording, wanted)])];
  const seen = found.filter((sent) => sent.step <= recording.step);
  return {
    records: seen.slice(0, MOST).map((sent) => recordRef(recording, sent)),
    more: Math.max(0, seen.length - MOST),
  };
}

function byName({ ledger }: Recording, text: string): Sent[] {
  const named = /^(.+)#(\d+)$/.exec(text);
  if (named !== null) return present(ledger.sentOf(named[1]!, Number(named[2])));
  // orders-0@42, orders-0:42, orders-0 42
  const placed = /^(.+-\d+)[@: ]\s*(\d+)$/.exec(text);
  if (placed !== null) {
    const entries = ledger.partitions.get(placed[1]!)?.byOffset.get(Number(placed[2])) ?? [];
    return entries.map(({ sent }) => sent);
  }
  const number = /^#?(\d+)$/.exec(text);
  return number === null ? [] : [...ledger.all()].filter(({ record }) => record === Number(number[1]));
}

function present(sent: Sent | undefined): Sent[] {
  return sent === undefined ? [] : [sent];
}

function byText(recording: Recording, text: string): Sent[] {
  const values = valuesOf(recording);
  const exact: Sent[] = [];
  const partly: Sent[] = [];
  for (const sent of recording.ledger.all()) {
    const value = values.get(recordId(sent.client, sent.record)) ?? null;
    if (sent.key === text || value === text) exact.push(sent);
    else if (sent.key?.includes(text) || value?.includes(text)) partly.push(sent);
  }
  return [...exact, ...partly];
}

/** What producers were asked to send, by name, as far as they know it; and what logs hold of others. */
function valuesOf({ kernel }: Recording): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { state } of kernel.nodes) {
    if (state?.kind === 'producer') {
      for (const { record, value } of slice(state.ledger.entries, 0))
        if (value !== null) values.set(recordId(state.client.clientId, record), value);
    } else if (state?.kind === 'server' && state.broker !== undefined) {
      for (const { log } of state.broker.partitions.values) {
        for (const { records } of slice(log.batches, 0))
          for (const { id, value } of records) if (id !== undefined && value !== null) values.set(id, value);
      }
    }
  }
  return values;
}

export function valueSent({ kernel }: Recording, { client, record, copies, partition }: Sent): string | null {
  for (const { state } of kernel.nodes) {
    if (state?.kind !== 'producer' || state.client.clientId !== client) continue;
    const { firstRecord, entries } = state.ledger;
    const entry = slice(entries, Math.max(0, record - firstRecord), record - firstRecord + 1)[0];
    if (entry?.record === record) return entry.value;
  }
  if (copies.length === 0 || partition === null) return null;
  const id = recordId(client, record);
  for (const { state } of kernel.nodes) {
    if (state?.kind !== 'server' || state.broker === undefined) continue;
    const log = get(state.broker.partitions, partition)?.log;
    if (log === undefined) continue;
    for (const { records } of slice(log.batches, 0)) for (const one of records) if (one.id === id) return one.value;
  }
  return null;
}
