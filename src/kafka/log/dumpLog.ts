/**
 * Logs as text, in the words of kafka-dump-log.sh (org.apache.kafka.tools.DumpLogSegments): a segment a file, a line a
 * batch and a line a record, as with --print-data-log. The checksum is that of the bytes the batch would be.
 */
import { MICROS_PER_MILLI } from '../../base/time.ts';
import { utf8Length } from '../../base/utf8.ts';
import { slice } from '../../base/vector.ts';
import { describeMetadataRecord } from '../controller/describe.ts';
import type { StoredLog as StoredMetadataLog } from '../raft/metadataLog.ts';
import type { RaftSnapshot } from '../raft/snapshots.ts';
import { storedChecksum } from '../record/defaultRecordBatch.ts';
import { incrementSequence, NO_SEQUENCE } from '../record/sequence.ts';
import { bytesOfBatch, maxTimestampMs } from '../record/storedBatch.ts';
import { type DataRecord, lastOffsetOf, offsetAt, type RecordBatch } from '../records.ts';
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
    return [segmentFile(baseOffset), linesOf(dumpBatches(inside))];
  });
}

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

export interface DumpOptions {
  /** --deep-iteration: a line for each record. */
  readonly deepIteration: boolean;
  /** --print-data-log, which means deep iteration too. */
  readonly printDataLog: boolean;
  readonly skipRecordMetadata: boolean;
}

const WITH_DATA: DumpOptions = { deepIteration: true, printDataLog: true, skipRecordMetadata: false };

/** The batches of one segment, a line each, with a line for each record where it is asked for. */
export function dumpBatches(batches: readonly RecordBatch[], options = WITH_DATA): readonly string[] {
  let position = 0;
  const lines: string[] = [];
  for (const batch of batches) {
    lines.push(batchLine(batch, position));
    if (options.deepIteration || options.printDataLog) lines.push(...recordLines(batch, options));
    position += batch.sizeInBytes;
  }
  return lines;
}

/** The line of a batch: what every segment and every batch of it can be checked by. */
function batchLine(batch: RecordBatch, position: number): string {
  const { baseOffset, baseSequence, producerId, producerEpoch, partitionLeaderEpoch, records, deleteHorizonMs } = batch;
  const lastOffset = lastOffsetOf(batch);
  const lastSequence = sequenceAt(baseSequence, lastOffset - baseOffset);
  const horizon = deleteHorizonMs === undefined ? 'OptionalLong.empty' : `OptionalLong[${deleteHorizonMs}]`;
  return (
    `baseOffset: ${baseOffset} lastOffset: ${lastOffset} count: ${records.length} baseSequence: ${baseSequence} ` +
    `lastSequence: ${lastSequence} producerId: ${producerId} producerEpoch: ${producerEpoch} ` +
    `partitionLeaderEpoch: ${partitionLeaderEpoch} isTransactional: false isControl: false ` +
    `deleteHorizonMs: ${horizon} position: ${position} ${timestampTypeOf(batch)}: ${maxTimestampMs(batch)} ` +
    `size: ${batch.sizeInBytes} magic: 2 compresscodec: ${batch.compression ?? 'none'} ` +
    `crc: ${checksumOf(batch)} isvalid: true`
  );
}

function recordLines(batch: RecordBatch, { printDataLog, skipRecordMetadata }: DumpOptions): readonly string[] {
  return batch.records.map((record, place) => {
    const said = skipRecordMetadata ? '' : recordMetadata(batch, record, place);
    if (!printDataLog) return said;
    const contents = recordContents(record);
    return skipRecordMetadata && contents !== '' ? `|${contents}` : `${said}${contents}`;
  });
}

function recordMetadata(
  batch: RecordBatch,
  { key, value, timestamp, headers = [] }: DataRecord,
  place: number,
): string {
  const offset = offsetAt(batch, place);
  const milliseconds = Math.floor(timestamp / MICROS_PER_MILLI);
  const headerKeys = headers.map((header) => header.key).join(',');
  return (
    `| offset: ${offset} ${timestampTypeOf(batch)}: ${milliseconds} keySize: ${sizeOf(key)} valueSize: ${sizeOf(value)} ` +
    `sequence: ${sequenceAt(batch.baseSequence, offset - batch.baseOffset)} headerKeys: [${headerKeys}]`
  );
}

function recordContents({ key, value }: DataRecord): string {
  return (key === null ? '' : ` key: ${key}`) + (value === null ? '' : ` payload: ${value}`);
}

function timestampTypeOf({ timestampType }: RecordBatch): string {
  return timestampType ?? 'CreateTime';
}

function sequenceAt(baseSequence: number, offsetDelta: number): number {
  return baseSequence === NO_SEQUENCE ? NO_SEQUENCE : incrementSequence(baseSequence, offsetDelta);
}

function sizeOf(text: string | null): number {
  return text === null ? -1 : utf8Length(text);
}

/** A batch never changes, and disks are looked at again and again. */
const CHECKSUMS = new WeakMap<RecordBatch, number>();

function checksumOf(batch: RecordBatch): number {
  const known = CHECKSUMS.get(batch);
  if (known !== undefined) return known;
  const checksum = storedChecksum(bytesOfBatch(batch));
  CHECKSUMS.set(batch, checksum);
  return checksum;
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
