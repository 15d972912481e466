/**
 * Logs as text, in the words of kafka-dump-log.sh (org.apache.kafka.tools.DumpLogSegments): a segment a file, a line a
 * batch and a line a record. *Simplified:* no checksums and no compression to tell of.
 */
import { slice } from '../../base/vector.ts';
import { describeMetadataRecord } from '../controller/describe.ts';
import type { StoredLog as StoredMetadataLog } from '../raft/metadataLog.ts';
import type { RaftSnapshot } from '../raft/snapshots.ts';
import { lastOffsetOf, type RecordBatch } from '../records.ts';
import type { StoredLog } from './logDirectory.ts';

type NamedText = readonly [name: string, text: string];

/** `00000000000000000042.log` */
function segmentFile(baseOffset: number): string {
  return `${`${baseOffset}`.padStart(20, '0')}.log`;
}

export function partitionLogFiles({ batches, segments }: StoredLog): readonly NamedText[] {
  const all = slice(batches, 0);
  return segments.map(({ baseOffset }, place) => {
    const end = segments[place + 1]?.baseOffset ?? Number.MAX_SAFE_INTEGER;
    const inside = all.filter((batch) => batch.baseOffset >= baseOffset && batch.baseOffset < end);
    return [segmentFile(baseOffset), batchesText(inside)];
  });
}

function batchesText(batches: readonly RecordBatch[]): string {
  let position = 0;
  const lines: string[] = [];
  for (const batch of batches) {
    const { baseOffset, baseSequence, producerId, producerEpoch, partitionLeaderEpoch, records, sizeInBytes } = batch;
    const lastSequence = baseSequence < 0 ? -1 : baseSequence + records.length - 1;
    lines.push(
      `baseOffset: ${baseOffset} lastOffset: ${lastOffsetOf(batch)} count: ${records.length} ` +
        `baseSequence: ${baseSequence} lastSequence: ${lastSequence} producerId: ${producerId} ` +
        `producerEpoch: ${producerEpoch} partitionLeaderEpoch: ${partitionLeaderEpoch} position: ${position} ` +
        `size: ${sizeInBytes} magic: 2`,
    );
    records.forEach(({ key, value, timestamp }, place) => {
      const text = `key: ${key ?? ''} payload: ${value ?? ''}`;
      lines.push(`| offset: ${baseOffset + place} CreateTime: ${Math.floor(timestamp / 1_000)} ${text}`);
    });
    position += sizeInBytes;
  }
  return lines.map((line) => `${line}\n`).join('');
}

export function metadataLogFile({ startOffset, entries }: StoredMetadataLog): NamedText {
  const lines = slice(entries, 0).map(({ offset, epoch, record }) => {
    return `| offset: ${offset} partitionLeaderEpoch: ${epoch} ${describeMetadataRecord(record)}\n`;
  });
  return [segmentFile(startOffset), lines.join('')];
}

/** A snapshot of the metadata: `00000000000000000042-0000000003.checkpoint`. */
export function snapshotText({ records }: RaftSnapshot): string {
  return records.map((record) => `| ${describeMetadataRecord(record)}\n`).join('');
}
